package turnout.router.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

    @Test
    void countsInsertionsDeletionsReplacementsAndSwaps() {
        assertThat(Suggestion.distance("listen", "listen")).isZero();
        assertThat(Suggestion.distance("listn", "listen")).isOne();
        assertThat(Suggestion.distance("lisstens", "listen")).isEqualTo(2);
        assertThat(Suggestion.distance("lisetn", "listen")).isOne();
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Suggestion.nearest("gateway.lstn", List.of("ops.listen", "gateway.listen")))
                .contains("gateway.listen");
        assertThat(Suggestion.nearest("ledger", List.of("gateway", "node"))).isEmpty();
    }
}
