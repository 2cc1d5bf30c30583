package turnout.nativeimpl.keys;

import java.util.Optional;
import turnout.errors.v1.Reason;
import turnout.keys.v1.SignatureAlgorithm;
import turnout.keys.v1.VerifySignatureFailure;
import turnout.keys.v1.VerifySignatureRequest;
import turnout.keys.v1.VerifySignatureResponse;
import turnout.nativeimpl.curve.EcdsaSignature;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.refusal.Refusal;

/** ECDSA and BIP340 signatures against a public key. */
final class VerifySignature {

    private VerifySignature() {}

    static VerifySignatureResponse answer(VerifySignatureRequest request) throws Refusal {
        SignatureAlgorithm algorithm = request.getAlgorithm();
        if (algorithm == SignatureAlgorithm.SIGNATURE_ALGORITHM_UNSPECIFIED) {
            throw Refusal.required("algorithm");
        }
        if (algorithm == SignatureAlgorithm.UNRECOGNIZED) {
            throw Refusal.unknownValue("algorithm", request.getAlgorithmValue());
        }
        if (request.getPublicKey().isEmpty()) {
            throw Refusal.required("public_key");
        }
        boolean isSchnorr = algorithm == SignatureAlgorithm.SIGNATURE_ALGORITHM_SCHNORR;
        byte[] message = isSchnorr
                ? RequestBytes.limited("message", request.getMessage(), SignSchnorr.MAX_MESSAGE)
                : digest(request);
        if (request.getSignature().isEmpty()) {
            throw Refusal.required("signature");
        }
        byte[] key = request.getPublicKey().toByteArray();
        byte[] signature = request.getSignature().toByteArray();
        return isSchnorr ? schnorr(key, message, signature) : ecdsa(key, message, signature, algorithm);
    }

    private static byte[] digest(VerifySignatureRequest request) throws Refusal {
        if (request.getMessage().size() > SignSchnorr.MAX_MESSAGE) {
            throw Refusal.at(
                    "message", Reason.LIMIT_EXCEEDED, "message: more than " + SignSchnorr.MAX_MESSAGE + " bytes");
        }
        return RequestBytes.exactly("message", request.getMessage(), 32);
    }

    private static VerifySignatureResponse schnorr(byte[] key, byte[] message, byte[] signature) {
        if (key.length != 32 || PublicKey.ofX(key).isEmpty()) {
            return failed(VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_PUBLIC_KEY);
        }
        if (signature.length != 64) {
            return failed(VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_ENCODING);
        }
        return PublicKey.verifiesSchnorr(key, message, signature)
                ? VerifySignatureResponse.newBuilder().setValid(true).build()
                : failed(VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_MISMATCH);
    }

    private static VerifySignatureResponse ecdsa(
            byte[] key, byte[] digest, byte[] bytes, SignatureAlgorithm algorithm) {
        Optional<PublicKey> point = PublicKey.parse(key);
        if (point.isEmpty()) {
            return failed(VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_PUBLIC_KEY);
        }
        boolean isDer = algorithm == SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_DER;
        Optional<EcdsaSignature> signature =
                isDer ? EcdsaSignature.ofStrictDer(bytes) : EcdsaSignature.ofCompact(bytes);
        if (signature.isEmpty()) {
            // 64 bytes with a number that is too large have the form, but are no signature.
            return failed(
                    !isDer && bytes.length == 64
                            ? VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_MISMATCH
                            : VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_ENCODING);
        }
        return point.get().verifies(digest, signature.get())
                ? VerifySignatureResponse.newBuilder()
                        .setValid(true)
                        .setHasHighS(!signature.get().hasLowS())
                        .build()
                : failed(VerifySignatureFailure.VERIFY_SIGNATURE_FAILURE_MISMATCH);
    }

    private static VerifySignatureResponse failed(VerifySignatureFailure failure) {
        return VerifySignatureResponse.newBuilder().setFailure(failure).build();
    }
}
