package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenFlagFileTest {

    @TempDir
    Path folder;

    private StoreFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new StoreFixture(folder);
    }

    /** Leaves a file that says 25 % and a previous generation that says 10 %. */
    private void twoGenerations() throws Exception {
        try (FileFlagStore store = fixture.open()) {
            store.change(StoreFixture.to("10"));
            store.change(StoreFixture.to("25"));
        }
    }

    @Test
    void aCutAtAnyByteIsSeen() throws Exception {
        twoGenerations();
        byte[] whole = Files.readAllBytes(fixture.file);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FlagDocument.parse(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aChangeOfAnyByteIsSeen() throws Exception {
        twoGenerations();
        byte[] whole = Files.readAllBytes(fixture.file);

        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {1, 0x20, 0x80}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) flip;
                assertThatThrownBy(() -> FlagDocument.parse(changed))
                        .as("byte %d", at)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void startsWithThePreviousGenerationWhereverTheFileWasCut() throws Exception {
        twoGenerations();
        byte[] whole = Files.readAllBytes(fixture.file);
        byte[] previous = Files.readAllBytes(fixture.previous);

        for (int length : someLengths(whole)) {
            Files.write(fixture.file, Arrays.copyOf(whole, length));
            Files.write(fixture.previous, previous);
            try (FileFlagStore store = fixture.open()) {
                assertThat(store.current().of("chain").percent())
                        .as("cut at byte %d", length)
                        .isEqualTo(Share.parse("10"));
                assertThat(store.current().nativeAllowed()).isTrue();
            }
        }
        assertThat(fixture.verify().intact()).isTrue();
    }

    @Test
    void aRunningProcessKeepsItsStateAndMendsTheFileWhereverItWasCut() throws Exception {
        twoGenerations();
        try (FileFlagStore store = fixture.open()) {
            Flags inForce = store.current();
            byte[] whole = Files.readAllBytes(fixture.file);
            for (int length : someLengths(whole)) {
                Files.write(fixture.file, Arrays.copyOf(whole, length));
                store.tend();

                assertThat(store.current()).isEqualTo(inForce);
                assertThat(FlagDocument.parse(Files.readAllBytes(fixture.file)).flags())
                        .isEqualTo(inForce);
            }
        }
    }

    @Test
    void aChangeOverABrokenFileDoesNotMakeItThePreviousGeneration() throws Exception {
        twoGenerations();
        try (FileFlagStore store = fixture.open()) {
            Files.writeString(fixture.file, "{}");
            store.change(StoreFixture.to("50"));
        }

        assertThat(FlagDocument.parse(Files.readAllBytes(fixture.previous))
                        .flags()
                        .of("chain")
                        .percent())
                .isEqualTo(Share.parse("10"));
    }

    @Test
    void withoutAnyGoodGenerationEverythingGoesToPython() throws Exception {
        twoGenerations();
        Files.writeString(fixture.file, "{");
        Files.writeString(fixture.previous, "");

        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current()).isEqualTo(Flags.PYTHON_ONLY);
            assertThat(store.audit(record -> true, 1).getFirst().event().action())
                    .isEqualTo("state.read");
        }
    }

    @Test
    void aLostFileIsNotAFirstStart() throws Exception {
        twoGenerations();
        Files.delete(fixture.file);
        Files.delete(fixture.previous);

        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current().nativeAllowed()).isFalse();
        }
    }

    @Test
    void theFirstStartAllowsNativeAndGivesItNothing() throws Exception {
        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current().nativeAllowed()).isTrue();
            assertThat(store.current().of("chain").percent()).isEqualTo(Share.NONE);
        }
    }

    @Test
    void whatAKilledWriterLeftDoesNotMatter() throws Exception {
        twoGenerations();
        Files.writeString(folder.resolve("flags.json.tmp"), "{\"format\" : 1,\n  \"gener");
        Files.createLink(folder.resolve("flags.previous.tmp"), fixture.previous);
        Files.delete(fixture.previous); // killed between the two renames: both names are one file
        Files.createLink(fixture.previous, fixture.file);

        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("25"));
            store.change(StoreFixture.to("50"));
        }
        try (FileFlagStore again = fixture.open()) {
            assertThat(again.current().of("chain").percent()).isEqualTo(Share.parse("50"));
        }
        assertThat(FlagDocument.parse(Files.readAllBytes(fixture.previous))
                        .flags()
                        .of("chain")
                        .percent())
                .isEqualTo(Share.parse("25"));
    }

    @Test
    void aMissingMasterFlagMeansNotAllowed() throws Exception {
        twoGenerations();
        String text = Files.readString(fixture.file);
        String without =
                text.substring(0, text.indexOf("  \"sha256\"")).replaceFirst("  \"nativeAllowed\" : true,\n", "");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(without.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                fixture.file, without + "  \"sha256\" : \"" + HexFormat.of().formatHex(hash) + "\"\n}\n");

        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current().nativeAllowed()).isFalse();
            assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("25"));
        }
    }

    /** Every cut is seen, says a test above; these cost the disk several writes each. */
    private static int[] someLengths(byte[] whole) {
        return IntStream.range(0, whole.length)
                .filter(length -> length % 23 == 0 || length < 3 || length > whole.length - 4)
                .toArray();
    }
}
