package turnout.nativeimpl.sighash;

/**
 * What BIP342 adds to the hash of a script path.
 *
 * @param leafHash TapLeaf hash of the script that runs, 32 bytes
 * @param codeSeparator index of the last code separator that ran, counted in operations; -1 (0xffffffff) for none
 */
public record LeafContext(byte[] leafHash, int codeSeparator) {}
