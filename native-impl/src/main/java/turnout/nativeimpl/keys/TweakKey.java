package turnout.nativeimpl.keys;

import com.google.protobuf.ByteString;
import java.util.Optional;
import turnout.errors.v1.Reason;
import turnout.keys.v1.TweakKeyRequest;
import turnout.keys.v1.TweakKeyResponse;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** A key plus a number. */
final class TweakKey {

    private TweakKey() {}

    static TweakKeyResponse answer(TweakKeyRequest request) throws Refusal {
        return switch (request.getKeyCase()) {
            case KEY_NOT_SET -> throw Refusal.required("key");
            case PRIVATE_KEY -> ofPrivate(request);
            case PUBLIC_KEY -> {
                ByteString key = request.getPublicKey();
                yield ofPublic("public_key", key, PublicKey.parse(key.toByteArray()), request);
            }
            case X_ONLY_PUBLIC_KEY -> {
                ByteString key = request.getXOnlyPublicKey();
                yield ofPublic("x_only_public_key", key, xOnly(key), request);
            }
        };
    }

    /** A point by its x; empty for what is none, or not 32 bytes. */
    static Optional<PublicKey> xOnly(ByteString x) {
        return x.size() == 32 ? PublicKey.ofX(x.toByteArray()) : Optional.empty();
    }

    /** The point of a field that must hold one. */
    static PublicKey point(String field, ByteString bytes, Optional<PublicKey> point) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        return point.orElseThrow(
                () -> Refusal.at(field, Reason.PUBLIC_KEY_INVALID, field + ": not a point of the curve in this form"));
    }

    private static TweakKeyResponse ofPrivate(TweakKeyRequest request) throws Refusal {
        PrivateKey key = RequestBytes.privateKey("private_key", request.getPrivateKey());
        PrivateKey sum = key.plus(tweak(request)).orElseThrow(TweakKey::refused);
        return TweakKeyResponse.newBuilder()
                .setPrivateKey(Slices.own(sum.bytes()))
                .setPublicKey(Slices.own(sum.publicKey().compressed()))
                .build();
    }

    private static TweakKeyResponse ofPublic(
            String field, ByteString bytes, Optional<PublicKey> point, TweakKeyRequest request) throws Refusal {
        PublicKey sum = point(field, bytes, point).plus(tweak(request)).orElseThrow(TweakKey::refused);
        return TweakKeyResponse.newBuilder()
                .setPublicKey(Slices.own(sum.compressed()))
                .build();
    }

    private static byte[] tweak(TweakKeyRequest request) throws Refusal {
        return RequestBytes.sized("tweak", request.getTweak(), 32);
    }

    private static Refusal refused() {
        return Refusal.at("tweak", Reason.TWEAK_INVALID, "tweak: n or more, or leads to no key");
    }
}
