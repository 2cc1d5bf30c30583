package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.SignMessageRequest;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.curve.RecoverableSignature;
import turnout.nativeimpl.signedmessage.Challenge;
import turnout.nativeimpl.signedmessage.ChallengeSigner;
import turnout.nativeimpl.signedmessage.LegacyMessage;
import turnout.nativeimpl.signedmessage.VirtualTransactions;
import turnout.script.v1.VerifyMessageRequest;

/** Requests about signed messages. */
final class MessageRequests {

    private MessageRequests() {}

    /** Formats that an address has not are asked for too. */
    static SignMessageRequest sign(RandomGenerator random) {
        Challenge challenge = MessageChallenges.any(random);
        SignMessageRequest.Builder request = SignMessageRequest.newBuilder()
                .setNetwork(Network.NETWORK_MAINNET)
                .setAddress(address(challenge))
                .setMessage(Values.text(random, random.nextInt(60)))
                .setScript(ByteString.copyFrom(challenge.script().toByteArray()))
                .setFormatValue(random.nextInt(3) == 0 ? random.nextInt(5) : 0);
        challenge.keys().forEach(key -> request.addPrivateKeys(wif(key.key())));
        return request.build();
    }

    /** Now and then of another message. */
    static VerifyMessageRequest verify(RandomGenerator random) {
        Challenge challenge = MessageChallenges.any(random);
        String message = Values.text(random, random.nextInt(60));
        boolean isRecoverable = challenge.kind().firstHeader() >= 0 && random.nextBoolean();
        return VerifyMessageRequest.newBuilder()
                .setNetwork(Network.NETWORK_MAINNET)
                .setAddress(address(challenge))
                .setMessage(random.nextInt(8) == 0 ? message + "x" : message)
                .setSignature(
                        isRecoverable ? recoverable(challenge, message, random) : virtual(challenge, message, random))
                .build();
    }

    private static String recoverable(Challenge challenge, String message, RandomGenerator random) {
        RecoverableSignature signature = challenge.keys().getFirst().key().signRecoverable(LegacyMessage.hash(message));
        int first = random.nextInt(8) == 0
                ? 27 + random.nextInt(16)
                : challenge.kind().firstHeader();
        return base64(new ByteWriter(65)
                .write(first + signature.recoveryId())
                .write(signature.compact())
                .toSlice());
    }

    private static String virtual(Challenge challenge, String message, RandomGenerator random) {
        byte[] hash = VirtualTransactions.messageHash(message);
        RawTransaction toSpend = VirtualTransactions.toSpend(hash, challenge.scriptPubKey());
        RawTransaction toSign = ChallengeSigner.sign(challenge, toSpend);
        if (!challenge.kind().isNativeSegwit() || random.nextBoolean()) {
            return "ful" + base64(toSign.bytes());
        }
        ByteWriter witness = VirtualTransactions.writeStack(
                new ByteWriter(256), toSign.inputs().getFirst().witness());
        return (random.nextBoolean() ? "smp" : "") + base64(witness.toSlice());
    }

    private static String address(Challenge challenge) {
        ScriptTemplate template = ScriptTemplate.of(challenge.scriptPubKey());
        return Objects.requireNonNull(new ScriptPrinter(Chain.MAIN).address(template));
    }

    /** Wallet import format of mainnet, compressed. */
    private static String wif(PrivateKey key) {
        return Addresses.base58(0x80, ByteString.copyFrom(key.bytes()).concat(ByteString.copyFrom(new byte[] {1})));
    }

    private static String base64(Slice bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
