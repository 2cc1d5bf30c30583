package turnout.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.util.ArrayList;
import java.util.List;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.SignMessageRequest;
import turnout.options.v1.OptionsProto;

/**
 * Calls of every operation of the keys component that carry known secrets: good ones by hand, and for each operation what
 * comes of putting each secret into all of its sensitive fields, most of which is refused.
 */
final class KeyCalls {

    static final String MNEMONIC = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    static final String PASSPHRASE = "correct horse battery staple";
    static final String XPRV =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    static final String WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k";
    static final ByteString KEY =
            ByteString.fromHex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef");
    static final ByteString ENTROPY = ByteString.fromHex("9e885d952ad362caeb4efe34a8e91bd2");

    private static final List<String> TEXTS = List.of(MNEMONIC, PASSPHRASE, XPRV, WIF, XPRV + "x", "x" + WIF);
    private static final List<ByteString> BYTES = List.of(KEY, ENTROPY, KEY.concat(ENTROPY));

    record Call(MethodDescriptor<Message, Message> method, Message request) {}

    private KeyCalls() {}

    static List<Call> all() {
        List<Call> calls = new ArrayList<>(good());
        for (MethodDescriptor<?, ?> method :
                KeysServiceGrpc.getServiceDescriptor().getMethods()) {
            Message empty = (Message) ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
            TEXTS.forEach(text -> calls.add(call(method, filled(empty, text, KEY))));
            BYTES.forEach(bytes -> calls.add(call(method, filled(empty, WIF, bytes))));
        }
        return calls;
    }

    static void addTo(Traces traces) {
        traces.addWords("the mnemonic", MNEMONIC);
        traces.addText("the passphrase", PASSPHRASE);
        traces.addText("the extended key", XPRV);
        traces.addText("the key's text", WIF);
        traces.addBytes("the key", KEY.toByteArray());
        traces.addBytes("the entropy", ENTROPY.toByteArray());
    }

    private static List<Call> good() {
        return List.of(
                call(
                        KeysServiceGrpc.getDeriveKeyMethod(),
                        DeriveKeyRequest.newBuilder()
                                .setExtendedKey(XPRV)
                                .setPath("m/84h/0h")
                                .build()),
                call(
                        KeysServiceGrpc.getParseExtendedKeyMethod(),
                        ParseExtendedKeyRequest.newBuilder()
                                .setExtendedKey(XPRV)
                                .build()),
                call(
                        KeysServiceGrpc.getGenerateMnemonicMethod(),
                        GenerateMnemonicRequest.newBuilder()
                                .setEntropy(ENTROPY)
                                .setLanguage(Language.LANGUAGE_JAPANESE)
                                .build()),
                call(
                        KeysServiceGrpc.getMnemonicToSeedMethod(),
                        MnemonicToSeedRequest.newBuilder()
                                .setMnemonic(MNEMONIC)
                                .setPassphrase(PASSPHRASE)
                                .build()),
                call(
                        KeysServiceGrpc.getSignMessageMethod(),
                        SignMessageRequest.newBuilder()
                                .setNetwork(Network.NETWORK_MAINNET)
                                .addPrivateKeys(WIF)
                                .setAddress("bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l")
                                .build()));
    }

    /** A request with secrets in all sensitive fields, and something plausible in every other one. */
    private static Message filled(Message empty, String text, ByteString bytes) {
        Message.Builder request = empty.newBuilderForType();
        for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
            boolean isSensitive =
                    field.getOptions().getExtension(OptionsProto.rules).getSensitive();
            Object value = switch (field.getJavaType()) {
                case STRING -> isSensitive ? text : "m/0";
                case BYTE_STRING -> isSensitive ? bytes : ByteString.fromHex("11".repeat(32));
                case ENUM -> field.getEnumType().getValues().get(1);
                default -> null;
            };
            if (value != null && field.isRepeated()) {
                request.addRepeatedField(field, value);
            } else if (value != null) {
                request.setField(field, value);
            }
        }
        return request.build();
    }

    @SuppressWarnings("unchecked") // Every request and reply of the contract is a message.
    private static Call call(MethodDescriptor<?, ?> method, Message request) {
        return new Call((MethodDescriptor<Message, Message>) method, request);
    }

    /** Adds what a reply's sensitive fields hold. */
    static void addReply(Traces traces, Message reply) {
        reply.getAllFields().forEach((field, value) -> {
            if (field.getOptions().getExtension(OptionsProto.rules).getSensitive()) {
                addValue(traces, reply.getDescriptorForType().getName() + "." + field.getName(), value);
            }
        });
    }

    private static void addValue(Traces traces, String name, Object value) {
        switch (value) {
            case String text when text.indexOf(' ') > 0 || text.indexOf('\u3000') > 0 -> traces.addWords(name, text);
            case String text -> traces.addText(name, text);
            case ByteString bytes -> traces.addBytes(name, bytes.toByteArray());
            case List<?> values -> values.forEach(one -> addValue(traces, name, one));
            default -> throw new IllegalStateException(name + " holds a secret of a kind that is new here");
        }
    }
}
