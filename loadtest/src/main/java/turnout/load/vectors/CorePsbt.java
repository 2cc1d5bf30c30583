package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import turnout.script.v1.DecodePsbtResponse;
import turnout.script.v1.PsbtInput;
import turnout.script.v1.PsbtKeyOrigin;
import turnout.script.v1.PsbtMusig2Participants;
import turnout.script.v1.PsbtOutput;
import turnout.script.v1.PsbtPreimage;
import turnout.script.v1.PsbtProprietary;
import turnout.script.v1.PsbtScript;
import turnout.script.v1.PsbtTaprootDerivation;
import turnout.script.v1.PsbtUnknown;

/** Compares a decoded PSBT with what Bitcoin Core's decodepsbt says. */
public final class CorePsbt {

    private CorePsbt() {}

    public static void check(JsonNode expected, DecodePsbtResponse actual, Check check) {
        check.same("psbt_version", expected.get("psbt_version").intValue(), actual.getPsbtVersion());
        check.same("tx", expected.has("tx"), actual.hasTransaction());
        if (expected.has("tx")) {
            CoreTransaction.check(expected.get("tx"), actual.getTransaction(), check);
        }
        number("tx_version", expected, actual.hasTransactionVersion(), actual.getTransactionVersion(), check);
        number("fallback_locktime", expected, actual.hasFallbackLockTime(), actual.getFallbackLockTime(), check);
        number("input_count", expected, actual.hasInputCount(), actual.getInputCount(), check);
        number("output_count", expected, actual.hasOutputCount(), actual.getOutputCount(), check);
        flag("inputs_modifiable", expected, actual.hasInputsModifiable(), actual.getInputsModifiable(), check);
        flag("outputs_modifiable", expected, actual.hasOutputsModifiable(), actual.getOutputsModifiable(), check);
        flag("has_sighash_single", expected, actual.hasHasSighashSingle(), actual.getHasSighashSingle(), check);
        check.same("global_xpubs", expected.get("global_xpubs").size(), actual.getGlobalXpubsCount());
        for (int i = 0; i < actual.getGlobalXpubsCount(); i++) {
            JsonNode xpub = expected.get("global_xpubs").get(i);
            check.same(
                    "xpub",
                    xpub.get("xpub").stringValue(),
                    actual.getGlobalXpubs(i).getXpub());
            check.same(
                    "path",
                    xpub.get("path").stringValue(),
                    actual.getGlobalXpubs(i).getPath());
        }
        others(expected, actual.getProprietaryList(), actual.getUnknownList(), check);
        check.same("inputs", expected.get("inputs").size(), actual.getInputsCount());
        for (int i = 0; i < Math.min(expected.get("inputs").size(), actual.getInputsCount()); i++) {
            input(expected.get("inputs").get(i), actual.getInputs(i), check);
        }
        check.same("outputs", expected.get("outputs").size(), actual.getOutputsCount());
        for (int i = 0; i < Math.min(expected.get("outputs").size(), actual.getOutputsCount()); i++) {
            output(expected.get("outputs").get(i), actual.getOutputs(i), check);
        }
        check.same("fee", expected.has("fee"), actual.hasFee());
        if (expected.has("fee")) {
            check.same("fee", CoreJson.satoshis(expected.get("fee")), actual.getFee());
        }
    }

    private static void input(JsonNode expected, PsbtInput actual, Check check) {
        check.same("non_witness_utxo", expected.has("non_witness_utxo"), actual.hasNonWitnessUtxo());
        if (expected.has("non_witness_utxo")) {
            CoreTransaction.check(expected.get("non_witness_utxo"), actual.getNonWitnessUtxo(), check);
        }
        check.same("witness_utxo", expected.has("witness_utxo"), actual.hasWitnessUtxo());
        if (expected.has("witness_utxo")) {
            JsonNode utxo = expected.get("witness_utxo");
            check.same(
                    "amount",
                    CoreJson.satoshis(utxo.get("amount")),
                    actual.getWitnessUtxo().getAmount());
            CoreJson.checkScript(
                    "witness_utxo",
                    utxo.get("scriptPubKey"),
                    actual.getWitnessUtxo().getScriptPubKey(),
                    check);
        }
        JsonNode signatures = expected.path("partial_signatures");
        check.same("partial_signatures", signatures.size(), actual.getPartialSignaturesCount());
        actual.getPartialSignaturesList()
                .forEach(signature -> check.sameHex(
                        "partial signature",
                        signatures.path(hex(signature.getPublicKey())).stringValue(""),
                        signature.getSignature()));
        check.same("sighash", expected.has("sighash"), actual.hasSighashType());
        script("redeem_script", expected, actual.hasRedeemScript(), actual.getRedeemScript(), check);
        script("witness_script", expected, actual.hasWitnessScript(), actual.getWitnessScript(), check);
        derivations(expected, actual.getBip32DerivationsList(), check);
        check.same("final_scriptSig", expected.has("final_scriptSig"), actual.hasFinalScriptSig());
        check.sameHex(
                "final_scriptSig",
                expected.path("final_scriptSig").path("hex").stringValue(""),
                actual.getFinalScriptSig().getRaw());
        hexes("final_scriptwitness", expected.path("final_scriptwitness"), actual.getFinalScriptWitnessList(), check);
        preimages("ripemd160_preimages", expected, actual.getRipemd160PreimagesList(), check);
        preimages("sha256_preimages", expected, actual.getSha256PreimagesList(), check);
        preimages("hash160_preimages", expected, actual.getHash160PreimagesList(), check);
        preimages("hash256_preimages", expected, actual.getHash256PreimagesList(), check);
        check.same("previous_txid", expected.path("previous_txid").stringValue(""), actual.getPreviousTxid());
        number("previous_vout", expected, actual.hasPreviousVout(), actual.getPreviousVout(), check);
        number("sequence", expected, actual.hasSequence(), actual.getSequence(), check);
        number("time_locktime", expected, actual.hasRequiredTimeLockTime(), actual.getRequiredTimeLockTime(), check);
        number(
                "height_locktime",
                expected,
                actual.hasRequiredHeightLockTime(),
                actual.getRequiredHeightLockTime(),
                check);
        CorePsbtTaproot.check(expected, actual, check);
        others(expected, actual.getProprietaryList(), actual.getUnknownList(), check);
    }

    private static void output(JsonNode expected, PsbtOutput actual, Check check) {
        script("redeem_script", expected, actual.hasRedeemScript(), actual.getRedeemScript(), check);
        script("witness_script", expected, actual.hasWitnessScript(), actual.getWitnessScript(), check);
        derivations(expected, actual.getBip32DerivationsList(), check);
        // Core tells amount and script of version 0 too; there the transaction has them.
        if (actual.hasAmount()) {
            check.same("amount", CoreJson.satoshis(expected.get("amount")), actual.getAmount());
            CoreJson.checkScript("script", expected.get("script"), actual.getScriptPubKey(), check);
        }
        check.sameHex(
                "taproot_internal_key",
                expected.path("taproot_internal_key").stringValue(""),
                actual.getTaprootInternalKey());
        JsonNode tree = expected.path("taproot_tree");
        check.same("taproot_tree", tree.size(), actual.getTaprootTreeCount());
        for (int i = 0; i < Math.min(tree.size(), actual.getTaprootTreeCount()); i++) {
            check.same(
                            "depth",
                            tree.get(i).get("depth").intValue(),
                            actual.getTaprootTree(i).getDepth())
                    .same(
                            "leaf_ver",
                            tree.get(i).get("leaf_ver").intValue(),
                            actual.getTaprootTree(i).getLeafVersion())
                    .sameHex(
                            "leaf",
                            tree.get(i).get("script").stringValue(),
                            actual.getTaprootTree(i).getScript());
        }
        tapDerivations(expected, actual.getTaprootBip32DerivationsList(), check);
        participants(expected, actual.getMusig2ParticipantPublicKeysList(), check);
        others(expected, actual.getProprietaryList(), actual.getUnknownList(), check);
    }

    static void tapDerivations(JsonNode expected, List<PsbtTaprootDerivation> actual, Check check) {
        JsonNode origins = expected.path("taproot_bip32_derivs");
        check.same("taproot_bip32_derivs", origins.size(), actual.size());
        for (int i = 0; i < Math.min(origins.size(), actual.size()); i++) {
            JsonNode origin = origins.get(i);
            check.sameHex(
                            "pubkey",
                            origin.get("pubkey").stringValue(),
                            actual.get(i).getPublicKey())
                    .sameHex(
                            "master_fingerprint",
                            origin.get("master_fingerprint").stringValue(),
                            actual.get(i).getMasterFingerprint())
                    .same(
                            "path",
                            origin.get("path").stringValue(),
                            actual.get(i).getPath());
            hexes("leaf_hashes", origin.get("leaf_hashes"), actual.get(i).getLeafHashesList(), check);
        }
    }

    static void participants(JsonNode expected, List<PsbtMusig2Participants> actual, Check check) {
        JsonNode keys = expected.path("musig2_participant_pubkeys");
        check.same("musig2_participant_pubkeys", keys.size(), actual.size());
        for (int i = 0; i < Math.min(keys.size(), actual.size()); i++) {
            check.sameHex(
                    "aggregate_pubkey",
                    keys.get(i).get("aggregate_pubkey").stringValue(),
                    actual.get(i).getAggregatePublicKey());
            hexes(
                    "participant_pubkeys",
                    keys.get(i).get("participant_pubkeys"),
                    actual.get(i).getParticipantPublicKeysList(),
                    check);
        }
    }

    static void hexes(String part, JsonNode expected, List<ByteString> actual, Check check) {
        check.same(
                part,
                expected.valueStream().map(JsonNode::stringValue).toList(),
                actual.stream().map(CorePsbt::hex).toList());
    }

    private static void derivations(JsonNode expected, List<PsbtKeyOrigin> actual, Check check) {
        JsonNode origins = expected.path("bip32_derivs");
        check.same("bip32_derivs", origins.size(), actual.size());
        for (int i = 0; i < Math.min(origins.size(), actual.size()); i++) {
            JsonNode origin = origins.get(i);
            check.sameHex(
                            "pubkey",
                            origin.get("pubkey").stringValue(),
                            actual.get(i).getPublicKey())
                    .sameHex(
                            "master_fingerprint",
                            origin.get("master_fingerprint").stringValue(),
                            actual.get(i).getMasterFingerprint())
                    .same(
                            "path",
                            origin.get("path").stringValue(),
                            actual.get(i).getPath());
        }
    }

    private static void script(String part, JsonNode expected, boolean present, PsbtScript actual, Check check) {
        check.same(part, expected.has(part), present);
        if (expected.has(part)) {
            JsonNode script = expected.get(part);
            check.same(part + ".asm", script.get("asm").stringValue(), actual.getAsm())
                    .sameHex(part + ".hex", script.get("hex").stringValue(), actual.getRaw())
                    .same(part + ".type", CoreJson.scriptType(script.get("type").stringValue()), actual.getType());
        }
    }

    private static void preimages(String part, JsonNode expected, List<PsbtPreimage> actual, Check check) {
        JsonNode preimages = expected.path(part);
        check.same(part, preimages.size(), actual.size());
        actual.forEach(preimage ->
                check.sameHex(part, preimages.path(hex(preimage.getHash())).stringValue(""), preimage.getPreimage()));
    }

    private static void others(
            JsonNode expected, List<PsbtProprietary> proprietary, List<PsbtUnknown> unknown, Check check) {
        JsonNode known = expected.path("proprietary");
        check.same("proprietary", known.size(), proprietary.size());
        for (int i = 0; i < Math.min(known.size(), proprietary.size()); i++) {
            check.sameHex(
                            "identifier",
                            known.get(i).get("identifier").stringValue(),
                            proprietary.get(i).getIdentifier())
                    .same(
                            "subtype",
                            known.get(i).get("subtype").longValue(),
                            proprietary.get(i).getSubtype())
                    .sameHex(
                            "key",
                            known.get(i).get("key").stringValue(),
                            proprietary.get(i).getKey())
                    .sameHex(
                            "value",
                            known.get(i).get("value").stringValue(),
                            proprietary.get(i).getValue());
        }
        List<String> names = expected.path("unknown").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        check.same(
                "unknown",
                names,
                unknown.stream().map(record -> hex(record.getKey())).toList());
        unknown.forEach(record -> check.sameHex(
                "unknown", expected.path("unknown").path(hex(record.getKey())).stringValue(""), record.getValue()));
    }

    private static void number(String part, JsonNode expected, boolean present, int actual, Check check) {
        check.same(part, expected.has(part), present);
        if (expected.has(part)) {
            check.same(part, expected.get(part).longValue(), Integer.toUnsignedLong(actual));
        }
    }

    private static void flag(String part, JsonNode expected, boolean present, boolean actual, Check check) {
        check.same(part, expected.has(part), present);
        check.same(part, expected.path(part).booleanValue(false), actual);
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
