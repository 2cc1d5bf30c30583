package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.Check;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeSighashResponse;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.ComputeTaprootResponse;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.TaprootHashes;
import turnout.script.v1.TaprootInput;
import turnout.script.v1.TaprootLeaf;

/** BIP341's wallet vectors: outputs with their trees, and what each key path signs. */
final class TaprootWallets {

    private TaprootWallets() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode wallet = corpus.json("bips/bip341_wallet.json");
        List<VectorCase> cases = new ArrayList<>();
        for (JsonNode output : wallet.get("scriptPubKey")) {
            cases.add(output("output " + cases.size(), output));
        }
        for (JsonNode spend : wallet.get("keyPathSpending")) {
            for (JsonNode input : spend.get("inputSpending")) {
                cases.add(input("input " + input.at("/given/txinIndex").intValue(), spend, input));
            }
        }
        return cases.stream();
    }

    private static VectorCase output(String name, JsonNode vector) {
        ComputeTaprootRequest.Builder request = ComputeTaprootRequest.newBuilder()
                .setNetwork(Network.NETWORK_MAINNET)
                .setInternalKey(CoreJson.bytes(vector.at("/given/internalPubkey")));
        addLeaves(request, vector.at("/given/scriptTree"), 0);
        JsonNode expected = vector.get("expected");
        JsonNode within = vector.get("intermediary");
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getComputeTaprootMethod(),
                request.build(),
                Expectation.reply(ComputeTaprootResponse.parser(), (reply, check) -> {
                    check.sameHex("merkle_root", within.path("merkleRoot").stringValue(""), reply.getMerkleRoot())
                            .sameHex("tweak", within.get("tweak").stringValue(), reply.getTweak())
                            .sameHex("output_key", within.get("tweakedPubkey").stringValue(), reply.getOutputKey())
                            .sameHex(
                                    "script_pub_key",
                                    expected.get("scriptPubKey").stringValue(),
                                    reply.getScriptPubKey())
                            .same("address", expected.get("bip350Address").stringValue(), reply.getAddress());
                    JsonNode controls = expected.path("scriptPathControlBlocks");
                    check.same("leaves", controls.size(), reply.getLeavesCount());
                    for (int i = 0; i < controls.size(); i++) {
                        check.sameHex(
                                        "control_block",
                                        controls.get(i).stringValue(),
                                        reply.getLeaves(i).getControlBlock())
                                .sameHex(
                                        "leaf_hash",
                                        within.get("leafHashes").get(i).stringValue(),
                                        reply.getLeaves(i).getLeafHash());
                    }
                }));
    }

    /** A tree is a leaf or two trees. */
    private static void addLeaves(ComputeTaprootRequest.Builder request, JsonNode tree, int depth) {
        if (tree.isArray()) {
            tree.forEach(child -> addLeaves(request, child, depth + 1));
        } else if (tree.isObject()) {
            request.addLeaves(TaprootLeaf.newBuilder()
                    .setDepth(depth)
                    .setLeafVersion(tree.get("leafVersion").intValue())
                    .setScript(CoreJson.bytes(tree.get("script"))));
        }
    }

    private static VectorCase input(String name, JsonNode spend, JsonNode vector) {
        TaprootInput.Builder kind = TaprootInput.newBuilder();
        for (JsonNode spent : spend.at("/given/utxosSpent")) {
            kind.addPrevouts(SpentOutput.newBuilder()
                    .setValue(spent.get("amountSats").longValue())
                    .setScriptPubKey(CoreJson.bytes(spent.get("scriptPubKey"))));
        }
        JsonNode within = vector.get("intermediary");
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getComputeSighashMethod(),
                ComputeSighashRequest.newBuilder()
                        .setRawTransaction(CoreJson.bytes(spend.at("/given/rawUnsignedTx")))
                        .setInputIndex(vector.at("/given/txinIndex").intValue())
                        .setHashType(vector.at("/given/hashType").intValue())
                        .setTaproot(kind)
                        .setWithPreimage(true)
                        .build(),
                Expectation.reply(ComputeSighashResponse.parser(), (reply, check) -> {
                    check.sameHex("sighash", within.get("sigHash").stringValue(), reply.getSighash())
                            .sameHex("preimage", within.get("sigMsg").stringValue(), reply.getPreimage());
                    checkHashes(spend.get("intermediary"), within.get("precomputedUsed"), reply.getTaproot(), check);
                }));
    }

    private static void checkHashes(JsonNode known, JsonNode used, TaprootHashes hashes, Check check) {
        for (JsonNode name : used) {
            String expected = known.get(name.stringValue()).stringValue();
            check.sameHex(
                    name.stringValue(),
                    expected,
                    switch (name.stringValue()) {
                        case "hashAmounts" -> hashes.getShaAmounts();
                        case "hashOutputs" -> hashes.getShaOutputs();
                        case "hashPrevouts" -> hashes.getShaPrevouts();
                        case "hashScriptPubkeys" -> hashes.getShaScriptPubKeys();
                        case "hashSequences" -> hashes.getShaSequences();
                        default -> throw new IllegalArgumentException(name.stringValue());
                    });
        }
    }
}
