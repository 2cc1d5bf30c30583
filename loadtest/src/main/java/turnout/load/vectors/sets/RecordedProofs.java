package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.GetTxOutProofRequest;
import turnout.chain.v1.GetTxOutProofResponse;
import turnout.chain.v1.ProvenTransaction;
import turnout.chain.v1.VerifyTxOutProofRequest;
import turnout.chain.v1.VerifyTxOutProofResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** A regtest node's merkle proofs: made again to the byte, and checked without it. */
final class RecordedProofs {

    private RecordedProofs() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        List<JsonNode> proofs =
                corpus.json("recorded/merkle_proofs.json").valueStream().toList();
        return Stream.iterate(0, i -> i < proofs.size(), i -> i + 1).flatMap(i -> cases(i, proofs.get(i)));
    }

    private static Stream<VectorCase> cases(int number, JsonNode vector) {
        List<String> txids =
                vector.get("txids").valueStream().map(JsonNode::stringValue).toList();
        String block = vector.get("blockhash").stringValue();
        String proof = vector.get("proof").stringValue();
        return Stream.of(
                VectorCase.of(
                        number + " proof",
                        ChainServiceGrpc.getGetTxOutProofMethod(),
                        GetTxOutProofRequest.newBuilder()
                                .addAllTxids(txids)
                                .setBlockHash(block)
                                .build(),
                        Expectation.reply(
                                GetTxOutProofResponse.parser(),
                                (reply, check) -> check.sameHex("proof", proof, reply.getProof()))),
                VectorCase.of(
                        number + " verified",
                        ChainServiceGrpc.getVerifyTxOutProofMethod(),
                        VerifyTxOutProofRequest.newBuilder()
                                .setProof(CoreJson.bytes(proof))
                                .build(),
                        Expectation.reply(
                                VerifyTxOutProofResponse.parser(),
                                (reply, check) -> check.that("valid", reply.getValid())
                                        .same("blockhash", block, reply.getBlockHash())
                                        .same(
                                                "txids",
                                                txids.stream().sorted().toList(),
                                                reply.getTransactionsList().stream()
                                                        .map(ProvenTransaction::getTxid)
                                                        .sorted()
                                                        .toList()))));
    }
}
