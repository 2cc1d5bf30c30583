package turnout.load.vectors.sets;

import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.Answer;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/**
 * Files that {@code turnout mismatch export} wrote, or the generators: {@code operation}, {@code request} in hex, and
 * where somebody has decided it, {@code expected}: {@code body} in hex, or {@code status} and {@code reason}. Without it
 * both engines must agree, whatever they say.
 */
final class CaseFiles {

    private CaseFiles() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.files("own/cases").stream()
                .filter(name -> name.endsWith(".json"))
                .map(name -> {
                    try {
                        JsonNode file = corpus.json(name);
                        return VectorCase.of(
                                name.substring(name.lastIndexOf('/') + 1),
                                file.get("operation").stringValue(),
                                CoreJson.bytes(file.get("request")),
                                file.has("expected") ? expected(file.get("expected")) : Expectation.anything());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Expectation expected(JsonNode expected) {
        if (expected.has("body")) {
            return Expectation.body(CoreJson.bytes(expected.get("body")));
        }
        Status.Code status = Status.Code.valueOf(expected.get("status").stringValue());
        String reason = expected.get("reason").stringValue();
        return answer -> answer instanceof Answer.Refused refused
                        && refused.status() == status
                        && refused.reason().equals(reason)
                        && refused.meant()
                        && sameField(expected, refused)
                ? Optional.empty()
                : Optional.of("expected " + status + " " + reason + ", got " + answer.text());
    }

    private static boolean sameField(JsonNode expected, Answer.Refused refused) {
        return !expected.has("field")
                || refused.fields().equals(List.of(expected.get("field").stringValue()));
    }
}
