package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {

    @Test
    void readsBackEveryShareThatItWrites() {
        for (int basisPoints = 0; basisPoints <= 10_000; basisPoints++) {
            Share share = new Share(basisPoints);

            assertThat(Share.parse(share.text())).isEqualTo(share);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12.5, 1250", "12.50, 1250", "100, 10000", "100.00, 10000", "00, 0", "0.01, 1"})
    void readsPercent(String text, int basisPoints) {
        assertThat(Share.parse(text).basisPoints()).isEqualTo(basisPoints);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "-1", "abc", "", " ", "1e1", "10.001", "100.01", "+5", "5%", "٣", "NaN", ".5", "5."})
    void refusesWhatIsNoPercentageWithASentence(String text) {
        assertThatThrownBy(() -> Share.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a number from 0 to 100");
    }
}
