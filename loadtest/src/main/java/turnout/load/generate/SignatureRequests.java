package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.SignDigestRequest;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignatureAlgorithm;
import turnout.keys.v1.SignatureEncoding;
import turnout.keys.v1.VerifySignatureRequest;

/** Requests that sign, and requests about signatures; what is verified is mostly nobody's, which is an answer. */
final class SignatureRequests {

    /** A key of the recorded node's, and its addresses. */
    private static final String WIF = "cVpF924EspNh8KjYsfhgY96mmxvT6DgdWiTYMtMjuM74hJaU5psW";

    private static final String ADDRESS = "mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6z";

    private SignatureRequests() {}

    static SignDigestRequest signDigest(RandomGenerator random) {
        return SignDigestRequest.newBuilder()
                .setPrivateKey(Keys.privateKey(random))
                .setDigest(Values.bytes(random, 32))
                .setEncoding(SignatureEncoding.forNumber(1 + random.nextInt(2)))
                .build();
    }

    static SignSchnorrRequest signSchnorr(RandomGenerator random) {
        SignSchnorrRequest.Builder request = SignSchnorrRequest.newBuilder()
                .setPrivateKey(Keys.privateKey(random))
                .setMessage(Values.bytes(random, random.nextInt(random.nextInt(20) == 0 ? 5_000 : 70)));
        return random.nextBoolean()
                ? request.setAuxRand(Values.bytes(random, 32)).build()
                : request.build();
    }

    static VerifySignatureRequest verifySignature(RandomGenerator random) {
        VerifySignatureRequest.Builder request = VerifySignatureRequest.newBuilder();
        return switch (random.nextInt(3)) {
            case 0 ->
                request.setAlgorithm(SignatureAlgorithm.SIGNATURE_ALGORITHM_SCHNORR)
                        .setPublicKey(Keys.publicKey(random).substring(1))
                        .setMessage(Values.bytes(random, random.nextInt(70)))
                        .setSignature(Values.bytes(random, 64))
                        .build();
            case 1 ->
                request.setAlgorithm(SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_COMPACT)
                        .setPublicKey(Keys.publicKey(random))
                        .setMessage(Values.bytes(random, 32))
                        .setSignature(Values.bytes(random, 64))
                        .build();
            default ->
                request.setAlgorithm(SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_DER)
                        .setPublicKey(Keys.publicKey(random))
                        .setMessage(Values.bytes(random, 32))
                        .setSignature(Scripts.derSignature(random))
                        .build();
        };
    }

    static SignMessageRequest signMessage(RandomGenerator random) {
        return SignMessageRequest.newBuilder()
                .setNetwork(Network.NETWORK_REGTEST)
                .addPrivateKeys(WIF)
                .setAddress(ADDRESS)
                .setMessage(Values.text(random, random.nextInt(random.nextInt(20) == 0 ? 2_000 : 60)))
                .build();
    }
}
