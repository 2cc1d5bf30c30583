package turnout.router.engine.lane;

/** Numbers of the lane's frames, with the smallest length each may announce (docs/lane.md, "Frames"). */
final class FrameType {

    static final int HELLO = 1;
    static final int CALL = 2;
    static final int REPLY = 3;
    static final int CANCEL = 4;
    static final int PING = 5;
    static final int PONG = 6;
    static final int GOAWAY = 7;

    /** Bytes of the length itself, which it does not count. */
    static final int LENGTH_BYTES = 4;

    /** Bytes of CALL and REPLY before their parts, the length included. */
    static final int HEAD_BYTES = 24;

    /** By type. */
    private static final int[] SMALLEST = {0, 20, 20, 20, 8, 12, 12, 8};

    private FrameType() {}

    static boolean known(int type) {
        return type >= HELLO && type <= GOAWAY;
    }

    static int smallest(int type) {
        return SMALLEST[type];
    }
}
