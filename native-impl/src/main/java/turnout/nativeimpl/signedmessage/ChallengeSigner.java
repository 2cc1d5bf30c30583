package turnout.nativeimpl.signedmessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.sighash.LegacySighash;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.sighash.WitnessSighash;
import turnout.nativeimpl.taproot.OutputKey;

/** Signs BIP322's to_sign: ECDSA with low R and SIGHASH_ALL, BIP340 without auxiliary randomness and SIGHASH_DEFAULT. */
public final class ChallengeSigner {

    private static final int SIGHASH_ALL = 1;
    private static final Slice NOTHING = Slice.of(new byte[0]);

    private final Challenge challenge;
    private final RawTransaction toSpend;
    private final RawTransaction unsigned;
    private final SharedHashes hashes;

    private ChallengeSigner(Challenge challenge, RawTransaction toSpend) {
        this.challenge = challenge;
        this.toSpend = toSpend;
        this.unsigned = VirtualTransactions.unsigned(toSpend);
        this.hashes = new SharedHashes(unsigned, List.of(new RawOutput(0, challenge.scriptPubKey())));
    }

    /** The signed to_sign of a challenge. */
    public static RawTransaction sign(Challenge challenge, RawTransaction toSpend) {
        return new ChallengeSigner(challenge, toSpend).signed();
    }

    private RawTransaction signed() {
        return switch (challenge.kind()) {
            case P2PKH -> {
                byte[] hash = LegacySighash.hash(unsigned, 0, challenge.scriptPubKey(), SIGHASH_ALL);
                yield with(pushes(List.of(ecdsa(first(), hash), first().publicKey())), List.of());
            }
            case P2WPKH -> with(NOTHING, keyHashWitness());
            case P2SH_P2WPKH -> with(pushes(List.of(OutputScript.witness(0, keyHash()))), keyHashWitness());
            case P2TR -> with(NOTHING, List.of(schnorr()));
            case P2SH_MULTISIG -> {
                byte[] hash = LegacySighash.hash(unsigned, 0, challenge.script(), SIGHASH_ALL);
                yield with(pushes(multisig(hash)), List.of());
            }
            case P2WSH_MULTISIG -> with(NOTHING, multisig(witnessHash(challenge.script())));
            case P2SH_P2WSH_MULTISIG -> {
                Slice program = OutputScript.witness(0, Slice.of(Hashes.sha256(challenge.script())));
                yield with(pushes(List.of(program)), multisig(witnessHash(challenge.script())));
            }
        };
    }

    private List<Slice> keyHashWitness() {
        byte[] hash = witnessHash(OutputScript.pubkeyHash(keyHash()));
        return List.of(ecdsa(first(), hash), first().publicKey());
    }

    /** What CHECKMULTISIG takes: one element too many, signatures in the keys' order, and the script itself. */
    private List<Slice> multisig(byte[] hash) {
        List<Slice> stack = new ArrayList<>();
        stack.add(NOTHING);
        challenge.keys().forEach(key -> stack.add(ecdsa(key, hash)));
        stack.add(challenge.script());
        return stack;
    }

    private byte[] witnessHash(Slice scriptCode) {
        return WitnessSighash.hash(hashes, 0, scriptCode, 0, SIGHASH_ALL);
    }

    private Slice schnorr() {
        PrivateKey key = first().key().withEvenY();
        Slice internalKey = Slice.of(key.publicKey().x());
        OutputKey output = Objects.requireNonNull(OutputKey.of(internalKey, NOTHING), "the address has this key");
        PrivateKey tweaked = key.plus(output.tweak().toByteArray()).orElseThrow();
        byte[] hash = Objects.requireNonNull(TaprootSighash.hash(hashes, 0, 0, null, null), "DEFAULT signs all");
        return Slice.of(tweaked.signSchnorr(hash, new byte[32]));
    }

    private RawTransaction with(Slice scriptSig, List<Slice> witness) {
        return VirtualTransactions.toSign(toSpend, scriptSig, witness);
    }

    private SigningKey first() {
        return challenge.keys().getFirst();
    }

    private Slice keyHash() {
        return Slice.of(Hashes.hash160(first().publicKey()));
    }

    private static Slice ecdsa(SigningKey key, byte[] hash) {
        return new ByteWriter(72)
                .write(key.key().sign(hash).der())
                .write(SIGHASH_ALL)
                .toSlice();
    }

    /** Pushes in their shortest form; all are empty or longer than one byte, and at most 520. */
    private static Slice pushes(List<Slice> elements) {
        ByteWriter out = new ByteWriter(128);
        for (Slice element : elements) {
            int length = element.length();
            if (length <= 75) {
                out.write(length);
            } else if (length <= 255) {
                out.write(0x4c).write(length);
            } else {
                out.write(0x4d).write(length).write(length >> 8);
            }
            out.write(element);
        }
        return out.toSlice();
    }
}
