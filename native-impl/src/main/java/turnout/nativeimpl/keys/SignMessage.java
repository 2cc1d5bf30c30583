package turnout.nativeimpl.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.keys.v1.MessageFormat;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignMessageResponse;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.RecoverableSignature;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.AddressKind;
import turnout.nativeimpl.signedmessage.Challenge;
import turnout.nativeimpl.signedmessage.ChallengeSigner;
import turnout.nativeimpl.signedmessage.LegacyMessage;
import turnout.nativeimpl.signedmessage.VirtualTransactions;

/** Signs a message for an address. */
final class SignMessage {

    private static final int MAX_KEYS = 20;
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private SignMessage() {}

    static SignMessageResponse answer(SignMessageRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        List<WifKey> keys = keys(request, chain);
        MessageAddress address = MessageAddress.read(request.getAddress(), chain);
        String message = request.getMessage();
        if (message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            throw Refusal.at("message", Reason.LIMIT_EXCEEDED, "message: more than " + MAX_MESSAGE_BYTES + " bytes");
        }
        Challenge challenge = address.challenge(Slices.copy(request.getScript()), keys);
        MessageFormat format = format(request, challenge.kind());
        return switch (format) {
            case MESSAGE_FORMAT_SIMPLE, MESSAGE_FORMAT_FULL -> virtual(challenge, message, format);
            case MESSAGE_FORMAT_LEGACY, MESSAGE_FORMAT_BIP137 -> recoverable(challenge, keys, message, format);
            case MESSAGE_FORMAT_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("chosen above");
        };
    }

    private static List<WifKey> keys(SignMessageRequest request, Chain chain) throws Refusal {
        int count = request.getPrivateKeysCount();
        if (count == 0) {
            throw Refusal.required("private_keys");
        }
        if (count > MAX_KEYS) {
            throw Refusal.at("private_keys", Reason.LIMIT_EXCEEDED, "private_keys: more than " + MAX_KEYS);
        }
        List<WifKey> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(ParsePrivateKey.required("private_keys[" + i + "]", request.getPrivateKeys(i), chain));
        }
        return keys;
    }

    private static MessageFormat format(SignMessageRequest request, AddressKind kind) throws Refusal {
        MessageFormat format = request.getFormat();
        boolean fits = switch (format) {
            case UNRECOGNIZED -> throw Refusal.unknownValue("format", request.getFormatValue());
            case MESSAGE_FORMAT_UNSPECIFIED, MESSAGE_FORMAT_FULL -> true;
            case MESSAGE_FORMAT_LEGACY -> kind == AddressKind.P2PKH;
            case MESSAGE_FORMAT_BIP137 -> kind.firstHeader() >= 0;
            case MESSAGE_FORMAT_SIMPLE -> kind.isNativeSegwit();
        };
        if (!fits) {
            throw Refusal.at("format", Reason.FORMAT_UNSUPPORTED, "format: the address has no such signature");
        }
        if (format != MessageFormat.MESSAGE_FORMAT_UNSPECIFIED) {
            return format;
        }
        if (kind == AddressKind.P2PKH) {
            return MessageFormat.MESSAGE_FORMAT_LEGACY;
        }
        return kind.isNativeSegwit() ? MessageFormat.MESSAGE_FORMAT_SIMPLE : MessageFormat.MESSAGE_FORMAT_FULL;
    }

    private static SignMessageResponse recoverable(
            Challenge challenge, List<WifKey> keys, String message, MessageFormat format) {
        byte[] hash = LegacyMessage.hash(message);
        RecoverableSignature signature = keys.getFirst().key().signRecoverable(hash);
        // A key that is not compressed has the four headers below the first.
        int header = challenge.kind().firstHeader() - (keys.getFirst().isCompressed() ? 0 : 4);
        Slice bytes = new ByteWriter(65)
                .write(header + signature.recoveryId())
                .write(signature.compact())
                .toSlice();
        return SignMessageResponse.newBuilder()
                .setSignature(base64(bytes))
                .setFormat(format)
                .setMessageHash(Slices.own(hash))
                .build();
    }

    private static SignMessageResponse virtual(Challenge challenge, String message, MessageFormat format) {
        byte[] hash = VirtualTransactions.messageHash(message);
        RawTransaction toSpend = VirtualTransactions.toSpend(hash, challenge.scriptPubKey());
        RawTransaction toSign = ChallengeSigner.sign(challenge, toSpend);
        String signature = format == MessageFormat.MESSAGE_FORMAT_FULL
                ? "ful" + base64(toSign.bytes())
                : "smp"
                        + base64(VirtualTransactions.writeStack(
                                        new ByteWriter(256),
                                        toSign.inputs().getFirst().witness())
                                .toSlice());
        return SignMessageResponse.newBuilder()
                .setSignature(signature)
                .setFormat(format)
                .setMessageHash(Slices.own(hash))
                .setToSpendTxid(toSpend.txid())
                .setToSignTxid(toSign.txid())
                .build();
    }

    private static String base64(Slice bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
