package turnout.router.engine.lane;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What Jazzer calls: bytes of a hostile service, cut where it likes, against one connection with calls in flight. */
public final class LaneFuzz {

    private static final byte[] HELLO = hello();
    private static final byte[] NOTHING = {};

    private LaneFuzz() {}

    /** @param input the first byte says how the rest is cut, and whether the hello is the fuzzer's too */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        GatewayUnderTest gateway = new GatewayUnderTest();
        GatewayUnderTest.Answered[] calls = new GatewayUnderTest.Answered[10];
        if (input[0] >= 0) {
            gateway.receive(HELLO);
            for (int i = 0; i < calls.length; i++) {
                calls[i] = gateway.send("demo.Echo/Say", NOTHING, 0, NOTHING);
            }
        }
        int size = 1 + (input[0] & 0x7f);
        for (int at = 1; at < input.length; at += size) {
            gateway.receive(java.util.Arrays.copyOfRange(input, at, Math.min(input.length, at + size)));
        }
        gateway.sent();
        gateway.channel.close();
        if (gateway.ended == null || gateway.reason.equals("internal error")) {
            throw new AssertionError("ended " + gateway.ended + ": " + gateway.reason);
        }
        for (GatewayUnderTest.Answered call : calls) {
            if (call != null && call.outcomes.size() != 1) {
                throw new AssertionError("a call with outcomes " + call.outcomes);
            }
        }
    }

    private static byte[] hello() {
        try {
            return LaneExamples.named("hello from the service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
