package turnout.nativeimpl.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import turnout.nativeimpl.codec.Slice;

/**
 * SipHash-2-4 under one key.
 *
 * @param k0 the key's first 8 bytes, little-endian
 * @param k1 its last 8 bytes, little-endian
 */
record SipHash(long k0, long k1) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Under the first 16 of the given bytes. */
    static SipHash keyed(byte[] key) {
        return new SipHash((long) LONGS.get(key, 0), (long) LONGS.get(key, 8));
    }

    long hash(Slice bytes) {
        State state = new State(k0, k1);
        int length = bytes.length();
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            state.absorb((long) LONGS.get(bytes.array(), bytes.offset() + at));
        }
        long last = (long) length << 56;
        for (int i = 0; at + i < length; i++) {
            last |= (long) bytes.at(at + i) << (8 * i);
        }
        state.absorb(last);
        return state.finish();
    }

    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
