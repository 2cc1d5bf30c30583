package turnout.nativeimpl.keys;

import turnout.keys.v1.ExtendedKeyPrefix;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.ParseExtendedKeyResponse;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** What an extended key says (BIP32, SLIP-132). */
final class ParseExtendedKey {

    private ParseExtendedKey() {}

    static ParseExtendedKeyResponse answer(ParseExtendedKeyRequest request) throws Refusal {
        ExtendedKey key = ExtendedKeyField.required("extended_key", request.getExtendedKey());
        ExtendedKey plain = key.withPrefix(key.prefix().isMainnet() ? KeyPrefix.X : KeyPrefix.T);
        ParseExtendedKeyResponse.Builder response = ParseExtendedKeyResponse.newBuilder()
                .setPrefix(prefix(key.prefix()))
                .setIsPrivate(key.isPrivate())
                .setIsMainnet(key.prefix().isMainnet())
                .setDepth(key.depth())
                .setParentFingerprint(Slices.own(key.parentFingerprint()))
                .setChildNumber(key.childNumber())
                .setChainCode(Slices.own(key.chainCode()))
                .setPublicKey(Slices.own(key.publicKey()))
                .setFingerprint(Slices.own(key.fingerprint()))
                .setExtendedPublicKey(plain.neutered().encode());
        key.privateKey()
                .ifPresent(secret -> response.setPrivateKey(Slices.own(secret)).setExtendedPrivateKey(plain.encode()));
        return response.build();
    }

    private static ExtendedKeyPrefix prefix(KeyPrefix prefix) {
        return switch (prefix) {
            case X -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_X;
            case SMALL_Y -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_SMALL_Y;
            case CAPITAL_Y -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_CAPITAL_Y;
            case SMALL_Z -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_SMALL_Z;
            case CAPITAL_Z -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_CAPITAL_Z;
            case T -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_T;
            case SMALL_U -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_SMALL_U;
            case CAPITAL_U -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_CAPITAL_U;
            case SMALL_V -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_SMALL_V;
            case CAPITAL_V -> ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_CAPITAL_V;
        };
    }
}
