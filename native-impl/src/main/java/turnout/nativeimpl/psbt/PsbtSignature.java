package turnout.nativeimpl.psbt;

import turnout.nativeimpl.codec.Slice;

/**
 * One signature that was made.
 *
 * @param publicKey 33 or 65 bytes; x only with taproot
 * @param leafHash empty but for a script path
 * @param key of the record that carries it
 * @param value of that record
 */
public record PsbtSignature(Slice publicKey, Slice leafHash, int hashType, Slice key, Slice value) {}
