/**
 * Partially signed transactions (BIP174, 370, 371, 373): their bytes, the rules of their records, and what each role
 * does with them. Messages of the contract and refusals do not belong here, nor does any cryptography of its own.
 */
@NullMarked
package turnout.nativeimpl.psbt;

import org.jspecify.annotations.NullMarked;
