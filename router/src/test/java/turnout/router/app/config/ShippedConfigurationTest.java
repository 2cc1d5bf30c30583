package turnout.router.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The file that people read and the table that the program reads must not drift apart. */
final class ShippedConfigurationTest {

    private static final Path FILE = Path.of("../rollout-config/turnout.yaml");
    private static final Places PLACES = new Places(Path.of(".."), Path.of(".."));

    @Test
    void setsEveryKeyToItsDefault() throws Exception {
        Configuration shipped = ConfigurationReader.read(PLACES, Optional.of(FILE), Map.of(), Map.of());
        Configuration defaults = ConfigurationReader.read(PLACES, Optional.empty(), Map.of(), Map.of());

        assertThat(shipped.settings()).isEqualTo(defaults.settings());
        assertThat(shipped.effective()).noneMatch(Setting::isDefault);
    }

    @Test
    void explainsEveryKeyAsTheTableDoes() throws Exception {
        String text = Files.readString(FILE);
        List<String> words = Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.equals("#"))
                .toList();
        String flowing = String.join(" ", words);

        assertThat(Keys.ALL).allSatisfy(key -> {
            String name = key.path().substring(key.path().lastIndexOf('.') + 1);
            assertThat(flowing).contains(key.reason() + " " + name + ":");
        });
    }

    @Test
    void givesEveryKeyAVariableOfItsOwn() {
        Set<String> variables = new HashSet<>();

        assertThat(Keys.ALL).allMatch(key -> variables.add(key.variable()));
    }
}
