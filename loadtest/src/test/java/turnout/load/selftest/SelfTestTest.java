package turnout.load.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import turnout.load.Caller;
import turnout.load.OpenLoop;
import turnout.load.Pace;

class SelfTestTest {

    @Test
    void seesTheStallOfARealServer() throws Exception {
        OpenLoop openLoop = new OpenLoop(10_000, false, TimeUnit.SECONDS.toNanos(30), Pace.system());

        SelfTest.Verdict verdict = SelfTest.run(openLoop);

        // How much more it is says how busy the machine is, not whether the sender is right.
        assertThat(verdict.leftOut()).as(verdict.line()).isFalse();
        assertThat(verdict.p99Millis()).isGreaterThan(255);
    }

    @Test
    void passesASenderThatKeepsToItsSchedule() throws Exception {
        ManualServer server = new ManualServer();

        SelfTest.Verdict verdict =
                SelfTest.run(new OpenLoop(10_000, false, 0, server), server.answeringLater(), server::stall);

        assertThat(verdict.p99Millis()).isCloseTo(270, within(3.0));
        assertThat(verdict.line()).startsWith("nothing is left out").contains("1500 calls, 0 failed");
    }

    @Test
    void failsASenderThatWaitsForAnswersAndCountsFromWhenItSent() throws Exception {
        ManualServer server = new ManualServer();
        Pace neverLate = server.setBackWhenLate();

        SelfTest.Verdict verdict = SelfTest.run(
                new OpenLoop(10_000, false, 0, neverLate), server.answeringBeforeItReturns(), server::stall);

        assertThat(verdict.p99Millis()).isLessThan(1);
        assertThat(verdict.leftOut()).isTrue();
        assertThat(verdict.line()).startsWith("FAILED, calls are left out");
    }

    @Test
    void failsARunThatMissesCalls() {
        assertThat(new SelfTest.Verdict(270, 1_500, 0).leftOut()).isFalse();
        assertThat(new SelfTest.Verdict(270, 1_499, 0).leftOut()).isTrue();
        assertThat(new SelfTest.Verdict(270, 1_500, 1).leftOut()).isTrue();
    }

    @Test
    void provesNothingOnAMachineThatIsTooBusy() {
        SelfTest.Verdict verdict = new SelfTest.Verdict(900, 1_500, 0);

        assertThat(verdict.busy()).isTrue();
        assertThat(verdict.line()).startsWith("not proven, the machine is too busy");
    }

    /** A server in manual time: answers at once, except while it stalls. Used by one thread. */
    private static final class ManualServer implements Pace {
        private final List<Caller.Done> waiting = new ArrayList<>();
        private long now;
        private long stalledUntil;

        void stall(long nanos) {
            stalledUntil = now + nanos;
        }

        /** As a real one: a call that meets the stall is answered after it, the caller goes on. */
        Caller answeringLater() {
            return (arm, number, done) -> {
                waiting.add(done);
                if (now >= stalledUntil) {
                    waiting.forEach(each -> each.ended(Status.Code.OK));
                    waiting.clear();
                }
            };
        }

        /** For a sender that waits: time passes until there is an answer. */
        Caller answeringBeforeItReturns() {
            return (arm, number, done) -> {
                now = Math.max(now, stalledUntil);
                done.ended(Status.Code.OK);
            };
        }

        /** The clock of a sender that takes the moment it really sends for the planned one. */
        Pace setBackWhenLate() {
            return new Pace() {
                private long setBack;

                @Override
                public long nanos() {
                    return now - setBack;
                }

                @Override
                public void awaitUntil(long nanos) {
                    setBack += Math.max(0, nanos() - nanos);
                    now = Math.max(now, nanos + setBack);
                }
            };
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void awaitUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }
}
