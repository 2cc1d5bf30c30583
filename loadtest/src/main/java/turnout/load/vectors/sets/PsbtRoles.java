package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.CombinePsbtResponse;
import turnout.script.v1.CreatePsbtRequest;
import turnout.script.v1.CreatePsbtResponse;
import turnout.script.v1.DecodePsbtRequest;
import turnout.script.v1.ExtractTransactionRequest;
import turnout.script.v1.ExtractTransactionResponse;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.FinalizePsbtResponse;
import turnout.script.v1.PsbtNewInput;
import turnout.script.v1.PsbtNewOutput;
import turnout.script.v1.PsbtVersion;
import turnout.script.v1.ScriptServiceGrpc;

/** Bitcoin Core's rpc_psbt.json: what is a PSBT and what is none, and each role's result to the byte. */
final class PsbtRoles {

    private PsbtRoles() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode core = corpus.json("core/rpc_psbt.json");
        return Stream.of(
                        each(core, "valid", (name, psbt) -> decoded(name, psbt.stringValue(), Expectation.anyReply())),
                        each(core, "invalid", (name, psbt) -> refused(name, psbt.stringValue())),
                        each(
                                core,
                                "invalid_with_msg",
                                (name, pair) -> refused(name, pair.get(0).stringValue())),
                        each(core, "creator", PsbtRoles::created),
                        each(core, "combiner", PsbtRoles::combined),
                        each(core, "combiner", PsbtRoles::combinedBackwards),
                        each(core, "finalizer", PsbtRoles::finalized),
                        each(core, "extractor", PsbtRoles::extracted),
                        each(core, "signer", PsbtRoles::signed))
                .flatMap(cases -> cases);
    }

    @FunctionalInterface
    private interface Maker {
        VectorCase make(String name, JsonNode vector);
    }

    private static Stream<VectorCase> each(JsonNode core, String kind, Maker maker) {
        JsonNode vectors = core.get(kind);
        return IntStream.range(0, vectors.size()).mapToObj(i -> maker.make(kind + " " + i, vectors.get(i)));
    }

    static VectorCase decoded(String name, String base64, Expectation expected) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDecodePsbtMethod(),
                DecodePsbtRequest.newBuilder()
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setPsbt(bytes(base64))
                        .build(),
                expected);
    }

    /** Text that is no base64 cannot be asked: PSBTs are bytes in the contract. */
    static VectorCase refused(String name, String base64) {
        try {
            return decoded(name, base64, Expectation.refusedWith(Reason.PSBT_MALFORMED));
        } catch (IllegalArgumentException e) {
            return VectorCase.leftOut(name, "no base64, and a PSBT is bytes in the contract");
        }
    }

    private static VectorCase created(String name, JsonNode vector) {
        CreatePsbtRequest.Builder request = CreatePsbtRequest.newBuilder()
                .setNetwork(Network.NETWORK_REGTEST)
                .setPsbtVersion(PsbtVersion.PSBT_VERSION_BIP174);
        vector.get("inputs")
                .forEach(input -> request.addInputs(PsbtNewInput.newBuilder()
                        .setTxid(input.get("txid").stringValue())
                        .setVout(input.get("vout").intValue())));
        for (JsonNode output : vector.get("outputs")) {
            for (Map.Entry<String, JsonNode> payment : output.properties()) {
                request.addOutputs(PsbtNewOutput.newBuilder()
                        .setAddress(payment.getKey())
                        .setValue(CoreJson.satoshis(payment.getValue())));
            }
        }
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getCreatePsbtMethod(),
                request.build(),
                Expectation.reply(
                        CreatePsbtResponse.newBuilder().setPsbt(result(vector)).build()));
    }

    private static VectorCase combined(String name, JsonNode vector) {
        return combined(name, psbts(vector), vector);
    }

    private static VectorCase combinedBackwards(String name, JsonNode vector) {
        return combined(name + " backwards", psbts(vector).reversed(), vector);
    }

    private static List<ByteString> psbts(JsonNode vector) {
        return vector.get("combine")
                .valueStream()
                .map(psbt -> bytes(psbt.stringValue()))
                .toList();
    }

    private static VectorCase combined(String name, List<ByteString> psbts, JsonNode vector) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getCombinePsbtMethod(),
                CombinePsbtRequest.newBuilder().addAllPsbts(psbts).build(),
                Expectation.reply(
                        CombinePsbtResponse.newBuilder().setPsbt(result(vector)).build()));
    }

    private static VectorCase finalized(String name, JsonNode vector) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getFinalizePsbtMethod(),
                FinalizePsbtRequest.newBuilder()
                        .setPsbt(bytes(vector.get("finalize").stringValue()))
                        .build(),
                Expectation.reply(FinalizePsbtResponse.newBuilder()
                        .setPsbt(result(vector))
                        .setComplete(true)
                        .build()));
    }

    private static VectorCase extracted(String name, JsonNode vector) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getExtractTransactionMethod(),
                ExtractTransactionRequest.newBuilder()
                        .setPsbt(bytes(vector.get("extract").stringValue()))
                        .build(),
                Expectation.reply(
                        ExtractTransactionResponse.parser(),
                        (reply, check) -> check.sameHex(
                                "raw_transaction", vector.get("result").stringValue(), reply.getRawTransaction())));
    }

    private static VectorCase signed(String name, JsonNode vector) {
        return VectorCase.of(
                name,
                KeysServiceGrpc.getSignPsbtMethod(),
                SignPsbtRequest.newBuilder()
                        .setPsbt(bytes(vector.get("psbt").stringValue()))
                        .addAllPrivateKeys(vector.get("privkeys")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList())
                        .build(),
                Expectation.reply(
                        SignPsbtResponse.parser(),
                        (reply, check) -> check.same("psbt", result(vector), reply.getPsbt())));
    }

    private static ByteString result(JsonNode vector) {
        return bytes(vector.get("result").stringValue());
    }

    static ByteString bytes(String base64) {
        return ByteString.copyFrom(Base64.getDecoder().decode(base64));
    }
}
