package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.EstimateMode;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.ScanBlocksRequest;

/** Requests that a node with the recorded chain of 115 blocks can answer. */
final class ChainRequests {

    private static final int HEIGHTS = 116;

    private ChainRequests() {}

    static GetBlockHashRequest blockHash(RandomGenerator random) {
        return GetBlockHashRequest.newBuilder()
                .setHeight(random.nextInt(HEIGHTS))
                .build();
    }

    static EstimateFeeRequest fee(RandomGenerator random) {
        return EstimateFeeRequest.newBuilder()
                .setConfTarget(1 + random.nextInt(1008))
                .setEstimateMode(EstimateMode.forNumber(random.nextInt(3)))
                .build();
    }

    /** A few blocks: all of them would be most of the run's time. */
    static ScanBlocksRequest scan(RandomGenerator random) {
        int from = random.nextInt(HEIGHTS);
        return ScanBlocksRequest.newBuilder()
                .setFromHeight(from)
                .setToHeight(from + random.nextInt(4))
                .setVerbosityValue(random.nextInt(4))
                .build();
    }
}
