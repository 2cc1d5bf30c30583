package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import turnout.router.call.Body;

class BucketingVectorsTest {

    private static final Path VECTORS = Path.of("..", "proto", "vectors", "bucketing.json");

    @Test
    void findsEveryBucketThatTheIndependentImplementationFound() {
        JsonNode vectors = JsonMapper.shared().readTree(VECTORS);

        assertThat(vectors.size()).isGreaterThanOrEqualTo(1_000);
        for (JsonNode vector : vectors) {
            Salt salt = Arrays.stream(Salt.values())
                    .filter(value -> value.text().equals(vector.get("salt").asString()))
                    .findAny()
                    .orElseThrow();
            String component = vector.get("component").asString();
            byte[] key = HexFormat.of().parseHex(vector.get("key").asString());
            long hash = Integer.toUnsignedLong(salt.of(component).hash(Body.of(key), 0, key.length));
            assertThat(hash).as(vector.toString()).isEqualTo(vector.get("hash").asLong());
            assertThat(Bucket.of(salt, component, key))
                    .as(vector.toString())
                    .isEqualTo(vector.get("bucket").asInt());
        }
    }
}
