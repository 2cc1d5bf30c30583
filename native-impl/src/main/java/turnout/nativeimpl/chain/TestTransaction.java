package turnout.nativeimpl.chain;

import java.util.List;
import java.util.Optional;
import turnout.chain.v1.TestTransactionRequest;
import turnout.chain.v1.TestTransactionResponse;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** What testmempoolaccept says to one transaction. */
final class TestTransaction {

    private final ChainNode node;

    TestTransaction(ChainNode node) {
        this.node = node;
    }

    TestTransactionResponse answer(TestTransactionRequest request) throws Refusal {
        RawTransaction transaction = OfferedTransaction.transaction(request.getRawTransaction());
        String maxFeeRate = OfferedTransaction.maxFeeRate(request.hasMaxFeeRate(), request.getMaxFeeRate());
        ChainNode.Answered answered = node.ask(
                RpcCall.of("testmempoolaccept", List.of(transaction.bytes().toHex()), maxFeeRate));
        List<NodeJson> verdicts = answered.replies()
                .getFirst()
                .requiredUnless(RpcReply.Error.DESERIALIZATION, OfferedTransaction.malformed())
                .elements();
        if (verdicts.size() != 1) {
            throw NodeJson.invalid("has another number of verdicts than transactions");
        }
        TestTransactionResponse.Builder response = TestTransactionResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setTxid(transaction.txid())
                .setWtxid(transaction.wtxid());
        NodeJson verdict = verdicts.getFirst();
        if (verdict.get("allowed").bool()) {
            allowed(response, verdict);
        } else {
            refused(response, verdict);
        }
        return response.build();
    }

    private static void allowed(TestTransactionResponse.Builder response, NodeJson verdict) throws Refusal {
        NodeJson fees = verdict.get("fees");
        response.setAllowed(true)
                .setVsize(verdict.get("vsize").uint32())
                .setBaseFee(fees.get("base").satoshis());
        // Core before 25 says neither.
        Optional<NodeJson> rate = fees.optional("effective-feerate");
        if (rate.isPresent()) {
            response.setEffectiveFeeRate(rate.get().satoshis());
        }
        Optional<NodeJson> includes = fees.optional("effective-includes");
        if (includes.isPresent()) {
            for (NodeJson wtxid : includes.get().elements()) {
                response.addEffectiveIncludes(wtxid.hash());
            }
        }
    }

    private static void refused(TestTransactionResponse.Builder response, NodeJson verdict) throws Refusal {
        String text = verdict.get("reject-reason").text();
        response.setRejectReason(RejectReasons.of(text)).setRejectText(text);
        Optional<NodeJson> details = verdict.optional("reject-details");
        if (details.isPresent()) {
            response.setRejectDetails(details.get().text());
        }
    }
}
