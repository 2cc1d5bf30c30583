package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({"20s, 20000000000", "1m30s, 90000000000", "250ms, 250000000", "1.5h, 5400000000000", "0s, 0"})
    void readsWhatGhzTakes(String text, long nanos) {
        assertThat(new GoDuration().convert(text).toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "5sec", "-1s", "s", "1s x", "999999999h"})
    void refusesAnythingElseWithTheValue(String text) {
        assertThatThrownBy(() -> new GoDuration().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("\"" + text + "\" is not a duration (expected:");
    }
}
