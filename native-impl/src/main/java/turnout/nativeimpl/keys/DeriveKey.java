package turnout.nativeimpl.keys;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import turnout.errors.v1.Reason;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.refusal.Refusal;

/** BIP32: a key, from an extended key or a seed, along a path. */
final class DeriveKey {

    private static final int MIN_SEED = 16;
    private static final int MAX_SEED = 64;

    private DeriveKey() {}

    static DeriveKeyResponse answer(DeriveKeyRequest request) throws Refusal {
        ExtendedKey source = source(request);
        DerivationPath path = path(request.getPath(), source);
        if (request.hasSeed()) {
            Networks.required("network", request.getNetwork(), request.getNetworkValue());
        }
        ExtendedKey derived = path.from(source)
                .orElseThrow(() ->
                        Refusal.at("path", Reason.CHILD_NOT_DERIVABLE, "path: a child on the way does not exist"));
        return response(derived);
    }

    private static ExtendedKey source(DeriveKeyRequest request) throws Refusal {
        return switch (request.getSourceCase()) {
            case SOURCE_NOT_SET -> throw Refusal.required("source");
            case EXTENDED_KEY -> ExtendedKeyField.required("extended_key", request.getExtendedKey());
            case SEED -> seed(request);
        };
    }

    private static ExtendedKey seed(DeriveKeyRequest request) throws Refusal {
        int size = request.getSeed().size();
        if (size == 0) {
            throw Refusal.required("seed");
        }
        if (size < MIN_SEED || size > MAX_SEED) {
            throw Refusal.at("seed", Reason.SEED_INVALID, "seed: " + size + " bytes (expected: 16 to 64)");
        }
        // An unnamed network is told after the path, in field order; until then any prefix will do.
        boolean mainnet = switch (request.getNetwork()) {
            case NETWORK_MAINNET, NETWORK_UNSPECIFIED, UNRECOGNIZED -> true;
            case NETWORK_TESTNET3, NETWORK_TESTNET4, NETWORK_SIGNET, NETWORK_REGTEST -> false;
        };
        return ExtendedKey.ofSeed(request.getSeed().toByteArray(), mainnet ? KeyPrefix.X : KeyPrefix.T)
                .orElseThrow(() -> Refusal.at("seed", Reason.SEED_INVALID, "seed: makes no root key"));
    }

    private static DerivationPath path(String text, ExtendedKey source) throws Refusal {
        DerivationPath path = DerivationPath.parse(text)
                .orElseThrow(() -> Refusal.at(
                        "path",
                        Reason.PATH_INVALID,
                        "path: " + Refusal.quote(text) + " is not a path (expected: m/84h/0h/0h, 0/5, …)"));
        if (path.hasHardenedStep() && !source.isPrivate()) {
            throw Refusal.at("path", Reason.HARDENED_FROM_PUBLIC, "path: a public key has no hardened children");
        }
        if (source.depth() + path.length() > ExtendedKey.MAX_DEPTH) {
            throw Refusal.at("path", Reason.CHILD_NOT_DERIVABLE, "path: leads below depth 255");
        }
        return path;
    }

    private static DeriveKeyResponse response(ExtendedKey key) {
        DeriveKeyResponse.Builder response = DeriveKeyResponse.newBuilder()
                .setExtendedPublicKey(key.neutered().encode())
                .setPublicKey(bytes(key.publicKey()))
                .setChainCode(bytes(key.chainCode()))
                .setDepth(key.depth())
                .setParentFingerprint(bytes(key.parentFingerprint()))
                .setChildNumber(key.childNumber())
                .setFingerprint(bytes(key.fingerprint()));
        key.privateKey()
                .ifPresent(
                        secret -> response.setExtendedPrivateKey(key.encode()).setPrivateKey(bytes(secret)));
        return response.build();
    }

    private static ByteString bytes(byte[] own) {
        return UnsafeByteOperations.unsafeWrap(own);
    }
}
