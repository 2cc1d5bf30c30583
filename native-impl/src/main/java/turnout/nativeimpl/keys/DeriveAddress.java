package turnout.nativeimpl.keys;

import java.util.Optional;
import turnout.errors.v1.Reason;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.Purpose;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.refusal.Refusal;

/** BIP44, 49, 84 and 86: an account's address by chain and index. */
final class DeriveAddress {

    private DeriveAddress() {}

    static DeriveAddressResponse answer(DeriveAddressRequest request) throws Refusal {
        ExtendedKey account = account(request.getAccountKey());
        Purpose purpose = purpose(request, account.prefix());
        if (request.getIndex() < 0) {
            throw Refusal.at(
                    "index",
                    Reason.INDEX_INVALID,
                    "index: " + Integer.toUnsignedString(request.getIndex()) + " is not below 2^31");
        }
        Chain chain = network(request, account.prefix());
        // Both steps are unhardened: deriving publicly is the same and needs no secret.
        Optional<ExtendedKey> key = account.neutered()
                .child(request.getChange() ? 1 : 0)
                .flatMap(branch -> branch.child(request.getIndex()));
        byte[] publicKey = key.orElseThrow(
                        () -> Refusal.at("index", Reason.CHILD_NOT_DERIVABLE, "index: no such child exists"))
                .publicKey();
        return PurposeAddress.of(purpose, publicKey, chain);
    }

    private static ExtendedKey account(String text) throws Refusal {
        ExtendedKey account = ExtendedKeyField.required("account_key", text);
        if (account.depth() + 2 > ExtendedKey.MAX_DEPTH) {
            throw Refusal.at(
                    "account_key", Reason.CHILD_NOT_DERIVABLE, "account_key: has no room for two steps below it");
        }
        return account;
    }

    private static Purpose purpose(DeriveAddressRequest request, KeyPrefix prefix) throws Refusal {
        Purpose purpose = request.getPurpose();
        if (purpose == Purpose.PURPOSE_UNSPECIFIED) {
            throw Refusal.required("purpose");
        }
        if (purpose == Purpose.UNRECOGNIZED) {
            throw Refusal.unknownValue("purpose", request.getPurposeValue());
        }
        boolean agrees = switch (prefix) {
            case X, T -> true;
            case SMALL_Y, SMALL_U -> purpose == Purpose.PURPOSE_BIP49;
            case SMALL_Z, SMALL_V -> purpose == Purpose.PURPOSE_BIP84;
            case CAPITAL_Y, CAPITAL_U, CAPITAL_Z, CAPITAL_V -> false;
        };
        if (!agrees) {
            throw Refusal.at(
                    "purpose", Reason.PURPOSE_MISMATCH, "purpose: the account key's prefix says another purpose");
        }
        return purpose;
    }

    private static Chain network(DeriveAddressRequest request, KeyPrefix prefix) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        if (prefix.isMainnet() != (chain == Chain.MAIN)) {
            throw Refusal.at("network", Reason.NETWORK_MISMATCH, "network: the account key belongs to another network");
        }
        return chain;
    }
}
