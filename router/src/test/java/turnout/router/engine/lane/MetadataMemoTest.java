package turnout.router.engine.lane;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static turnout.router.engine.lane.GatewayUnderTest.block;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class MetadataMemoTest {

    private final MetadataMemo memo = new MetadataMemo();

    @Test
    void carriesWhatApplicationsSee() {
        byte[] metadata = memo.metadata(block(
                ":method",
                "POST",
                ":path",
                "/a.B/C",
                "te",
                "trailers",
                "content-type",
                "application/grpc",
                "grpc-accept-encoding",
                "gzip",
                "k",
                "v",
                "k",
                "",
                "b-bin",
                "AAE=,/w"));

        assertThat(metadata)
                .isEqualTo(HexFormat.of()
                        .parseHex("010001000000" + "6b76" + "010000000000" + "6b" + "050002000000" + "622d62696e0001"
                                + "050001000000" + "622d62696eff"));
    }

    @Test
    void makesTheSameBlockOnce() {
        byte[] first = memo.metadata(block("k", "v"));

        assertThat(memo.metadata(block("k", "v"))).isSameAs(first);
        assertThat(memo.metadata(block("k", "w"))).isNotEqualTo(first);
    }

    @Test
    void leavesToGrpcWhatTheLaneCannotCarry() {
        assertThat(memo.metadata(block("k", "tab\there"))).isNull();
        assertThat(memo.metadata(block("k!", "v"))).isNull();
        assertThat(memo.metadata(block("k-bin", "not base64!"))).isNull();
    }

    @Test
    void tellsBlocksApartThatShareASlot() {
        for (int i = 0; i < 1_000; i++) {
            String value = "v" + i;
            byte[] metadata = requireNonNull(memo.metadata(block("k", value)));

            assertThat(new String(metadata, 7, metadata.length - 7, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo(value);
        }
    }
}
