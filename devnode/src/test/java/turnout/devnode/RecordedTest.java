package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.JsonText;
import turnout.nativeimpl.codec.Slice;

/** The comparison that the other tests rest on: it must be able to fail. */
class RecordedTest {
    private static List<String> differences(String expected, String actual) {
        return Recorded.differences(json(expected), json(actual));
    }

    private static Json json(String text) {
        return JsonText.read(Slice.of(text.getBytes(StandardCharsets.UTF_8))).orElseThrow();
    }

    @Test
    void seesWhatDiffers() {
        assertThat(differences("{\"a\":[1,\"x\"]}", "{\"a\":[1,\"x\"]}")).isEmpty();
        assertThat(differences("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")).isNotEmpty();
        assertThat(differences("{\"a\":1}", "{\"a\":1,\"b\":2}")).isNotEmpty();
        assertThat(differences("{\"a\":[1]}", "{\"a\":[1,2]}")).isNotEmpty();
        assertThat(differences("{\"a\":1}", "{\"a\":\"1\"}")).isNotEmpty();
        assertThat(differences("{\"a\":null}", "{\"a\":false}")).isNotEmpty();
    }

    @Test
    void wantsAmountsWithEightDecimalsAndWholeNumbersWithout() {
        assertThat(differences("[2.92e-05]", "[0.00002920]")).isEmpty();
        assertThat(differences("[50.0]", "[50.00000000]")).isEmpty();
        assertThat(differences("[50.0]", "[50.0]")).isEmpty();
        assertThat(differences("[2.92e-05]", "[0.0000292]")).isNotEmpty();
        assertThat(differences("[2.92e-05]", "[0.00002921]")).isNotEmpty();
        assertThat(differences("[5]", "[5.00000000]")).isNotEmpty();
    }
}
