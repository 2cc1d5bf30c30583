package turnout.load.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.signedmessage.AddressKind;
import turnout.nativeimpl.signedmessage.Challenge;
import turnout.nativeimpl.signedmessage.SigningKey;
import turnout.nativeimpl.taproot.OutputKey;

/** Draws addresses of every kind that messages are signed for, with the keys that sign for them. */
final class MessageChallenges {

    private static final Slice NOTHING = Slice.of(new byte[0]);
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_0_TO_NUMBER = 0x50;

    private MessageChallenges() {}

    static Challenge any(RandomGenerator random) {
        AddressKind kind = AddressKind.values()[random.nextInt(AddressKind.values().length)];
        return kind.hasOneKey() ? oneKey(kind, random) : multisig(kind, random);
    }

    private static Challenge oneKey(AddressKind kind, RandomGenerator random) {
        SigningKey key = key(random);
        Slice hash = Slice.of(Hashes.hash160(key.publicKey()));
        Slice program = OutputScript.witness(0, hash);
        Slice script = switch (kind) {
            case P2PKH -> OutputScript.pubkeyHash(hash);
            case P2WPKH -> program;
            case P2TR -> OutputScript.witness(1, outputKey(key));
            default -> scriptHash(program);
        };
        return new Challenge(kind, script, NOTHING, List.of(key));
    }

    private static Challenge multisig(AddressKind kind, RandomGenerator random) {
        List<SigningKey> keys = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            keys.add(key(random));
        }
        int required = 1 + random.nextInt(count);
        ByteWriter out = new ByteWriter(200).write(OP_0_TO_NUMBER + required);
        keys.forEach(key -> out.writeSized(key.publicKey()));
        Slice script = out.write(OP_0_TO_NUMBER + count).write(OP_CHECKMULTISIG).toSlice();
        Slice program = OutputScript.witness(0, Slice.of(Hashes.sha256(script)));
        Slice scriptPubKey = switch (kind) {
            case P2SH_MULTISIG -> scriptHash(script);
            case P2WSH_MULTISIG -> program;
            default -> scriptHash(program);
        };
        return new Challenge(kind, scriptPubKey, script, keys.subList(0, required));
    }

    private static SigningKey key(RandomGenerator random) {
        // All but one in 2^128 of all numbers are a key.
        PrivateKey key = PrivateKey.of(Values.bytes(random, 32).toByteArray()).orElseThrow();
        return new SigningKey(key, Slice.of(key.publicKey().compressed()));
    }

    private static Slice outputKey(SigningKey key) {
        return Objects.requireNonNull(OutputKey.of(key.publicKey().slice(1, 32), NOTHING))
                .x();
    }

    private static Slice scriptHash(Slice script) {
        return OutputScript.scriptHash(Slice.of(Hashes.hash160(script)));
    }
}
