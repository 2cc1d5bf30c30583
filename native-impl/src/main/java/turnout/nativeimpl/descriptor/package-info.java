/**
 * Output descriptors (BIP380 to 387, 389, 390): reading them, printing them as Core does, and the scripts that they stand
 * for. Here belongs the language and nothing of any operation; how keys derive and what addresses look like does not.
 */
@NullMarked
package turnout.nativeimpl.descriptor;

import org.jspecify.annotations.NullMarked;
