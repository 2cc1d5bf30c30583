package turnout.nativeimpl.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeTransactionResponse;

/** What upb takes and refuses of prefixes: each of the first bodies was given to it. */
class WirePrefixesTest {

    @ParameterizedTest
    @CsvSource({
        "1005, true",
        "10858080808080808080807f, true",
        "900005, true",
        "908080800005, true",
        "90808080800005, false",
        "908080801005, false",
        "908080800f05, true",
        "0a8380808000616263, true",
        "0a838080808000616263, false",
        "0a8380808010616263, false",
        "1b08011c, true",
        "1b9080808010011c, false"
    })
    void judgesAsPythonsParserDoes(String body, boolean fits) {
        byte[] bytes = HexFormat.of().parseHex(body);

        assertThat(WirePrefixes.fit(ByteBuffer.wrap(bytes), DecodeScriptRequest.getDescriptor()))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"0a021801, true", "0a06988080801001, false"})
    void looksIntoMessagesWithin(String body, boolean fits) {
        byte[] bytes = HexFormat.of().parseHex(body);

        assertThat(WirePrefixes.fit(ByteBuffer.wrap(bytes), DecodeTransactionResponse.getDescriptor()))
                .isEqualTo(fits);
    }
}
