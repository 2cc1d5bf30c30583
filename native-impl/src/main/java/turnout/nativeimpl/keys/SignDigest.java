package turnout.nativeimpl.keys;

import turnout.keys.v1.SignDigestRequest;
import turnout.keys.v1.SignDigestResponse;
import turnout.nativeimpl.curve.EcdsaSignature;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** ECDSA over a digest, as Core signs. */
final class SignDigest {

    private SignDigest() {}

    static SignDigestResponse answer(SignDigestRequest request) throws Refusal {
        PrivateKey key = RequestBytes.privateKey("private_key", request.getPrivateKey());
        byte[] digest = RequestBytes.sized("digest", request.getDigest(), 32);
        boolean isDer = switch (request.getEncoding()) {
            case SIGNATURE_ENCODING_UNSPECIFIED, SIGNATURE_ENCODING_DER -> true;
            case SIGNATURE_ENCODING_COMPACT -> false;
            case UNRECOGNIZED -> throw Refusal.unknownValue("encoding", request.getEncodingValue());
        };
        EcdsaSignature signature = key.sign(digest);
        return SignDigestResponse.newBuilder()
                .setSignature(Slices.own(isDer ? signature.der() : signature.compact()))
                .setPublicKey(Slices.own(key.publicKey().compressed()))
                .build();
    }
}
