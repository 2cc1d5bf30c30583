package turnout.nativeimpl.psbt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TaggedHash;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.taproot.OutputKey;

/** Puts the partial signatures of MuSig2 together (BIP327's PartialSigAgg, BIP373's records). One input's. */
final class MusigAggregation {

    private static final TaggedHash NONCE_COEFFICIENT = TaggedHash.of("MuSig/noncecoef");
    private static final TaggedHash CHALLENGE = TaggedHash.of("BIP0340/challenge");
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final Slice KEY_PATH = Slice.of(new byte[0]);
    private static final Slice NO_TWEAK = KEY_PATH;

    private final RecordMap records;

    MusigAggregation(RecordMap records) {
        this.records = records;
    }

    /** 64 bytes, for an output key or internal key that is an aggregate; empty where a part is missing. */
    Optional<Slice> keyPath(Slice outputKey, Slice internalKey, Slice merkleRoot, byte[] message) {
        OutputKey tweaked = internalKey.isEmpty() ? null : OutputKey.of(internalKey, merkleRoot);
        for (Map.Entry<Slice, Slice> record : records.entries(In.MUSIG2_PARTICIPANTS)) {
            Slice aggregate = RecordMap.data(record.getKey());
            Optional<Slice> signature = Optional.empty();
            if (x(aggregate).equals(outputKey)) {
                signature = signature(record.getValue(), aggregate, KEY_PATH, message, NO_TWEAK);
            } else if (tweaked != null
                    && x(aggregate).equals(internalKey)
                    && tweaked.x().equals(outputKey)) {
                Slice key = new ByteWriter(33)
                        .write(tweaked.oddY() ? 3 : 2)
                        .write(outputKey)
                        .toSlice();
                signature = signature(record.getValue(), key, KEY_PATH, message, tweaked.tweak());
            }
            if (signature.isPresent()) {
                return signature;
            }
        }
        return Optional.empty();
    }

    /** 64 bytes, for a key of a leaf that is an aggregate; empty where a part is missing. */
    Optional<Slice> leaf(Slice key, Slice leafHash, byte[] message) {
        for (Map.Entry<Slice, Slice> record : records.entries(In.MUSIG2_PARTICIPANTS)) {
            Slice aggregate = RecordMap.data(record.getKey());
            if (x(aggregate).equals(key)) {
                Optional<Slice> signature = signature(record.getValue(), aggregate, leafHash, message, NO_TWEAK);
                if (signature.isPresent()) {
                    return signature;
                }
            }
        }
        return Optional.empty();
    }

    /** @param key what nonces and parts are named by: the aggregate after its tweak */
    private Optional<Slice> signature(Slice participants, Slice key, Slice leafHash, byte[] message, Slice tweak) {
        List<PublicKey> firsts = new ArrayList<>();
        List<PublicKey> seconds = new ArrayList<>();
        BigInteger total = BigInteger.ZERO;
        for (Slice participant : Checked.value(() -> RecordValue.participants(participants))) {
            Slice nonce = records.get(name(In.MUSIG2_NONCE, participant, key, leafHash));
            Slice part = records.get(name(In.MUSIG2_PARTIAL_SIGNATURE, participant, key, leafHash));
            if (nonce == null || part == null || number(part).compareTo(ORDER) >= 0) {
                return Optional.empty();
            }
            Optional<PublicKey> first = PublicKey.parse(nonce.slice(0, 33).toByteArray());
            Optional<PublicKey> second = PublicKey.parse(nonce.slice(33, 33).toByteArray());
            if (first.isEmpty() || second.isEmpty()) {
                return Optional.empty();
            }
            firsts.add(first.get());
            seconds.add(second.get());
            total = total.add(number(part));
        }
        Optional<PublicKey> nonce = nonce(firsts, seconds, key, message);
        if (nonce.isEmpty()) {
            return Optional.empty();
        }
        Slice x = Slice.of(nonce.get().x());
        if (!tweak.isEmpty()) {
            BigInteger challenge = number(Slice.of(CHALLENGE.hash(x, x(key), Slice.of(message))));
            BigInteger signed = key.at(0) == 2 ? challenge : challenge.negate();
            total = total.add(signed.multiply(number(tweak)));
        }
        return Optional.of(
                new ByteWriter(64).write(x).write(bytes(total.mod(ORDER))).toSlice());
    }

    /** BIP327's R; empty for what a part cannot be signed with. */
    private static Optional<PublicKey> nonce(
            List<PublicKey> firsts, List<PublicKey> seconds, Slice key, byte[] message) {
        if (firsts.isEmpty()) {
            return Optional.empty();
        }
        return PublicKey.sum(firsts)
                .flatMap(first -> PublicKey.sum(seconds).flatMap(second -> {
                    byte[] coefficient = NONCE_COEFFICIENT.hash(
                            Slice.of(first.compressed()), Slice.of(second.compressed()), x(key), Slice.of(message));
                    return second.times(bytes(number(Slice.of(coefficient)).mod(ORDER)))
                            .flatMap(product -> PublicKey.sum(List.of(first, product)));
                }));
    }

    private static Slice name(int type, Slice participant, Slice key, Slice leafHash) {
        return new ByteWriter(99)
                .write(type)
                .write(participant)
                .write(key)
                .write(leafHash)
                .toSlice();
    }

    /** A compressed key's x. */
    private static Slice x(Slice key) {
        return key.slice(1, 32);
    }

    private static BigInteger number(Slice bytes) {
        return new BigInteger(1, bytes.toByteArray());
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int count = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - count, padded, 32 - count, count);
        return padded;
    }
}
