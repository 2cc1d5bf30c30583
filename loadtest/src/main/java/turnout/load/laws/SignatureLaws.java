package turnout.load.laws;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignDigestRequest;
import turnout.keys.v1.SignDigestResponse;
import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignSchnorrResponse;
import turnout.keys.v1.SignatureAlgorithm;
import turnout.keys.v1.SignatureEncoding;
import turnout.keys.v1.VerifySignatureRequest;
import turnout.keys.v1.VerifySignatureResponse;
import turnout.load.generate.Keys;
import turnout.load.generate.Values;

/** Signatures: what an engine signs it finds valid, and no more when a bit of it is another. */
final class SignatureLaws {

    static final List<Law> ALL = List.of(
            new Law("an ECDSA signature is valid until a bit changes", SignatureLaws::ecdsa),
            new Law("a Schnorr signature is valid until a bit changes", SignatureLaws::schnorr));

    private SignatureLaws() {}

    private static void ecdsa(OneEngine engine, RandomGenerator random) throws Law.Broken, InterruptedException {
        boolean der = random.nextBoolean();
        ByteString digest = Values.bytes(random, 32);
        SignDigestResponse signed = engine.call(
                KeysServiceGrpc.getSignDigestMethod(),
                SignDigestResponse.parser(),
                SignDigestRequest.newBuilder()
                        .setPrivateKey(Keys.privateKey(random))
                        .setDigest(digest)
                        .setEncoding(
                                der
                                        ? SignatureEncoding.SIGNATURE_ENCODING_DER
                                        : SignatureEncoding.SIGNATURE_ENCODING_COMPACT)
                        .build());
        VerifySignatureRequest request = VerifySignatureRequest.newBuilder()
                .setAlgorithm(
                        der
                                ? SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_DER
                                : SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_COMPACT)
                .setPublicKey(signed.getPublicKey())
                .setMessage(digest)
                .setSignature(signed.getSignature())
                .build();

        VerifySignatureResponse valid = verify(engine, request);
        Law.holds("it is valid", valid.getValid());
        Law.holds("S is low", !valid.getHasHighS());
        Law.holds("R is low", !der || signed.getSignature().size() <= 70);
        validNoMore(engine, request, random);
    }

    private static void schnorr(OneEngine engine, RandomGenerator random) throws Law.Broken, InterruptedException {
        ByteString message = Values.bytes(random, random.nextInt(200));
        SignSchnorrResponse signed = engine.call(
                KeysServiceGrpc.getSignSchnorrMethod(),
                SignSchnorrResponse.parser(),
                SignSchnorrRequest.newBuilder()
                        .setPrivateKey(Keys.privateKey(random))
                        .setMessage(message)
                        .setAuxRand(random.nextBoolean() ? ByteString.EMPTY : Values.bytes(random, 32))
                        .build());
        VerifySignatureRequest request = VerifySignatureRequest.newBuilder()
                .setAlgorithm(SignatureAlgorithm.SIGNATURE_ALGORITHM_SCHNORR)
                .setPublicKey(signed.getXOnlyPublicKey())
                .setMessage(message)
                .setSignature(signed.getSignature())
                .build();

        Law.holds("it is valid", verify(engine, request).getValid());
        validNoMore(engine, request, random);
    }

    private static void validNoMore(OneEngine engine, VerifySignatureRequest request, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        byte[] signature = request.getSignature().toByteArray();
        int at = random.nextInt(signature.length);
        signature[at] ^= (byte) (1 << random.nextInt(8));
        VerifySignatureRequest changed =
                request.toBuilder().setSignature(ByteString.copyFrom(signature)).build();

        Law.holds(
                "byte " + at + " is another and it is not valid",
                !verify(engine, changed).getValid());
    }

    private static VerifySignatureResponse verify(OneEngine engine, VerifySignatureRequest request)
            throws Law.Broken, InterruptedException {
        return engine.call(KeysServiceGrpc.getVerifySignatureMethod(), VerifySignatureResponse.parser(), request);
    }
}
