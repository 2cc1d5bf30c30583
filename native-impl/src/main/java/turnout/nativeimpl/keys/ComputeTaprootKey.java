package turnout.nativeimpl.keys;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.ComputeTaprootKeyResponse;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.taproot.OutputKey;

/** BIP341's output key, and its private key where the internal one is private. */
final class ComputeTaprootKey {

    private ComputeTaprootKey() {}

    static ComputeTaprootKeyResponse answer(ComputeTaprootKeyRequest request) throws Refusal {
        PrivateKey secret = null;
        Slice internalKey = switch (request.getInternalKeyCase()) {
            case INTERNALKEY_NOT_SET -> throw Refusal.required("internal_key");
            case PRIVATE_KEY -> {
                secret = RequestBytes.privateKey("private_key", request.getPrivateKey());
                yield Slice.of(secret.publicKey().x());
            }
            case X_ONLY_PUBLIC_KEY ->
                Slice.of(TweakKey.point(
                                "x_only_public_key",
                                request.getXOnlyPublicKey(),
                                TweakKey.xOnly(request.getXOnlyPublicKey()))
                        .x());
        };
        Slice merkleRoot = request.getMerkleRoot().isEmpty()
                ? Slice.of(new byte[0])
                : Slice.of(RequestBytes.exactly("merkle_root", request.getMerkleRoot(), 32));
        OutputKey output = OutputKey.of(internalKey, merkleRoot);
        if (output == null) {
            throw noKey();
        }
        return response(internalKey, output, secret);
    }

    private static ComputeTaprootKeyResponse response(Slice internalKey, OutputKey output, @Nullable PrivateKey secret)
            throws Refusal {
        ComputeTaprootKeyResponse.Builder response = ComputeTaprootKeyResponse.newBuilder()
                .setInternalKey(Slices.bytes(internalKey))
                .setTweak(Slices.bytes(output.tweak()))
                .setOutputKey(Slices.bytes(output.x()))
                .setHasOddY(output.oddY())
                .setScriptPubKey(Slices.bytes(OutputScript.witness(1, output.x())));
        if (secret != null) {
            Optional<PrivateKey> tweaked =
                    secret.withEvenY().plus(output.tweak().toByteArray());
            response.setOutputPrivateKey(
                    Slices.own(tweaked.orElseThrow(ComputeTaprootKey::noKey).bytes()));
        }
        return response.build();
    }

    private static Refusal noKey() {
        return Refusal.of(Reason.TWEAK_INVALID, "the tweak leads to no key");
    }
}
