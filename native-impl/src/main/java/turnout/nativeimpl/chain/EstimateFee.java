package turnout.nativeimpl.chain;

import java.util.Optional;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.EstimateFeeResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;

/** What estimatesmartfee says. */
final class EstimateFee {

    // Core's longest horizon, blocks.
    private static final int MAX_TARGET = 1008;

    private final ChainNode node;

    EstimateFee(ChainNode node) {
        this.node = node;
    }

    EstimateFeeResponse answer(EstimateFeeRequest request) throws Refusal {
        int target = request.getConfTarget();
        if (target == 0) {
            throw Refusal.required("conf_target");
        }
        if (target < 0 || target > MAX_TARGET) {
            throw Refusal.at(
                    "conf_target",
                    Reason.CONFIRMATION_TARGET_INVALID,
                    "conf_target: " + Integer.toUnsignedString(target) + " (expected: 1 to " + MAX_TARGET + " blocks)");
        }
        ChainNode.Answered answered = node.ask(RpcCall.of("estimatesmartfee", target, mode(request)));
        NodeJson estimate = answered.replies().getFirst().required();
        EstimateFeeResponse.Builder response = EstimateFeeResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setBlocks(estimate.get("blocks").uint32());
        Optional<NodeJson> rate = estimate.optional("feerate");
        if (rate.isPresent()) {
            response.setFeeRate(rate.get().satoshis());
        }
        Optional<NodeJson> errors = estimate.optional("errors");
        if (errors.isPresent()) {
            for (NodeJson error : errors.get().elements()) {
                response.addErrors(error.text());
            }
        }
        return response.build();
    }

    private static String mode(EstimateFeeRequest request) throws Refusal {
        return switch (request.getEstimateMode()) {
            case ESTIMATE_MODE_UNSPECIFIED, ESTIMATE_MODE_ECONOMICAL -> "economical";
            case ESTIMATE_MODE_CONSERVATIVE -> "conservative";
            case UNRECOGNIZED -> throw Refusal.unknownValue("estimate_mode", request.getEstimateModeValue());
        };
    }
}
