package turnout.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.options.v1.Operation.Effect;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.call.Reply;
import turnout.router.engine.ReplyBlocks;

/** How often an operation runs, whatever is done for comparison or safety: counted in both engines, over the contract. */
class EffectsTest {

    private static final byte[] WITHOUT_ORDER = {0x0a, 1, 'k'};
    private static final byte[] WITH_ORDER = {0x0a, 1, 'k', 0x12, 2, '4', '2'};

    private final Operations operations = EffectsContract.operations();

    @Test
    void runsAnUnsafeOperationOnceWhateverItsEnginesAndTheShadowDo() throws Exception {
        int unsafe = 0;
        for (Operation operation : unary()) {
            if (operation.effect() == Effect.UNSAFE) {
                unsafe++;
                for (String percent : List.of("0", "100")) {
                    assertThat(runs(operation, WITH_ORDER, percent, answering()))
                            .as("%s at %s %%", operation.name(), percent)
                            .isEqualTo(1);
                    assertThat(runs(operation, WITH_ORDER, percent, failing(Reply.Fault.ENGINE)))
                            .as("%s at %s %%, NATIVE failing", operation.name(), percent)
                            .isEqualTo(1);
                }
            }
        }
        assertThat(unsafe).as("unsafe operations looked at").isPositive();
    }

    @Test
    void shadowsEveryReadAndNoWrite() throws Exception {
        for (Operation operation : unary()) {
            // Both engines say the same, so that nobody is asked again.
            assertThat(runs(operation, WITH_ORDER, "100", answering()))
                    .as(operation.name())
                    .isEqualTo(operation.effect() == Effect.READ ? 2 : 1);
        }
    }

    @Test
    void fallsBackWithReadsAndWithWritesThatMayBeRepeated() throws Exception {
        assertThat(fallsBack(EffectsContract.READ, WITHOUT_ORDER, Reply.Fault.ENGINE))
                .isTrue();
        assertThat(fallsBack(EffectsContract.WRITE, WITHOUT_ORDER, Reply.Fault.ENGINE))
                .isTrue();
        assertThat(fallsBack(EffectsContract.NUMBERED, WITH_ORDER, Reply.Fault.ENGINE))
                .isTrue();

        assertThat(fallsBack(EffectsContract.NUMBERED, WITHOUT_ORDER, Reply.Fault.ENGINE))
                .isFalse();
        assertThat(fallsBack(
                        EffectsContract.NUMBERED, "no message".getBytes(StandardCharsets.UTF_8), Reply.Fault.ENGINE))
                .isFalse();
        assertThat(fallsBack(EffectsContract.UNSAFE, WITH_ORDER, Reply.Fault.ENGINE))
                .isFalse();
    }

    @Test
    void fallsBackWithAWriteThatNativeDidNotBegin() throws Exception {
        assertThat(fallsBack(EffectsContract.NUMBERED, WITHOUT_ORDER, Reply.Fault.NOT_BEGUN))
                .isTrue();
        assertThat(fallsBack(EffectsContract.UNSAFE, WITHOUT_ORDER, Reply.Fault.NOT_BEGUN))
                .isFalse();
    }

    @Test
    void takesACallersFaultForAnAnswer() throws Exception {
        assertThat(fallsBack(EffectsContract.READ, WITHOUT_ORDER, Reply.Fault.CALLER))
                .isFalse();
    }

    private List<Operation> unary() {
        return operations.all().stream().filter(Operation::unary).toList();
    }

    private boolean fallsBack(String operation, byte[] body, Reply.Fault fault) throws Exception {
        CountingEngine python = answering();
        try (DispatcherUnderTest path = new DispatcherUnderTest(operations, python, failing(fault))) {
            path.share("100", "0");
            DispatcherUnderTest.Answered answered = path.answer(operation, body);
            assertThat(answered.route().engine()).isEqualTo(python.runs() == 0 ? EngineName.NATIVE : EngineName.PYTHON);
            return python.runs() == 1;
        }
    }

    /** Runs in both engines of one call, with shadow at 100 % and fallback on. */
    private int runs(Operation operation, byte[] body, String percent, CountingEngine nativeEngine) throws Exception {
        CountingEngine python = answering();
        try (DispatcherUnderTest path = new DispatcherUnderTest(operations, python, nativeEngine)) {
            path.share(percent, "100");
            path.answer(operation.name(), body);
            path.settle();
            return python.runs(operation.name()) + nativeEngine.runs(operation.name());
        }
    }

    private static CountingEngine answering() {
        return CountingEngine.answering();
    }

    private static CountingEngine failing(Reply.Fault fault) {
        return new CountingEngine(
                () -> ReplyBlocks.failure(Status.Code.UNAVAILABLE, "TEST", "as the test wants it", fault));
    }
}
