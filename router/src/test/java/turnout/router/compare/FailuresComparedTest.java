package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import org.junit.jupiter.api.Test;

final class FailuresComparedTest {

    private static final Comparator COMPARATOR = Comparator.of(SampleContract.OPERATIONS, Digests.of(new byte[32]));
    private static final ComparedReply ANSWER = ComparedReply.answer(new byte[0]);

    @Test
    void takesTheSameReasonInOtherWordsForTheSame() {
        assertThat(compare(
                        failure(3, "wrong", reason("TXID_INVALID"), violations("no hex", "txid", "block_hash")),
                        failure(3, "falsch", violations("kein Hex", "block_hash", "txid"), reason("TXID_INVALID"))))
                .isEqualTo(Comparison.MATCH);
    }

    @Test
    void findsAFailureWhereTheOtherAnswered() {
        Comparison comparison = compare(ANSWER, failure(5, "", reason("BLOCK_NOT_FOUND")));

        assertThat(comparison.outcome()).isEqualTo(Outcome.ERROR_DIVERGENCE);
        assertThat(comparison.differences())
                .containsExactly(new FieldDifference("grpc-status", "grpc-status", "status", "OK", "NOT_FOUND"));
    }

    @Test
    void findsAnotherReasonAnotherDomainAndOtherMetadata() {
        assertFound(
                failure(3, "", reason("A")),
                failure(3, "", reason("B")),
                "grpc-status-details.details[0].(google.rpc.ErrorInfo).reason",
                "reason");
        assertFound(
                failure(3, "", reason("A")),
                failure(3, "", reason("A").toBuilder().setDomain("d").build()),
                "grpc-status-details.details[0].(google.rpc.ErrorInfo).domain",
                "value");
        assertFound(
                failure(3, "", reason("A").toBuilder().putMetadata("k", "1").build()),
                failure(3, "", reason("A").toBuilder().putMetadata("k", "2").build()),
                "grpc-status-details.details[0].(google.rpc.ErrorInfo).metadata{\"k\"}",
                "value");
    }

    @Test
    void findsAnotherBlamedFieldAndOtherDetails() {
        assertFound(
                failure(3, "", reason("A"), violations("", "txid")),
                failure(3, "", reason("A"), violations("", "height")),
                "grpc-status-details.details[1].(google.rpc.BadRequest).field_violations[0].field",
                "value");
        RetryInfo soon = RetryInfo.getDefaultInstance();
        RetryInfo later = RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(1))
                .build();
        assertFound(
                failure(9, "", reason("A"), soon),
                failure(9, "", reason("A"), later),
                "grpc-status-details.details[1].value",
                "value");
    }

    @Test
    void findsMissingAndMalformedDetails() {
        Comparison missing = compare(failure(3, "", reason("A")), ComparedReply.failure(3, new byte[0]));
        Comparison malformed = compare(failure(3, "", reason("A")), ComparedReply.failure(3, new byte[] {10, 127}));

        assertThat(missing.outcome()).isEqualTo(Outcome.ERROR_DIVERGENCE);
        assertThat(malformed.outcome()).isEqualTo(Outcome.ERROR_DIVERGENCE);
        assertThat(malformed.differences()).extracting(FieldDifference::kind).containsExactly("malformed");
    }

    @Test
    void saysNothingOfAnEngineThatWasOverloadedOrCancelled() {
        assertNotCompared(1, "cancelled");
        assertNotCompared(4, "deadline-exceeded");
        assertNotCompared(8, "resource-exhausted");
        assertNotCompared(14, "unavailable");
    }

    @Test
    void comparesALimitThatTheContractHas() {
        ComparedReply limit = failure(8, "", reason("LIMIT_EXCEEDED"), violations("", "mnemonic"));

        assertThat(compare(ANSWER, limit).outcome()).isEqualTo(Outcome.ERROR_DIVERGENCE);
        assertThat(compare(limit, limit)).isEqualTo(Comparison.MATCH);
    }

    private static void assertNotCompared(int status, String reason) {
        ComparedReply silent = failure(status, "", reason("QUEUE_FULL"));
        assertThat(compare(silent, ANSWER)).isEqualTo(Comparison.notCompared(reason));
        assertThat(compare(ANSWER, silent)).isEqualTo(Comparison.notCompared(reason));
        assertThat(compare(silent, silent)).isEqualTo(Comparison.notCompared(reason));
        assertThat(compare(failure(5, "", reason("A")), silent)).isEqualTo(Comparison.notCompared(reason));
    }

    private static void assertFound(ComparedReply served, ComparedReply other, String path, String kind) {
        Comparison comparison = compare(served, other);
        assertThat(comparison.outcome()).isEqualTo(Outcome.ERROR_DIVERGENCE);
        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo(path);
            assertThat(difference.kind()).isEqualTo(kind);
        });
    }

    private static Comparison compare(ComparedReply served, ComparedReply other) {
        return COMPARATOR.compare(SampleContract.GET, served, other);
    }

    private static ErrorInfo reason(String reason) {
        return ErrorInfo.newBuilder().setReason(reason).setDomain("test").build();
    }

    private static BadRequest violations(String description, String... fields) {
        var request = BadRequest.newBuilder();
        for (String field : fields) {
            request.addFieldViolations(
                    FieldViolation.newBuilder().setField(field).setDescription(description));
        }
        return request.build();
    }

    private static ComparedReply failure(int status, String message, Message... details) {
        var made = Status.newBuilder().setCode(status).setMessage(message);
        for (Message detail : details) {
            made.addDetails(Any.pack(detail));
        }
        return ComparedReply.failure(status, made.build().toByteArray());
    }
}
