package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.curve.RecoverableSignature;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

/** Legacy signed messages (Core's verifymessage): the key is recovered from the signature and compared by its hash. */
final class VerifyMessage {

    private static final byte[] MAGIC = "Bitcoin Signed Message:\n".getBytes(StandardCharsets.UTF_8);

    // Base64 of 65 bytes has one form: 87 characters and one padding.
    private static final int SIGNATURE_LENGTH = 88;
    private static final int FIRST_HEADER = 27;

    private VerifyMessage() {}

    static VerifyMessageResponse answer(VerifyMessageRequest request) throws Refusal {
        Slice keyHash = keyHash(request);
        byte[] signature = signature(request.getSignature());
        Networks.required("network", request.getNetwork(), request.getNetworkValue());
        byte[] hash = messageHash(request.getMessage());
        VerifyMessageResponse.Builder response =
                VerifyMessageResponse.newBuilder().setMessageHash(ByteString.copyFrom(hash));
        byte[] key = recover(signature, hash);
        if (key == null) {
            return response.setFailure(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE)
                    .build();
        }
        response.setPublicKey(ByteString.copyFrom(key));
        return Slice.of(Hashes.hash160(key)).equals(keyHash)
                ? response.setValid(true).build()
                : response.setFailure(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_OTHER_KEY)
                        .build();
    }

    /** The hash that the address names; empty while the network is unknown, which is told later, in field order. */
    private static Slice keyHash(VerifyMessageRequest request) throws Refusal {
        if (request.getAddress().isEmpty()) {
            throw Refusal.required("address");
        }
        if (request.getNetwork() == Network.NETWORK_UNSPECIFIED || request.getNetwork() == Network.UNRECOGNIZED) {
            return Slice.of(new byte[0]);
        }
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        if (!(AddressReader.read(request.getAddress(), chain) instanceof AddressReading.Valid valid)) {
            throw Refusal.at(
                    "address",
                    Reason.ADDRESS_INVALID,
                    "address: " + Refusal.quote(request.getAddress()) + " is not an address of " + chain.rpcName());
        }
        if (valid.template().kind() != ScriptKind.PUBKEYHASH) {
            throw Refusal.at(
                    "address",
                    Reason.ADDRESS_WITHOUT_KEY,
                    "address: " + Refusal.quote(request.getAddress()) + " names no public key hash (expected: P2PKH)");
        }
        return valid.template().data().getFirst();
    }

    private static byte[] signature(String text) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required("signature");
        }
        if (text.length() == SIGNATURE_LENGTH && text.endsWith("=")) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                // Java forgives bits after the last byte, Core does not.
                if (bytes.length == 65
                        && Base64.getEncoder().encodeToString(bytes).equals(text)) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // Not base64: refused below like every other text.
            }
        }
        throw Refusal.at("signature", Reason.SIGNATURE_MALFORMED, "signature: not base64 of 65 bytes");
    }

    private static byte[] messageHash(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream prefixed = new ByteArrayOutputStream(MAGIC.length + text.length + 6);
        prefixed.write(MAGIC.length);
        prefixed.writeBytes(MAGIC);
        writeCompactSize(prefixed, text.length);
        prefixed.writeBytes(text);
        return Hashes.doubleSha256(prefixed.toByteArray());
    }

    private static void writeCompactSize(ByteArrayOutputStream out, int size) {
        int width = size < 253 ? 1 : size <= 0xffff ? 2 : 4;
        if (width > 1) {
            out.write(width == 2 ? 253 : 254);
        }
        for (int i = 0; i < width; i++) {
            out.write(size >> (8 * i));
        }
    }

    /** Core's RecoverCompact: any header byte goes, its low bits are the recovery id and "compressed". */
    private static byte @Nullable [] recover(byte[] signature, byte[] hash) {
        int header = signature[0] - FIRST_HEADER;
        byte[] compact = Arrays.copyOfRange(signature, 1, 65);
        return PublicKey.recover(hash, new RecoverableSignature(compact, header & 3))
                .map(key -> (header & 4) != 0 ? key.compressed() : key.uncompressed())
                .orElse(null);
    }
}
