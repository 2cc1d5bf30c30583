package turnout.router.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.UnknownWord;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.router.compare.ComparedReply;

/** What the contract calls sensitive reaches no file, wherever an engine put it. */
class SensitiveValuesTest {

    private static final String MNEMONIC =
            "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final String XPRV =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5";
    private static final ByteString SEED = ByteString.copyFromUtf8("sixteen secret b");
    private static final ByteString PRIVATE_KEY = ByteString.copyFromUtf8("thirty-two bytes of private key!");

    private static final String DERIVE = "turnout.keys.v1.KeysService/DeriveKey";
    private static final String VALIDATE = "turnout.keys.v1.KeysService/ValidateMnemonic";

    @TempDir
    Path folder;

    @Test
    void areWrittenAsDigestsOnly() throws IOException {
        DeriveKeyResponse reply = DeriveKeyResponse.newBuilder()
                .setExtendedPrivateKey(XPRV)
                .setPrivateKey(PRIVATE_KEY)
                .setDepth(1)
                .build();

        Exemplar exemplar = written(Disagreements.of(
                DERIVE,
                DeriveKeyRequest.newBuilder().setSeed(SEED).setPath("m/0").build(),
                answer(reply),
                answer(reply.toBuilder()
                        .setExtendedPrivateKey(XPRV + "x")
                        .setDepth(2)
                        .build()),
                Disagreements.START));

        assertThat(exemplar.notReplayable()).isNotEmpty();
        assertThat(exemplar.request().digests()).containsOnlyKeys("seed");
        DeriveKeyRequest kept = DeriveKeyRequest.parseFrom(exemplar.request().bytes());
        assertThat(kept.getPath()).isEqualTo("m/0");
        assertThat(kept.getSeed().toStringUtf8())
                .isEqualTo("digest:" + Disagreements.DIGESTS.digest(SEED.toByteArray()));
        assertThat(DeriveKeyResponse.parseFrom(exemplar.served().body().bytes()).getDepth())
                .isEqualTo(1);
    }

    @Test
    void areFoundInFieldsWhereTheyDoNotBelong() throws IOException {
        DeriveKeyResponse reply = DeriveKeyResponse.newBuilder()
                .setExtendedPublicKey("xpub")
                .setPublicKey(PRIVATE_KEY)
                .build();

        Exemplar exemplar = written(Disagreements.of(
                DERIVE,
                DeriveKeyRequest.newBuilder().setExtendedKey(XPRV).setPath(XPRV).build(),
                answer(reply.toBuilder().setPrivateKey(PRIVATE_KEY).build()),
                answer(reply.toBuilder()
                        .setExtendedPublicKey(XPRV)
                        .setPublicKey(ByteString.copyFromUtf8("x".repeat(100) + XPRV))
                        .build()),
                Disagreements.START));

        assertThat(exemplar.request().remark()).startsWith("withheld");
        assertThat(exemplar.served().body().remark()).startsWith("withheld");
        assertThat(exemplar.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.other().startsWith("digest:"));
    }

    @Test
    void areTakenOutOfLists() throws IOException {
        ValidateMnemonicResponse reply = ValidateMnemonicResponse.newBuilder()
                .addUnknownWords(UnknownWord.newBuilder().setPosition(3).addSuggestions("sausage"))
                .build();

        Exemplar exemplar = written(Disagreements.of(
                VALIDATE,
                ValidateMnemonicRequest.newBuilder().setMnemonic(MNEMONIC).build(),
                answer(reply),
                answer(reply.toBuilder().setValid(true).build()),
                Disagreements.START));

        ValidateMnemonicResponse kept =
                ValidateMnemonicResponse.parseFrom(exemplar.served().body().bytes());
        assertThat(kept.getUnknownWords(0).getSuggestions(0)).startsWith("digest:");
        assertThat(kept.getUnknownWords(0).getPosition()).isEqualTo(3);
    }

    @Test
    void areNotInTheTextsOfFailures() throws IOException {
        Status status = Status.newBuilder()
                .setCode(3)
                .setMessage("no such word in " + MNEMONIC)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("turnout")
                        .setReason("FIELD_REQUIRED")
                        .putMetadata("value", MNEMONIC)
                        .build()))
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(
                                FieldViolation.newBuilder().setField("mnemonic").setDescription(MNEMONIC))
                        .build()))
                .build();

        Exemplar exemplar = written(Disagreements.of(
                VALIDATE,
                ValidateMnemonicRequest.newBuilder().setMnemonic(MNEMONIC).build(),
                ComparedReply.failure(3, status.toByteArray()),
                ComparedReply.failure(5, new byte[0]),
                Disagreements.START));

        Status kept = Status.parseFrom(exemplar.served().details().bytes());
        assertThat(kept.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("FIELD_REQUIRED");
        assertThat(kept.getDetails(1)
                        .unpack(BadRequest.class)
                        .getFieldViolations(0)
                        .getField())
                .isEqualTo("mnemonic");
    }

    @Test
    void couldBeInWhatTheContractDoesNotDescribe() throws IOException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(MNEMONIC))
                                .build())
                .build();

        Exemplar exemplar = written(Disagreements.of(
                VALIDATE,
                ValidateMnemonicRequest.newBuilder()
                        .setMnemonic("m")
                        .setUnknownFields(unknown)
                        .build(),
                answer(ValidateMnemonicResponse.getDefaultInstance()),
                ComparedReply.answer(ByteString.copyFromUtf8("\377" + MNEMONIC).toByteArray()),
                Disagreements.START));

        assertThat(exemplar.other().body().bytes()).isEmpty();
        assertThat(exemplar.other().body().remark()).startsWith("malformed");
        assertThat(exemplar.request().digests()).containsKey("unknown fields");
    }

    private static ComparedReply answer(com.google.protobuf.Message reply) {
        return ComparedReply.answer(reply.toByteArray());
    }

    /** Written by the journal itself, wrong answer included; then no file may hold any of the values in any guise. */
    private Exemplar written(Mismatch mismatch) throws IOException {
        assertThat(mismatch.comparison().diverged()).isTrue();
        JournalRules rules = JournalRules.of(folder.resolve("mismatches"), 1 << 20, 5);
        try (MismatchJournal journal =
                MismatchJournal.open(rules, Disagreements.DIGESTS, () -> Disagreements.VERSIONS)) {
            journal.add(mismatch);
        }
        List<Path> files = Disagreements.files(rules.directory());
        assertThat(files).hasSize(2);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            assertHoldsNothing(new String(bytes, ISO_8859_1));
            Frames.scan(bytes, (offset, payload) -> assertHoldsNothing(decoded(new String(payload, ISO_8859_1))));
        }
        MismatchStore store = MismatchStore.open(rules);
        return store.find(store.clusters().getFirst().exemplars().getFirst()).orElseThrow();
    }

    private static void assertHoldsNothing(String text) {
        for (String secret : List.of(MNEMONIC, XPRV, SEED.toStringUtf8(), PRIVATE_KEY.toStringUtf8(), "sausage")) {
            assertThat(text).doesNotContain(secret);
            assertThat(text).doesNotContain(HexFormat.of().formatHex(secret.getBytes(ISO_8859_1)));
        }
    }

    /** Everything in it that is base64, decoded. */
    private static String decoded(String text) {
        List<String> all = new ArrayList<>();
        for (String part : text.split("\"", -1)) {
            try {
                all.add(new String(Base64.getDecoder().decode(part), ISO_8859_1));
            } catch (IllegalArgumentException e) {
                continue; // not base64
            }
        }
        return String.join("\n", all);
    }
}
