package turnout.load.vectors;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import turnout.script.v1.AnalyzePsbtResponse;
import turnout.script.v1.PsbtInputAnalysis;
import turnout.script.v1.PsbtRole;

/** Compares an analysed PSBT with what Bitcoin Core's analyzepsbt says. */
public final class CorePsbtAnalysis {

    private CorePsbtAnalysis() {}

    public static void check(JsonNode expected, AnalyzePsbtResponse actual, Check check) {
        check.same("next", role(expected), actual.getNext());
        check.same("fee", expected.has("fee"), actual.hasFee());
        if (expected.has("fee")) {
            check.same("fee", CoreJson.satoshis(expected.get("fee")), actual.getFee());
        }
        check.same("estimated_vsize", expected.path("estimated_vsize").intValue(0), actual.getEstimatedVsize());
        if (expected.has("estimated_feerate")) {
            check.same(
                    "estimated_feerate",
                    CoreJson.satoshis(expected.get("estimated_feerate")),
                    actual.getEstimatedFeeRate());
        }
        check.same("inputs", expected.path("inputs").size(), actual.getInputsCount());
        for (int i = 0; i < Math.min(expected.path("inputs").size(), actual.getInputsCount()); i++) {
            input(expected.get("inputs").get(i), actual.getInputs(i), check);
        }
    }

    private static void input(JsonNode expected, PsbtInputAnalysis actual, Check check) {
        JsonNode missing = expected.path("missing");
        check.same("has_utxo", expected.get("has_utxo").booleanValue(), actual.getHasUtxo())
                .same("is_final", expected.get("is_final").booleanValue(), actual.getIsFinal())
                .same("next", role(expected), actual.getNext())
                .sameHex("redeemscript", missing.path("redeemscript").stringValue(""), actual.getMissingRedeemScript())
                .sameHex(
                        "witnessscript",
                        missing.path("witnessscript").stringValue(""),
                        actual.getMissingWitnessScript());
        CorePsbt.hexes("pubkeys", missing.path("pubkeys"), actual.getMissingPublicKeysList(), check);
        CorePsbt.hexes("signatures", missing.path("signatures"), actual.getMissingSignaturesList(), check);
    }

    private static PsbtRole role(JsonNode node) {
        return PsbtRole.valueOf(
                "PSBT_ROLE_" + node.path("next").stringValue("extractor").toUpperCase(Locale.ROOT));
    }
}
