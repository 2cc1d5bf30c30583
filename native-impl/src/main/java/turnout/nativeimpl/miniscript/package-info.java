/**
 * Miniscript (BIP379) as far as decodescript speaks it: which expression a witness script is, and whether it is sane. Reading
 * expressions from text and satisfying them does not belong here.
 */
@NullMarked
package turnout.nativeimpl.miniscript;

import org.jspecify.annotations.NullMarked;
