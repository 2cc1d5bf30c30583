package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagLockTest {

    @TempDir
    Path folder;

    @Test
    void aSecondWriterInTheSameProcessIsRefused() throws Exception {
        var fixture = new StoreFixture(folder);
        try (FileFlagStore store = fixture.open()) {
            assertThatThrownBy(fixture::open).isInstanceOf(FlagFileInUse.class);
            assertThat(anotherProcess())
                    .as("the refusal did not give the lock away")
                    .isEqualTo("refused");
            assertThat(store.current().nativeAllowed()).isTrue();
        }
        assertThat(anotherProcess()).isEqualTo("opened");
    }

    @Test
    void anotherProcessIsRefusedUntilTheLockIsGivenUp() throws Exception {
        var fixture = new StoreFixture(folder);
        try (FileFlagStore store = fixture.open()) {
            store.change(StoreFixture.to("10")); // renames the flag file, never the lock
            assertThat(anotherProcess()).isEqualTo("refused");
        }
        assertThat(anotherProcess()).isEqualTo("opened");
        try (FileFlagStore store = fixture.open()) {
            assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("10"));
        }
    }

    /** What it said, once it is gone. */
    private String anotherProcess() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            assertThat(process.waitFor()).isZero();
            return String.valueOf(line);
        }
    }

    /** What the other process does. */
    static final class Other {
        public static void main(String[] folder) throws IOException {
            try (FileFlagStore store = new StoreFixture(Path.of(folder[0])).open()) {
                System.out.println(store.components().isEmpty() ? "empty" : "opened");
            } catch (FlagFileInUse inUse) {
                System.out.println("refused");
            }
        }
    }
}
