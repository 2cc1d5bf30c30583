package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignSchnorrResponse;
import turnout.keys.v1.SignatureAlgorithm;
import turnout.keys.v1.VerifySignatureRequest;
import turnout.keys.v1.VerifySignatureResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** BIP340's table: signed where there is a secret key, and each signature verified. */
final class Bip340Rows {

    private Bip340Rows() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.lines("core/bip340_test_vectors.csv").stream().skip(1).flatMap(Bip340Rows::cases);
    }

    private static Stream<VectorCase> cases(String row) {
        String[] cells = row.toLowerCase(Locale.ROOT).split(",", -1);
        VectorCase verified = VectorCase.of(
                cells[0] + " verified",
                KeysServiceGrpc.getVerifySignatureMethod(),
                VerifySignatureRequest.newBuilder()
                        .setAlgorithm(SignatureAlgorithm.SIGNATURE_ALGORITHM_SCHNORR)
                        .setPublicKey(CoreJson.bytes(cells[2]))
                        .setMessage(CoreJson.bytes(cells[4]))
                        .setSignature(CoreJson.bytes(cells[5]))
                        .build(),
                Expectation.reply(
                        VerifySignatureResponse.parser(),
                        (reply, check) -> check.same("valid", cells[6].equals("true"), reply.getValid())));
        if (cells[1].isEmpty()) {
            return Stream.of(verified);
        }
        return Stream.of(
                verified,
                VectorCase.of(
                        cells[0] + " signed",
                        KeysServiceGrpc.getSignSchnorrMethod(),
                        SignSchnorrRequest.newBuilder()
                                .setPrivateKey(CoreJson.bytes(cells[1]))
                                .setAuxRand(CoreJson.bytes(cells[3]))
                                .setMessage(CoreJson.bytes(cells[4]))
                                .build(),
                        Expectation.reply(SignSchnorrResponse.newBuilder()
                                .setSignature(CoreJson.bytes(cells[5]))
                                .setXOnlyPublicKey(CoreJson.bytes(cells[2]))
                                .build())));
    }
}
