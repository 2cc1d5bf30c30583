package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final int LINES = 6;

    @TempDir
    Path folder;

    private StoreFixture fixture;

    @BeforeEach
    void sixChanges() throws Exception {
        fixture = new StoreFixture(folder);
        try (FileFlagStore store = fixture.open()) {
            for (String percent : List.of("10", "25", "50", "100", "0", "5")) {
                store.change(StoreFixture.to(percent));
            }
        }
    }

    @Test
    void whatWasWrittenIsIntact() {
        AuditCheck check = fixture.verify();

        assertThat(check.intact()).as(check.sentence()).isTrue();
        assertThat(check.lines()).isEqualTo(LINES);
    }

    @Test
    void aChangedCharacterIsFoundInItsLine() throws Exception {
        List<String> lines = Files.readAllLines(fixture.audit);
        for (int line = 0; line < LINES; line++) {
            for (int at = 0; at < lines.get(line).length(); at += 7) {
                var text = new StringBuilder(lines.get(line));
                text.setCharAt(at, text.charAt(at) == '7' ? '8' : '7');
                List<String> tampered = new ArrayList<>(lines);
                tampered.set(line, text.toString());
                Files.write(fixture.audit, tampered);

                assertThat(fixture.verify().brokenLine())
                        .as("line %d, character %d", line + 1, at)
                        .hasValue(line + 1);
            }
        }
    }

    @Test
    void aLineTakenOutIsFound() throws Exception {
        List<String> lines = Files.readAllLines(fixture.audit);
        for (int line = 0; line < LINES; line++) {
            List<String> tampered = new ArrayList<>(lines);
            tampered.remove(line);
            Files.write(fixture.audit, tampered);

            assertThat(fixture.verify().brokenLine()).hasValue(line + 1);
        }
    }

    @Test
    void linesInAnotherOrderAreFound() throws Exception {
        List<String> lines = Files.readAllLines(fixture.audit);
        Collections.swap(lines, 2, 3);
        Files.write(fixture.audit, lines);

        assertThat(fixture.verify().brokenLine()).hasValue(3);
    }

    @Test
    void aLogWrittenAnewWithAnotherKeyIsFound() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        var forged = new StoreFixture(other);
        try (FileFlagStore store = forged.open()) {
            store.change(StoreFixture.to("10"));
        }
        Files.write(fixture.audit, Files.readAllBytes(forged.audit));

        assertThat(fixture.verify().brokenLine()).hasValue(1);
    }

    @Test
    void anEmptiedLogIsFoundByTheFlagFile() throws Exception {
        Files.write(fixture.audit, new byte[0]);

        assertThat(AuditLog.verify(fixture.audit).intact())
                .as("by itself it looks new")
                .isTrue();
        assertThat(fixture.verify().intact()).isFalse();
    }

    @Test
    void theNextStartRecordsThatLinesAreMissing() throws Exception {
        List<String> lines = Files.readAllLines(fixture.audit);
        Files.write(fixture.audit, lines.subList(0, LINES - 2));

        try (FileFlagStore store = fixture.open()) {
            AuditEvent event = store.audit(record -> true, 1).getFirst().event();

            assertThat(event.action()).isEqualTo("state.read");
            assertThat(event.reason()).contains("lacks line " + LINES);
        }
    }

    @Test
    void aLineTornByACrashIsCutAndTheChainGoesOn() throws Exception {
        Files.writeString(fixture.audit, "{\"seq\":7,\"time\":\"20", StandardOpenOption.APPEND);
        assertThat(fixture.verify().brokenLine()).hasValue(LINES + 1);

        try (FileFlagStore store = fixture.open()) {
            store.change(StoreFixture.to("10"));
        }

        assertThat(fixture.verify().intact()).as(fixture.verify().sentence()).isTrue();
        assertThat(fixture.verify().lines()).isEqualTo(LINES + 1);
    }

    @Test
    void theKeyIsItsOwnersOnly() throws Exception {
        Path key = folder.resolve("audit.jsonl.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLogWithoutItsKeyIsNotContinued() throws Exception {
        Files.delete(folder.resolve("audit.jsonl.key"));

        assertThatThrownBy(fixture::open).isInstanceOf(IOException.class).hasMessageContaining("key");
        assertThat(fixture.verify().intact()).isFalse();
    }

    @Test
    void showsTheNewestFirstAndNoMoreThanAsked() throws Exception {
        assertThat(AuditLog.show(fixture.audit, record -> record.seq() != 5, 2))
                .extracting(AuditRecord::seq)
                .containsExactly(6L, 4L);
    }
}
