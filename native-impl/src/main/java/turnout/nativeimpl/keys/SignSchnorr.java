package turnout.nativeimpl.keys;

import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignSchnorrResponse;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** BIP340 over a message of any length. */
final class SignSchnorr {

    static final int MAX_MESSAGE = 1 << 20;

    private SignSchnorr() {}

    static SignSchnorrResponse answer(SignSchnorrRequest request) throws Refusal {
        PrivateKey key = RequestBytes.privateKey("private_key", request.getPrivateKey());
        byte[] message = RequestBytes.limited("message", request.getMessage(), MAX_MESSAGE);
        byte[] aux = request.getAuxRand().isEmpty()
                ? new byte[32]
                : RequestBytes.exactly("aux_rand", request.getAuxRand(), 32);
        return SignSchnorrResponse.newBuilder()
                .setSignature(Slices.own(key.signSchnorr(message, aux)))
                .setXOnlyPublicKey(Slices.own(key.publicKey().x()))
                .build();
    }
}
