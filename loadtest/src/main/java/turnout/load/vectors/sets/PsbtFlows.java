package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.CombinePsbtResponse;
import turnout.script.v1.ConvertPsbtRequest;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.FinalizePsbtResponse;
import turnout.script.v1.PsbtVersion;
import turnout.script.v1.ScriptServiceGrpc;

/** Sixteen PSBTs of a regtest node's wallets, from the funded one to the transaction, each step to the byte. */
final class PsbtFlows {

    private PsbtFlows() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        String key = corpus.json("recorded/README.json").get("master_tprv").stringValue();
        return corpus.json("recorded/psbt_flows.json").valueStream().flatMap(flow -> cases(flow, key));
    }

    private static Stream<VectorCase> cases(JsonNode flow, String key) {
        String name =
                flow.get("wallet").stringValue() + " v" + flow.get("version").intValue();
        String unsigned = flow.get("unsigned").stringValue();
        ByteString signed = PsbtRoles.bytes(flow.get("signed_not_final").stringValue());
        return Stream.of(
                PsbtRoles.decoded(name + " decoded", unsigned, RecordedPsbts.decoded(flow.get("decoded_unsigned"))),
                RecordedPsbts.analyzed(name + " analysed", unsigned, flow.get("analyze")),
                VectorCase.of(
                        name + " signed",
                        KeysServiceGrpc.getSignPsbtMethod(),
                        SignPsbtRequest.newBuilder()
                                .setPsbt(PsbtRoles.bytes(unsigned))
                                .addExtendedPrivateKeys(key)
                                .build(),
                        Expectation.reply(
                                SignPsbtResponse.parser(),
                                (reply, check) -> check.same("psbt", signed, reply.getPsbt()))),
                VectorCase.of(
                        name + " finalized",
                        ScriptServiceGrpc.getFinalizePsbtMethod(),
                        FinalizePsbtRequest.newBuilder()
                                .setPsbt(signed)
                                .setExtract(true)
                                .build(),
                        Expectation.reply(
                                FinalizePsbtResponse.parser(),
                                (reply, check) -> check.sameHex(
                                        "raw_transaction",
                                        flow.get("finalized_hex").stringValue(),
                                        reply.getRawTransaction()))),
                VectorCase.of(
                        name + " combined with what was signed",
                        ScriptServiceGrpc.getCombinePsbtMethod(),
                        CombinePsbtRequest.newBuilder()
                                .addPsbts(signed)
                                .addPsbts(PsbtRoles.bytes(unsigned))
                                .build(),
                        Expectation.reply(
                                CombinePsbtResponse.newBuilder().setPsbt(signed).build())),
                converted(name + " to version 0", signed, PsbtVersion.PSBT_VERSION_BIP174),
                converted(name + " to version 2", signed, PsbtVersion.PSBT_VERSION_BIP370));
    }

    private static VectorCase converted(String name, ByteString psbt, PsbtVersion version) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getConvertPsbtMethod(),
                ConvertPsbtRequest.newBuilder()
                        .setPsbt(psbt)
                        .setPsbtVersion(version)
                        .build(),
                Expectation.anyReply());
    }
}
