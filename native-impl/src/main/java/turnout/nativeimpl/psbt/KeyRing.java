package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.keys.ExtendedKey;
import turnout.nativeimpl.psbt.RecordType.In;

/** The private keys that a signer has, by their public ones. No text form shows them. One owner, one thread. */
public final class KeyRing {

    /** Steps that all derivations of one request may take together. */
    private static final int MAX_STEPS = 10_000;

    /** A private key, with the public one in the form that it signs for. */
    record Pair(PrivateKey privateKey, Slice publicKey) {

        @Override
        public String toString() {
            return "Pair[" + publicKey.toHex() + "]";
        }
    }

    /** A public key of an input, x only for taproot's, and where it comes from. */
    private record Named(Slice publicKey, KeyOrigin origin) {}

    private final Map<Slice, Pair> byHash = new HashMap<>();
    private final Map<Slice, Pair> byX = new HashMap<>();

    /** Adds a key; of several with one public key the first stays. */
    public void add(PrivateKey privateKey, boolean compressed) {
        byte[] key = compressed
                ? privateKey.publicKey().compressed()
                : privateKey.publicKey().uncompressed();
        add(new Pair(privateKey, Slice.of(key)));
    }

    private void add(Pair pair) {
        byHash.putIfAbsent(Slice.of(Hashes.hash160(pair.publicKey())), pair);
        byX.putIfAbsent(pair.publicKey().slice(1, 32), pair);
    }

    /** The key whose public one has this HASH160. */
    @Nullable
    Pair byHash(Slice hash) {
        return byHash.get(hash);
    }

    /** The key whose public one has this x coordinate. */
    @Nullable
    Pair byX(Slice x) {
        return byX.get(x);
    }

    /** Adds what private extended keys give for the key origins of a PSBT's inputs that have their fingerprint. */
    public void derive(Psbt psbt, List<ExtendedKey> roots) throws PsbtTooLarge {
        Map<Slice, List<ExtendedKey>> byFingerprint = new HashMap<>();
        for (ExtendedKey root : roots) {
            byFingerprint
                    .computeIfAbsent(Slice.of(root.fingerprint()), fingerprint -> new ArrayList<>())
                    .add(root);
        }
        List<Named> wanted = named(psbt).stream()
                .filter(named -> byFingerprint.containsKey(named.origin().fingerprint()))
                .toList();
        if (wanted.stream().mapToLong(named -> named.origin().path().size()).sum() > MAX_STEPS) {
            throw new PsbtTooLarge("its key paths take over " + MAX_STEPS + " steps");
        }
        Descendants descendants = new Descendants();
        for (Named named : wanted) {
            for (ExtendedKey root : byFingerprint.getOrDefault(named.origin().fingerprint(), List.of())) {
                Optional<Pair> found = descendants
                        .of(root, named.origin().path())
                        .flatMap(KeyRing::pair)
                        .filter(pair -> isNamed(pair.publicKey(), named.publicKey()));
                if (found.isPresent()) {
                    add(found.get());
                    break;
                }
            }
        }
    }

    private static Optional<Pair> pair(ExtendedKey key) {
        return key.privateKey().flatMap(PrivateKey::of).map(secret -> new Pair(secret, Slice.of(key.publicKey())));
    }

    private static boolean isNamed(Slice key, Slice named) {
        return key.equals(named) || key.slice(1, 32).equals(named);
    }

    private static List<Named> named(Psbt psbt) {
        List<Named> named = new ArrayList<>();
        for (RecordMap input : psbt.inputs()) {
            for (Map.Entry<Slice, Slice> record : input.entries(In.BIP32_DERIVATION)) {
                KeyOrigin origin = Checked.value(() -> KeyOrigin.read(record.getValue()));
                named.add(new Named(RecordMap.data(record.getKey()), origin));
            }
            for (Map.Entry<Slice, Slice> record : input.entries(In.TAP_BIP32_DERIVATION)) {
                KeyOrigin origin =
                        Checked.value(() -> TapOrigin.read(record.getValue())).origin();
                named.add(new Named(RecordMap.data(record.getKey()), origin));
            }
        }
        return named;
    }

    @Override
    public String toString() {
        return "KeyRing[" + byHash.size() + " keys]";
    }
}
