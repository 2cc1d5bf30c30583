/**
 * Runs scripts by Core's rules and says why one fails. Serialization belongs to the codec, what is signed to sighash, and no
 * request or reply is known here.
 */
@NullMarked
package turnout.nativeimpl.interpreter;

import org.jspecify.annotations.NullMarked;
