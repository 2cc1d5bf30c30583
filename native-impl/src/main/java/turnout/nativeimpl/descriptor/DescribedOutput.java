package turnout.nativeimpl.descriptor;

import turnout.nativeimpl.codec.Slice;

/**
 * One output of a descriptor.
 *
 * @param redeemScript what P2SH hashes, else empty
 * @param witnessScript what P2WSH hashes, else empty
 */
public record DescribedOutput(int index, Slice scriptPubKey, Slice redeemScript, Slice witnessScript) {}
