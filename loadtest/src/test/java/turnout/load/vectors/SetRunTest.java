package turnout.load.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.errors.v1.Reason;

class SetRunTest {

    private static final String METHOD = "turnout.script.v1.ScriptService/DecodeScript";
    private static final byte[] ONE = {8, 1};
    private static final byte[] TWO = {8, 2};

    @TempDir
    Path folder;

    private Corpus corpus = new Corpus(Path.of(""), Path.of(""));

    @BeforeEach
    void aCorpusWithOneFile() throws Exception {
        Files.writeString(folder.resolve("set.json"), "[]");
        corpus = new Corpus(folder, folder.resolve("own"));
    }

    @Test
    void isRightOnlyWhenBothEnginesSayWhatTheSetSays() throws Exception {
        Expectation one = Expectation.body(ByteString.copyFrom(ONE));

        assertThat(run(one, request -> ONE, request -> ONE).right()).isEqualTo(1);
        assertThat(run(one, request -> TWO, request -> TWO).wrong()).hasSize(1);
        assertThat(run(one, request -> ONE, request -> TWO).wrong().getFirst().problems())
                .anyMatch(problem -> problem.startsWith("native: expected"))
                .noneMatch(problem -> problem.startsWith("python:"));
    }

    @Test
    void isWrongWhereTheEnginesDifferEvenIfTheSetAllowsBoth() throws Exception {
        SetResult result = run(Expectation.anything(), request -> ONE, request -> TWO);

        assertThat(result.differences()).isEqualTo(1);
        assertThat(result.wrong()).hasSize(1);
        assertThat(new ConformanceReport(List.of(result)).allRight()).isFalse();
    }

    @Test
    void isWrongWhereOneReasonIsGivenForAnother() throws Exception {
        Expectation expected = Expectation.refusedWith(Reason.FIELD_REQUIRED);

        assertThat(run(expected, refusing(Reason.FIELD_REQUIRED), refusing(Reason.FIELD_REQUIRED))
                        .refused())
                .isEqualTo(1);
        assertThat(run(expected, refusing(Reason.PATH_INVALID), refusing(Reason.PATH_INVALID))
                        .wrong())
                .hasSize(1);
        assertThat(run(Expectation.refusedWith(), refusing(Reason.PATH_INVALID), refusing(Reason.FIELD_REQUIRED))
                        .differences())
                .isEqualTo(1);
    }

    @Test
    void neverTakesInternalForAnAnswer() throws Exception {
        TwoEngines.Answering fault = request -> {
            throw refusal(Code.INTERNAL, Reason.ENGINE_FAULT);
        };

        assertThat(run(Expectation.anything(), fault, fault).wrong()).hasSize(1);
    }

    @Test
    void failsACaseThatAnotherEngineAnswered() throws Exception {
        try (TwoEngines server = TwoEngines.start(request -> ONE, request -> ONE, false)) {
            SetResult result = run(server, Stream.of(vector("one", Expectation.anything())));

            assertThat(result.wrong().getFirst().problems().getFirst())
                    .contains("native was asked for and python answered");
        }
    }

    @Test
    void countsEveryCaseOfASetThatIsLargerThanWhatIsAskedAtOneTime() throws Exception {
        try (TwoEngines server = TwoEngines.start(request -> request, request -> request, true)) {
            SetResult result = run(
                    server,
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> new VectorCase(
                                    "case " + i,
                                    METHOD,
                                    ByteString.copyFromUtf8("request " + i),
                                    Expectation.body(ByteString.copyFromUtf8("request " + i)),
                                    java.util.Optional.empty())));

            assertThat(result.right()).isEqualTo(1_000);
        }
    }

    @Test
    void namesWhatIsLeftOutAndSkipped() throws Exception {
        try (TwoEngines server = TwoEngines.start(request -> ONE, request -> ONE, true);
                BothEngines unasked = BothEngines.at(server.address(), "token")) {
            SetResult result = run(
                    server,
                    Stream.of(
                            vector("one", Expectation.anyReply()), VectorCase.leftOut("two", "a template, no script")));
            SetResult absent = SetRun.of(VectorSet.of("absent.json", unused -> Stream.empty()), corpus, unasked);

            ConformanceReport report = new ConformanceReport(List.of(result, absent));
            assertThat(report.markdown()).contains("| set | 2 | 1 | 0 | 0 | 1 | 0 |", "a template, no script: two");
            assertThat(report.text()).contains("skipped: no absent.json");
            assertThat(report.complete()).isFalse();
        }
    }

    private SetResult run(Expectation expected, TwoEngines.Answering python, TwoEngines.Answering inJvm)
            throws Exception {
        try (TwoEngines server = TwoEngines.start(python, inJvm, true)) {
            return run(server, Stream.of(vector("case", expected)));
        }
    }

    private SetResult run(TwoEngines server, Stream<VectorCase> cases) throws Exception {
        try (BothEngines engines = BothEngines.at(server.address(), "token")) {
            return SetRun.of(VectorSet.of("set.json", unused -> cases), corpus, engines);
        }
    }

    private static VectorCase vector(String name, Expectation expected) {
        return VectorCase.of(name, METHOD, ByteString.EMPTY, expected);
    }

    private static TwoEngines.Answering refusing(Reason reason) {
        return request -> {
            throw refusal(Code.INVALID_ARGUMENT, reason);
        };
    }

    private static StatusException refusal(Code code, Reason reason) {
        return StatusProto.toStatusException(com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("turnout")
                        .setReason(reason.name())
                        .build()))
                .build());
    }
}
