package turnout.nativeimpl.script;

import java.util.Arrays;
import java.util.Optional;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.curve.RecoverableSignature;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.signedmessage.AddressKind;
import turnout.nativeimpl.signedmessage.LegacyMessage;
import turnout.script.v1.SignedMessageFormat;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageResponse;

/** Signatures of 65 bytes: the key is recovered from them and compared by its hash (Core's verifymessage, BIP137). */
final class RecoveredKey {

    private static final int FIRST_HEADER = 27;

    private RecoveredKey() {}

    /** For an address of P2PKH, P2SH or P2WPKH. */
    static VerifyMessageResponse answer(ScriptTemplate address, Slice signature, String message) {
        byte[] hash = LegacyMessage.hash(message);
        VerifyMessageResponse.Builder response = VerifyMessageResponse.newBuilder()
                .setMessageHash(Slices.own(hash))
                .setFormat(
                        address.kind() == ScriptKind.PUBKEYHASH
                                ? SignedMessageFormat.SIGNED_MESSAGE_FORMAT_LEGACY
                                : SignedMessageFormat.SIGNED_MESSAGE_FORMAT_BIP137);
        // Core takes any header byte: its low bits are the recovery id and "compressed".
        int header = signature.at(0) - FIRST_HEADER;
        byte[] compact = Arrays.copyOfRange(signature.toByteArray(), 1, 65);
        Optional<PublicKey> point = PublicKey.recover(hash, new RecoverableSignature(compact, header & 3));
        if (point.isEmpty()) {
            return response.setFailure(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE)
                    .build();
        }
        boolean isCompressed = (header & 4) != 0
                || (address.kind() != ScriptKind.PUBKEYHASH && isOf(AddressKind.P2SH_P2WPKH, signature.at(0)));
        byte[] key = isCompressed ? point.get().compressed() : point.get().uncompressed();
        response.setPublicKey(Slices.own(key));
        return isOwner(address, signature.at(0), key)
                ? response.setValid(true).build()
                : response.setFailure(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_OTHER_KEY)
                        .build();
    }

    private static boolean isOwner(ScriptTemplate address, int header, byte[] key) {
        Slice keyHash = Slice.of(Hashes.hash160(key));
        Slice hash = address.data().getFirst();
        return switch (address.kind()) {
            case PUBKEYHASH -> keyHash.equals(hash);
            case WITNESS_V0_KEYHASH -> isOf(AddressKind.P2WPKH, header) && keyHash.equals(hash);
            case SCRIPTHASH ->
                isOf(AddressKind.P2SH_P2WPKH, header)
                        && Slice.of(Hashes.hash160(OutputScript.witness(0, keyHash)))
                                .equals(hash);
            default -> throw new IllegalArgumentException("the caller checks the address");
        };
    }

    /** Whether a header is one of the four that BIP137 gives a kind of address. */
    private static boolean isOf(AddressKind kind, int header) {
        return header >= kind.firstHeader() && header < kind.firstHeader() + 4;
    }
}
