package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    @TempDir
    Path folder;

    private Path path;
    private TokenFile file;

    @BeforeEach
    void begin() {
        path = folder.resolve("ops.tokens");
        file = new TokenFile(path);
    }

    @Test
    void keepsNoTokenOnlyWhatTellsItAgain() throws Exception {
        String token = file.add("otto", AccessRole.OPERATOR);

        assertThat(Files.readString(path)).startsWith("otto operator ").doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        Tokens tokens = Tokens.open(OpsToken.loadOrCreate(folder.resolve("ops.token")), file, entries -> {});
        assertThat(tokens.holder(token)).hasValueSatisfying(person -> {
            assertThat(person.name()).isEqualTo("otto");
            assertThat(person.role()).isEqualTo(AccessRole.OPERATOR);
        });
        assertThat(tokens.holder(token + "x")).isEmpty();
    }

    @Test
    void seesWhoWasAddedAndRemovedWithoutARestart() throws Exception {
        Tokens tokens = Tokens.open(OpsToken.loadOrCreate(folder.resolve("ops.token")), file, entries -> {});

        String token = file.add("vera", AccessRole.VIEWER);
        assertThat(tokens.holder(token)).isPresent();
        file.remove("vera");

        assertThat(tokens.holder(token)).isEmpty();
        assertThat(file.remove("vera")).isFalse();
    }

    @Test
    void refusesASecondTokenOfANameAndNamesThatAreNone() throws Exception {
        file.add("otto", AccessRole.OPERATOR);

        assertThatThrownBy(() -> file.add("otto", AccessRole.ADMINISTRATOR))
                .hasMessageContaining("has a token already");
        assertThatThrownBy(() -> file.add("a b", AccessRole.VIEWER)).hasMessageContaining("not a name");
    }

    @Test
    void saysWhichLineIsWrongAndNotWhatItHolds() throws Exception {
        file.add("otto", AccessRole.OPERATOR);
        Files.writeString(path, Files.readString(path) + "vera boss " + "0".repeat(64) + "\n");

        assertThatThrownBy(file::entries).hasMessageContaining("ops.tokens:2").hasMessageContaining("no role");
    }

    @Test
    void trustsNoFileThatOthersMayWrite() throws Exception {
        String token = file.add("otto", AccessRole.ADMINISTRATOR);
        Tokens tokens = Tokens.open(OpsToken.loadOrCreate(folder.resolve("ops.token")), file, entries -> {});
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(file::entries).hasMessageContaining("mode 600");
        assertThat(tokens.holder(token)).isEmpty();
    }
}
