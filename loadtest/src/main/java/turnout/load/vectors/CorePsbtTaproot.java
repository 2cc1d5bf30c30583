package turnout.load.vectors;

import tools.jackson.databind.JsonNode;
import turnout.script.v1.PsbtInput;

/** The taproot and MuSig2 fields of an input, as Bitcoin Core's decodepsbt says them. */
final class CorePsbtTaproot {

    private CorePsbtTaproot() {}

    static void check(JsonNode expected, PsbtInput actual, Check check) {
        check.sameHex(
                        "taproot_key_path_sig",
                        text(expected, "taproot_key_path_sig"),
                        actual.getTaprootKeyPathSignature())
                .sameHex("taproot_internal_key", text(expected, "taproot_internal_key"), actual.getTaprootInternalKey())
                .sameHex("taproot_merkle_root", text(expected, "taproot_merkle_root"), actual.getTaprootMerkleRoot());
        JsonNode signatures = expected.path("taproot_script_path_sigs");
        check.same("taproot_script_path_sigs", signatures.size(), actual.getTaprootScriptPathSignaturesCount());
        for (int i = 0; i < Math.min(signatures.size(), actual.getTaprootScriptPathSignaturesCount()); i++) {
            var signature = actual.getTaprootScriptPathSignatures(i);
            check.sameHex("pubkey", text(signatures.get(i), "pubkey"), signature.getPublicKey())
                    .sameHex("leaf_hash", text(signatures.get(i), "leaf_hash"), signature.getLeafHash())
                    .sameHex("sig", text(signatures.get(i), "sig"), signature.getSignature());
        }
        JsonNode scripts = expected.path("taproot_scripts");
        check.same("taproot_scripts", scripts.size(), actual.getTaprootScriptsCount());
        for (int i = 0; i < Math.min(scripts.size(), actual.getTaprootScriptsCount()); i++) {
            var script = actual.getTaprootScripts(i);
            check.sameHex("script", text(scripts.get(i), "script"), script.getScript())
                    .same("leaf_ver", scripts.get(i).get("leaf_ver").intValue(), script.getLeafVersion());
            CorePsbt.hexes(
                    "control_blocks", scripts.get(i).get("control_blocks"), script.getControlBlocksList(), check);
        }
        CorePsbt.tapDerivations(expected, actual.getTaprootBip32DerivationsList(), check);
        CorePsbt.participants(expected, actual.getMusig2ParticipantPublicKeysList(), check);
        musig2(expected, actual, check);
    }

    private static void musig2(JsonNode expected, PsbtInput actual, Check check) {
        JsonNode nonces = expected.path("musig2_pubnonces");
        check.same("musig2_pubnonces", nonces.size(), actual.getMusig2PublicNoncesCount());
        for (int i = 0; i < Math.min(nonces.size(), actual.getMusig2PublicNoncesCount()); i++) {
            var nonce = actual.getMusig2PublicNonces(i);
            check.sameHex("participant", text(nonces.get(i), "participant_pubkey"), nonce.getParticipantPublicKey())
                    .sameHex("aggregate", text(nonces.get(i), "aggregate_pubkey"), nonce.getAggregatePublicKey())
                    .sameHex("leaf_hash", text(nonces.get(i), "leaf_hash"), nonce.getLeafHash())
                    .sameHex("pubnonce", text(nonces.get(i), "pubnonce"), nonce.getPublicNonce());
        }
        JsonNode parts = expected.path("musig2_partial_sigs");
        check.same("musig2_partial_sigs", parts.size(), actual.getMusig2PartialSignaturesCount());
        for (int i = 0; i < Math.min(parts.size(), actual.getMusig2PartialSignaturesCount()); i++) {
            var part = actual.getMusig2PartialSignatures(i);
            check.sameHex("participant", text(parts.get(i), "participant_pubkey"), part.getParticipantPublicKey())
                    .sameHex("aggregate", text(parts.get(i), "aggregate_pubkey"), part.getAggregatePublicKey())
                    .sameHex("leaf_hash", text(parts.get(i), "leaf_hash"), part.getLeafHash())
                    .sameHex("partial_sig", text(parts.get(i), "partial_sig"), part.getPartialSignature());
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).stringValue("");
    }
}
