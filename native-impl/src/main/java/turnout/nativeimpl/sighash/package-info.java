/**
 * What signatures sign: the hashes of legacy inputs, of witness version 0 (BIP143) and of taproot (BIP341, BIP342). Which
 * script code is signed and whether a signature is valid is the interpreter's business.
 */
@NullMarked
package turnout.nativeimpl.sighash;

import org.jspecify.annotations.NullMarked;
