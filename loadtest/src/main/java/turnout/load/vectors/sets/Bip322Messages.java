package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignMessageResponse;
import turnout.load.vectors.Check;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

/** BIP322: hashes, signatures that verify and those that do not, and P2WPKH's low-R signatures made again. */
final class Bip322Messages {

    private Bip322Messages() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode vectors = corpus.json("bips/bip322_basic.json");
        return Stream.of(
                        vectors.get("tx_hashes").valueStream().map(Bip322Messages::hashes),
                        vectors.get("simple").valueStream().flatMap(Bip322Messages::verified),
                        vectors.get("simple").valueStream().map(Bip322Messages::signed),
                        vectors.get("error").valueStream().map(Bip322Messages::erroneous))
                .flatMap(cases -> cases);
    }

    private static VectorCase hashes(JsonNode vector) {
        // A signature without anything in it has the same virtual transactions.
        return verify(
                "hashes of " + vector.get("message").stringValue(),
                vector,
                "smpAA==",
                reply((reply, check) -> check.sameHex(
                                "message hash", vector.get("message_hash").stringValue(), reply.getMessageHash())
                        .same("to_spend", vector.get("to_spend_tx_hash").stringValue(), reply.getToSpendTxid())
                        .same("to_sign", vector.get("to_sign_tx_hash").stringValue(), reply.getToSignTxid())));
    }

    private static Stream<VectorCase> verified(JsonNode vector) {
        return vector.get("bip322_signatures")
                .valueStream()
                .map(JsonNode::stringValue)
                .map(signature -> verify(
                        "verified " + signature,
                        vector,
                        signature,
                        reply((reply, check) -> check.that("valid", reply.getValid()))));
    }

    private static VectorCase signed(JsonNode vector) {
        boolean isSame = vector.get("type").stringValue().equals("p2wpkh");
        String expected = vector.get("bip322_signatures").get(0).stringValue();
        return VectorCase.of(
                "signed " + expected,
                KeysServiceGrpc.getSignMessageMethod(),
                SignMessageRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .addAllPrivateKeys(vector.get("private_keys")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList())
                        .setAddress(vector.get("address").stringValue())
                        .setMessage(vector.get("message").stringValue())
                        .setScript(CoreJson.bytes(vector.get("witness_script")))
                        .build(),
                // The BIP's multisig has a high R in it, its taproot signature a nonce of btcd's.
                isSame
                        ? Expectation.reply(
                                SignMessageResponse.parser(),
                                (reply, check) -> check.same("signature", expected, reply.getSignature()))
                        : Expectation.anyReply());
    }

    private static VectorCase erroneous(JsonNode vector) {
        String name = vector.get("description").stringValue();
        String signature = vector.get("signature").stringValue();
        if (vector.get("error_substr").stringValue().equals("invalid signature")) {
            return verify(
                    name,
                    vector,
                    signature,
                    reply((reply, check) -> check.same(
                            "failure", VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_SCRIPT, reply.getFailure())));
        }
        Reason reason = signature.isEmpty() ? Reason.FIELD_REQUIRED : Reason.SIGNATURE_MALFORMED;
        return verify(name, vector, signature, Expectation.refusedWith(reason));
    }

    private static Expectation reply(BiConsumer<VerifyMessageResponse, Check> checks) {
        return Expectation.reply(VerifyMessageResponse.parser(), checks);
    }

    private static VectorCase verify(String name, JsonNode vector, String signature, Expectation expectation) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getVerifyMessageMethod(),
                VerifyMessageRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setAddress(vector.get("address").stringValue())
                        .setMessage(vector.get("message").stringValue())
                        .setSignature(signature)
                        .build(),
                expectation);
    }
}
