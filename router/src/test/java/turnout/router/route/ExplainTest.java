package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static turnout.router.call.EngineName.NATIVE;
import static turnout.router.call.EngineName.PYTHON;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import turnout.rollout.flags.Share;

class ExplainTest {

    private static final int BUCKET = Bucket.of(Salt.ROLLOUT, "keyed", "alice".getBytes(StandardCharsets.UTF_8));

    @Test
    void saysWhereAKeyGoesAtAPercentage() {
        Explain explain = explain(Share.NONE);

        var below = explain.answer(KeyedContract.READ_BY_TEXT, "alice", Optional.of(new Share(BUCKET)));
        var above = explain.answer(KeyedContract.READ_BY_TEXT, "alice", Optional.of(new Share(BUCKET + 1)));

        assertThat(below.bucket()).isEqualTo(above.bucket()).isEqualTo(BUCKET);
        assertThat(below.route().engine()).isEqualTo(PYTHON);
        assertThat(above.route().engine()).isEqualTo(NATIVE);
    }

    @Test
    void saysWhereAKeyGoesUnderTheFlags() {
        var answer = explain(Share.ALL).answer(KeyedContract.WRITE_WITHOUT_KEY, "alice", Optional.empty());

        assertThat(answer.route()).isEqualTo(new Route(NATIVE, RouteReason.PERCENT, Share.ALL, 7));
        assertThat(answer.bucket()).isEqualTo(BUCKET);
    }

    @Test
    void readsAKeyAsItsFieldsTypeIsWritten() {
        Explain explain = explain(Share.parse("50"));

        assertThat(explain.answer("test.Keyed/Read_type_bytes", "616c696365", Optional.empty())
                        .bucket())
                .isEqualTo(BUCKET);
        assertThat(explain.answer("test.Keyed/Read_type_uint64", "18446744073709551615", Optional.empty())
                        .bucket())
                .isEqualTo(explain.answer("test.Keyed/Read_type_sint64", "-1", Optional.empty())
                        .bucket());
    }

    @Test
    void refusesWhatItCannotExplain() {
        Explain explain = explain(Share.parse("50"));

        assertThatThrownBy(() -> explain.answer("test.Keyed/Nothing", "k", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"test.Keyed/Nothing\" is no operation of the contract");
        assertThatThrownBy(() -> explain.answer("test.Keyed/Read_type_int32", "many", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"many\" is no value of the key field test.Request.type_int32, which is of type int32");
        assertThatThrownBy(() -> explain.answer(KeyedContract.READ_BY_TEXT, "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counts as no key");
    }

    private static Explain explain(Share percent) {
        return new Explain(
                KeyedContract.operations(), KeyedContract.names(), RoutingTableTest.flags(percent), Overrides.NONE);
    }
}
