package turnout.router.http2;

/**
 * Decodes the Huffman code of RFC 7541 Appendix B.
 *
 * <p>The code is canonical, so its lengths are all there is to write down. Decoding walks a state machine eight input
 * bits at a time: a state is a node of the code tree, and because the shortest code has five bits, one byte of input
 * ends at most two symbols.
 */
final class Huffman {

    /** Lengths in bits of the codes of symbols 0 to 256; 256 is EOS. */
    private static final byte[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15,
        6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22,
        20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23,
        23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22,
        22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26,
        27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27,
        26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30
    };

    private static final int EOS = 256;

    /** States are inner nodes of a tree with 257 leaves. */
    private static final int STATES = 256;

    private static final int FAILED = 0xFF_FFFF;

    /**
     * By state and input byte: bits 0–7 next state, 8–9 number of symbols, 10–17 and 18–25 the symbols;
     * {@link #FAILED} where EOS would be decoded.
     */
    private static final int[] STEPS = new int[STATES * 256];

    /** States whose path from the root is at most seven ones: where a text may end (RFC 7541 §5.2). */
    private static final boolean[] MAY_END = new boolean[STATES];

    static {
        int[][] children = tree();
        for (int state = 0; state < STATES; state++) {
            for (int input = 0; input < 256; input++) {
                STEPS[state << 8 | input] = step(children, state, input);
            }
        }
        int node = 0;
        for (int ones = 0; ones < 8; ones++) {
            MAY_END[node] = true;
            node = children[node][1];
        }
    }

    private Huffman() {}

    /**
     * Decodes {@code source[from, to)} into {@code target} at {@code at}, which must have room for 8/5 of the source.
     *
     * @return where the text ends in {@code target}, or -1 when the source is not a Huffman text
     */
    static int decode(byte[] source, int from, int to, byte[] target, int at) {
        int state = 0;
        int end = at;
        for (int i = from; i < to; i++) {
            int step = STEPS[state << 8 | source[i] & 0xff];
            if (step == FAILED) {
                return -1;
            }
            state = step & 0xff;
            int symbols = step >> 8 & 3;
            if (symbols > 0) {
                target[end++] = (byte) (step >> 10);
                if (symbols > 1) {
                    target[end++] = (byte) (step >> 18);
                }
            }
        }
        return MAY_END[state] ? end : -1;
    }

    /** Nodes as pairs of children; a leaf is {@code ~symbol}. */
    private static int[][] tree() {
        int[][] children = new int[STATES][2];
        int nodes = 1;
        int code = 0;
        for (int length = 1; length <= 30; length++) {
            for (int symbol = 0; symbol <= EOS; symbol++) {
                if (LENGTHS[symbol] != length) {
                    continue;
                }
                int node = 0;
                for (int bit = length - 1; bit > 0; bit--) {
                    int side = code >> bit & 1;
                    if (children[node][side] == 0) {
                        children[node][side] = nodes++;
                    }
                    node = children[node][side];
                }
                children[node][code & 1] = ~symbol;
                code++;
            }
            code <<= 1;
        }
        return children;
    }

    private static int step(int[][] children, int state, int input) {
        int node = state;
        int symbols = 0;
        int result = 0;
        for (int bit = 7; bit >= 0; bit--) {
            node = children[node][input >> bit & 1];
            if (node < 0) {
                if (~node == EOS) {
                    return FAILED;
                }
                result |= ~node << 10 + 8 * symbols++;
                node = 0;
            }
        }
        return result | symbols << 8 | node;
    }
}
