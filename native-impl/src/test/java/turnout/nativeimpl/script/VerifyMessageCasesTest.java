package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.VerifyMessageRequest;

/** Our own cases of BIP137 and BIP322, which the BIPs describe and print no vectors of. */
class VerifyMessageCasesTest {

    private static final Path CASES = Path.of("../proto/vectors/cases");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.getFileName().toString().matches("bip(137|322)-.*"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheBipsSay(Path file) throws IOException, Refusal {
        JsonNode vector = JsonMapper.shared().readTree(Files.readString(file));
        JsonNode expected = vector.get("expected");
        VerifyMessageRequest request = VerifyMessageRequest.parseFrom(
                ByteString.fromHex(vector.get("request").stringValue()));

        if (expected.has("body")) {
            assertThat(VerifyMessage.answer(request).toByteString())
                    .isEqualTo(ByteString.fromHex(expected.get("body").stringValue()));
        } else {
            assertThat(Refused.by(() -> VerifyMessage.answer(request)))
                    .isEqualTo(new Refused(
                            Reason.valueOf(expected.get("reason").stringValue()),
                            expected.get("field").stringValue()));
        }
    }
}
