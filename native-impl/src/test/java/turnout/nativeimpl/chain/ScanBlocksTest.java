package turnout.nativeimpl.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import turnout.chain.v1.BlockVerbosity;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.chain.v1.ScanBlocksResponse;
import turnout.chain.v1.ScanEnd;
import turnout.nativeimpl.node.ToyChain;
import turnout.nativeimpl.node.ToyNode;

class ScanBlocksTest {

    private final ToyChain chain = new ToyChain(9);
    private final ToyNode node = new ToyNode(chain);

    @Test
    void sendsEveryBlockThenTheTip() {
        FakeCaller<ScanBlocksResponse> caller = scan(2, 5, Integer.MAX_VALUE);

        assertThat(heights(caller)).containsExactly(2, 3, 4, 5);
        assertThat(caller.received.getLast().getEnd())
                .isEqualTo(ScanEnd.newBuilder()
                        .setTipHash(ToyChain.hash(0, 9))
                        .setTipHeight(9)
                        .build());
        assertThat(caller.completed).isTrue();
    }

    @Test
    void endsAtTheTipWhereThatIsLower() {
        FakeCaller<ScanBlocksResponse> caller = scan(8, -1, Integer.MAX_VALUE);

        assertThat(heights(caller)).containsExactly(8, 9);
        assertThat(caller.completed).isTrue();
    }

    @Test
    void asksForNoMoreBlocksThanTheCallerTakes() {
        FakeCaller<ScanBlocksResponse> caller = scan(0, 9, 3);
        assertThat(heights(caller)).containsExactly(0, 1, 2);
        assertThat(node.asked("getblock")).isEqualTo(3);

        caller.take(2);
        assertThat(heights(caller)).containsExactly(0, 1, 2, 3, 4);
        assertThat(node.asked("getblock")).isEqualTo(5);

        caller.take(Integer.MAX_VALUE / 2);
        assertThat(heights(caller)).hasSize(10);
        assertThat(caller.completed).isTrue();
    }

    @Test
    void asksNothingMoreWhenTheCallerHasGone() {
        FakeCaller<ScanBlocksResponse> caller = scan(0, 9, 3);

        caller.cancel();
        caller.take(5);

        assertThat(caller.received).hasSize(3);
        assertThat(node.asked("getblock")).isEqualTo(3);
        assertThat(caller.completed).isFalse();
    }

    @Test
    void followsAChainThatGrowsMeanwhile() {
        FakeCaller<ScanBlocksResponse> caller = scan(7, 100, 2);

        chain.grow();
        caller.take(100);

        // The tip was looked up only after block 9, when it had a successor.
        assertThat(heights(caller)).containsExactly(7, 8, 9, 10);
        assertThat(caller.received.getLast().getEnd().getTipHeight()).isEqualTo(10);
    }

    @Test
    void endsWithTheForkHeightWhenTheNextBlockIsNoLongerInTheChain() {
        FakeCaller<ScanBlocksResponse> caller = scan(0, 9, 6);

        chain.reorganise(3, 1);
        caller.take(100);

        assertThat(heights(caller)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(message(caller.error)).startsWith("ABORTED").endsWith("fork height 3");
    }

    @Test
    void noticesAReorganisationAfterTheLastBlock() {
        FakeCaller<ScanBlocksResponse> caller = scan(0, 5, 6);

        chain.reorganise(4, 1);
        caller.take(100);

        assertThat(caller.received).hasSize(6);
        assertThat(message(caller.error)).startsWith("ABORTED").endsWith("fork height 4");
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        assertThat(message(scan(5, 4, 1).error)).startsWith("INVALID_ARGUMENT: from_height");
        assertThat(message(scan(-1, 4, 1).error)).startsWith("INVALID_ARGUMENT: from_height");
        FakeCaller<ScanBlocksResponse> caller = new FakeCaller<>(1);
        ScanBlocks.start(
                new ChainNode(node),
                ScanBlocksRequest.newBuilder().setVerbosityValue(9).build(),
                caller);
        assertThat(message(caller.error)).startsWith("INVALID_ARGUMENT: verbosity");
        assertThat(message(scan(10, 12, 1).error)).startsWith("NOT_FOUND");
        assertThat(message(scan(-2, -1, 1).error)).startsWith("NOT_FOUND");
    }

    private FakeCaller<ScanBlocksResponse> scan(int from, int to, int room) {
        FakeCaller<ScanBlocksResponse> caller = new FakeCaller<>(room);
        ScanBlocks.start(
                new ChainNode(node),
                ScanBlocksRequest.newBuilder()
                        .setFromHeight(from)
                        .setToHeight(to)
                        .setVerbosity(BlockVerbosity.BLOCK_VERBOSITY_IDS)
                        .build(),
                caller);
        return caller;
    }

    private static List<Integer> heights(FakeCaller<ScanBlocksResponse> caller) {
        return caller.received.stream()
                .filter(ScanBlocksResponse::hasBlock)
                .map(response -> response.getBlock().getHeader().getHeight())
                .toList();
    }

    private static String message(@Nullable Throwable error) {
        return error instanceof StatusRuntimeException status ? String.valueOf(status.getMessage()) : "no status";
    }
}
