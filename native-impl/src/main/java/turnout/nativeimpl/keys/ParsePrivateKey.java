package turnout.nativeimpl.keys;

import turnout.errors.v1.Reason;
import turnout.keys.v1.ParsePrivateKeyRequest;
import turnout.keys.v1.ParsePrivateKeyResponse;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** A private key out of its wallet import format. */
final class ParsePrivateKey {

    private ParsePrivateKey() {}

    static ParsePrivateKeyResponse answer(ParsePrivateKeyRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        WifKey key = required("private_key", request.getPrivateKey(), chain);
        return ParsePrivateKeyResponse.newBuilder()
                .setPrivateKey(Slices.own(key.key().bytes()))
                .setIsCompressed(key.isCompressed())
                .setPublicKey(Slices.own(key.publicKey()))
                .build();
    }

    /** A key of one chain in a field that must hold one; no message quotes it. */
    static WifKey required(String field, String text, Chain chain) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required(field);
        }
        WifKey key = WifKey.parse(text)
                .orElseThrow(() ->
                        Refusal.at(field, Reason.PRIVATE_KEY_INVALID, field + ": not a key in wallet import format"));
        if (!key.belongsTo(chain)) {
            throw Refusal.at(field, Reason.NETWORK_MISMATCH, field + ": the key belongs to another network");
        }
        return key;
    }
}
