package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.curve.RecoverableSignature;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.AddressKind;
import turnout.nativeimpl.signedmessage.Challenge;
import turnout.nativeimpl.signedmessage.ChallengeSigner;
import turnout.nativeimpl.signedmessage.LegacyMessage;
import turnout.nativeimpl.signedmessage.SigningKey;
import turnout.nativeimpl.signedmessage.VirtualTransactions;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.script.v1.SignedMessageFormat;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

class VerifySignedMessageTest {

    private static final Slice NOTHING = Slice.of(new byte[0]);
    private static final PrivateKey KEY = PrivateKey.of(
                    HexFormat.of().parseHex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef"))
            .orElseThrow();
    private static final Slice PUBLIC_KEY = Slice.of(KEY.publicKey().compressed());
    private static final Slice KEY_HASH = Slice.of(Hashes.hash160(PUBLIC_KEY));

    @Test
    void acceptsEverySimpleSignatureOfBip322() throws Refusal {
        int count = 0;
        for (JsonNode vector : Vectors.json("bips/bip322_basic.json").get("simple")) {
            for (JsonNode signature : vector.get("bip322_signatures")) {
                VerifyMessageResponse answer = verify(
                        vector.get("address").stringValue(),
                        vector.get("message").stringValue(),
                        signature.stringValue());

                assertThat(answer.getValid()).isTrue();
                assertThat(answer.getFormat()).isEqualTo(SignedMessageFormat.SIGNED_MESSAGE_FORMAT_SIMPLE);
                count++;
            }
        }
        assertThat(count).isEqualTo(6);
    }

    @Test
    void namesTheVirtualTransactionsOfBip322() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip322_basic.json").get("tx_hashes")) {
            VerifyMessageResponse answer = verify(
                    vector.get("address").stringValue(), vector.get("message").stringValue(), "smpAA==");

            assertThat(CoreJson.hex(answer.getMessageHash()))
                    .isEqualTo(vector.get("message_hash").stringValue());
            assertThat(answer.getToSpendTxid())
                    .isEqualTo(vector.get("to_spend_tx_hash").stringValue());
            assertThat(answer.getToSignTxid())
                    .isEqualTo(vector.get("to_sign_tx_hash").stringValue());
        }
    }

    @Test
    void takesNoErroneousSignatureOfBip322() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip322_basic.json").get("error")) {
            String address = vector.get("address").stringValue();
            String message = vector.get("message").stringValue();
            String signature = vector.get("signature").stringValue();
            if (vector.get("error_substr").stringValue().equals("invalid signature")) {
                assertThat(verify(address, message, signature).getFailure())
                        .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_SCRIPT);
            } else {
                Reason reason = signature.isEmpty() ? Reason.FIELD_REQUIRED : Reason.SIGNATURE_MALFORMED;
                assertThat(Refused.by(() -> verify(address, message, signature)))
                        .isEqualTo(new Refused(reason, "signature"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AddressKind.class)
    void acceptsWhatIsSignedForEveryKindOfAddressAndForNoOtherMessage(AddressKind kind) throws Refusal {
        Challenge challenge = challenge(kind);
        RawTransaction toSign = sign(challenge, "hello");

        VerifyMessageResponse answer = verify(address(challenge.scriptPubKey()), "hello", full(toSign.bytes()));

        assertThat(answer.getValid()).isTrue();
        assertThat(answer.getFormat()).isEqualTo(SignedMessageFormat.SIGNED_MESSAGE_FORMAT_FULL);
        assertThat(verify(address(challenge.scriptPubKey()), "hallo", full(toSign.bytes()))
                        .getFailure())
                .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_TO_SIGN);
    }

    @Test
    void aToSignOfAnotherVersionIsInconclusive() throws Refusal {
        byte[] bytes =
                sign(challenge(AddressKind.P2WSH_MULTISIG), "hello").bytes().toByteArray();
        Slice anyone = OutputScript.witness(2, KEY_HASH);
        RawTransaction toSpend = VirtualTransactions.toSpend(VirtualTransactions.messageHash("m"), anyone);
        byte[] upgrade =
                VirtualTransactions.toSign(toSpend, NOTHING, List.of()).bytes().toByteArray();

        assertThat(verify(address(anyone), "m", full(Slice.of(upgrade))).getFailure())
                .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_INCONCLUSIVE);
        bytes[0] = 2;
        assertThat(verify(address(challenge(AddressKind.P2WSH_MULTISIG).scriptPubKey()), "hello", full(Slice.of(bytes)))
                        .getFailure())
                .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_SCRIPT);
    }

    @Test
    void forbidsCodeSeparatorsAndOtherHashTypes() throws Refusal {
        Slice script = new ByteWriter(2).write(0xab).write(0x51).toSlice();
        Slice address = OutputScript.witness(0, Slice.of(Hashes.sha256(script)));
        RawTransaction toSpend = VirtualTransactions.toSpend(VirtualTransactions.messageHash("m"), address);

        RawTransaction toSign = VirtualTransactions.toSign(toSpend, NOTHING, List.of(script));

        assertThat(verify(address(address), "m", full(toSign.bytes())).getFailure())
                .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_SCRIPT);
    }

    @Test
    void takesTheHeadersOfBip137ForTheirOwnAddressesOnly() throws Refusal {
        RecoverableSignature signature = KEY.signRecoverable(LegacyMessage.hash("hello"));
        String legacy = address(OutputScript.pubkeyHash(KEY_HASH));
        String nested = address(challenge(AddressKind.P2SH_P2WPKH).scriptPubKey());
        String witness = address(OutputScript.witness(0, KEY_HASH));

        assertThat(verify(legacy, "hello", recoverable(31, signature)).getValid())
                .isTrue();
        assertThat(verify(nested, "hello", recoverable(35, signature)).getValid())
                .isTrue();
        assertThat(verify(witness, "hello", recoverable(39, signature)).getValid())
                .isTrue();
        assertThat(verify(witness, "hello", recoverable(39, signature)).getFormat())
                .isEqualTo(SignedMessageFormat.SIGNED_MESSAGE_FORMAT_BIP137);
        for (int header : new int[] {27, 31, 35}) {
            assertThat(verify(witness, "hello", recoverable(header, signature)).getFailure())
                    .isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_OTHER_KEY);
        }
        for (int header : new int[] {27, 31, 39}) {
            assertThat(verify(nested, "hello", recoverable(header, signature)).getValid())
                    .isFalse();
        }
    }

    private static Challenge challenge(AddressKind kind) {
        List<SigningKey> keys = List.of(new SigningKey(KEY, PUBLIC_KEY));
        Slice multisig = new ByteWriter(40)
                .write(0x51)
                .writeSized(PUBLIC_KEY)
                .write(0x51)
                .write(0xae)
                .toSlice();
        Slice program = OutputScript.witness(0, Slice.of(Hashes.sha256(multisig)));
        Slice keyProgram = OutputScript.witness(0, KEY_HASH);
        return switch (kind) {
            case P2PKH -> new Challenge(kind, OutputScript.pubkeyHash(KEY_HASH), NOTHING, keys);
            case P2WPKH -> new Challenge(kind, keyProgram, NOTHING, keys);
            case P2SH_P2WPKH -> new Challenge(kind, scriptHash(keyProgram), NOTHING, keys);
            case P2TR -> {
                OutputKey output = Objects.requireNonNull(OutputKey.of(PUBLIC_KEY.slice(1, 32), NOTHING));
                yield new Challenge(kind, OutputScript.witness(1, output.x()), NOTHING, keys);
            }
            case P2SH_MULTISIG -> new Challenge(kind, scriptHash(multisig), multisig, keys);
            case P2WSH_MULTISIG -> new Challenge(kind, program, multisig, keys);
            case P2SH_P2WSH_MULTISIG -> new Challenge(kind, scriptHash(program), multisig, keys);
        };
    }

    private static Slice scriptHash(Slice script) {
        return OutputScript.scriptHash(Slice.of(Hashes.hash160(script)));
    }

    private static RawTransaction sign(Challenge challenge, String message) {
        byte[] hash = VirtualTransactions.messageHash(message);
        return ChallengeSigner.sign(challenge, VirtualTransactions.toSpend(hash, challenge.scriptPubKey()));
    }

    private static String address(Slice script) {
        return Objects.requireNonNull(new ScriptPrinter(Chain.MAIN).address(ScriptTemplate.of(script)));
    }

    private static String full(Slice toSign) {
        return "ful" + Base64.getEncoder().encodeToString(toSign.toByteArray());
    }

    private static String recoverable(int firstHeader, RecoverableSignature signature) {
        byte[] bytes = new ByteWriter(65)
                .write(firstHeader + signature.recoveryId())
                .write(signature.compact())
                .toByteArray();
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static VerifyMessageResponse verify(String address, String message, String signature) throws Refusal {
        return VerifyMessage.answer(VerifyMessageRequest.newBuilder()
                .setAddress(address)
                .setMessage(message)
                .setSignature(signature)
                .setNetwork(Network.NETWORK_MAINNET)
                .build());
    }
}
