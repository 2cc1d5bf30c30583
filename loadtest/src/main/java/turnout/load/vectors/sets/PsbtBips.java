package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.PsbtUnsignedReason;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodePsbtResponse;

/** The PSBTs that BIP174, 370, 371 and 373 print. */
final class PsbtBips {

    /** BIP370's "Lock Time Determination" in its order; the last one has none. */
    private static final List<Optional<Long>> LOCK_TIMES = List.of(
            Optional.of(0L),
            Optional.of(0L),
            Optional.of(10_000L),
            Optional.of(10_000L),
            Optional.of(10_000L),
            Optional.of(10_000L),
            Optional.of(1_657_048_460L),
            Optional.of(1_657_048_460L),
            Optional.of(1_657_048_460L),
            Optional.empty());

    /** What BIP174's signer must find wrong, in its order. */
    private static final List<PsbtUnsignedReason> CHECKS = List.of(
            PsbtUnsignedReason.PSBT_UNSIGNED_REASON_NON_WITNESS_UTXO_MISSING,
            PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_MISMATCH,
            PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_MISMATCH,
            PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_MISMATCH);

    private PsbtBips() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("bips/psbt_bip174_370_371_373.json").properties().stream()
                .flatMap(bip -> bip.getValue()
                        .valueStream()
                        .map(vector -> vector.get("expect").stringValue())
                        .distinct()
                        .flatMap(kind -> cases(bip, kind)));
    }

    private static Stream<VectorCase> cases(Map.Entry<String, JsonNode> bip, String kind) {
        List<JsonNode> vectors = bip.getValue()
                .valueStream()
                .filter(vector -> vector.get("expect").stringValue().equals(kind))
                .toList();
        return IntStream.range(0, vectors.size()).mapToObj(i -> {
            JsonNode vector = vectors.get(i);
            String name = bip.getKey() + " " + kind + " " + i + ": "
                    + vector.get("case").stringValue();
            String psbt = vector.get("base64").stringValue();
            return switch (kind) {
                case "invalid" -> PsbtRoles.refused(name, psbt);
                case "locktime" -> PsbtRoles.decoded(name, psbt, lockTime(LOCK_TIMES.get(i)));
                case "signer_checks" -> unsigned(name, psbt, CHECKS.get(i));
                default -> PsbtRoles.decoded(name, psbt, Expectation.anyReply());
            };
        });
    }

    private static Expectation lockTime(Optional<Long> expected) {
        return Expectation.reply(
                DecodePsbtResponse.parser(),
                (reply, check) -> check.same(
                        "lock_time",
                        expected,
                        reply.hasLockTime()
                                ? Optional.of(Integer.toUnsignedLong(reply.getLockTime()))
                                : Optional.empty()));
    }

    private static VectorCase unsigned(String name, String psbt, PsbtUnsignedReason reason) {
        return VectorCase.of(
                name,
                KeysServiceGrpc.getSignPsbtMethod(),
                SignPsbtRequest.newBuilder().setPsbt(PsbtRoles.bytes(psbt)).build(),
                Expectation.reply(
                        SignPsbtResponse.parser(),
                        (reply, check) -> check.that(
                                reason.name(),
                                reply.getUnsignedInputsList().stream()
                                        .anyMatch(input -> input.getReason() == reason))));
    }
}
