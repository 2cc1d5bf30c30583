package turnout.nativeimpl.curve;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The structure secp256k1_schnorrsig_extraparams: 4 bytes of magic, a nonce function or null, its data. */
final class SchnorrParameters {

    // From secp256k1_schnorrsig.h; on a 64-bit machine the pointers lie at 8 and 16.
    private static final byte[] MAGIC = {(byte) 0xda, 0x6f, (byte) 0xb3, (byte) 0x8c};
    private static final long FUNCTION = 8;
    private static final long DATA = 16;
    private static final long SIZE = 24;

    private SchnorrParameters() {}

    /** BIP340's own nonce function with 32 bytes of auxiliary randomness; as long as the arena lives. */
    static MemorySegment withAux(byte[] aux, Arena arena) {
        MemorySegment structure = arena.allocate(SIZE, 8);
        MemorySegment.copy(MAGIC, 0, structure, ValueLayout.JAVA_BYTE, 0, MAGIC.length);
        structure.set(ValueLayout.ADDRESS, FUNCTION, MemorySegment.NULL);
        structure.set(ValueLayout.ADDRESS, DATA, arena.allocateFrom(ValueLayout.JAVA_BYTE, aux));
        return structure;
    }
}
