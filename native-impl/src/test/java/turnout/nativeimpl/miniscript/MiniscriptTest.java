package turnout.nativeimpl.miniscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import turnout.nativeimpl.codec.Slice;

class MiniscriptTest {

    @Test
    void saysWhichMiniscriptEveryScriptOfOurVectorsIs() throws IOException {
        for (JsonNode vector : vectors()) {
            assertThat(Miniscript.of(Slice.ofHex(vector.get("script").stringValue()))
                            .orElse(""))
                    .as(vector.get("name").stringValue())
                    .isEqualTo(vector.get("miniscript").stringValue());
        }
    }

    @Test
    void answersWhateverTheBytesAre() throws IOException {
        long seed = 20_261_125;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (JsonNode vector : vectors()) {
            byte[] script = Slice.ofHex(vector.get("script").stringValue())
                    .toByteArray()
                    .clone();
            for (int i = 0; i < 50 && script.length > 0; i++) {
                script[random.nextInt(script.length)] = (byte) random.nextInt(256);
                assertThat(Miniscript.of(Slice.of(script.clone()))).isNotNull();
            }
        }
    }

    @Test
    void descendsNoDeeperThanOperationsAreAllowed() {
        byte[] wrappers = new byte[3_600];
        Arrays.fill(wrappers, 1, wrappers.length, (byte) 0x92);

        assertThat(Miniscript.of(Slice.of(wrappers))).isEmpty();
    }

    private static JsonNode vectors() throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(Path.of("../proto/vectors/miniscript.json")));
    }
}
