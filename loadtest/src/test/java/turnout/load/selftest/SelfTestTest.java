package turnout.load.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import turnout.load.ArmTally;
import turnout.load.Caller;
import turnout.load.OpenLoop;
import turnout.load.Pace;
import turnout.load.Schedule;
import turnout.load.Sender;

class SelfTestTest {

    private final OpenLoop openLoop = new OpenLoop(10_000, false, TimeUnit.SECONDS.toNanos(10), Pace.system());

    @Test
    void seesAStallAsLongAsItWas() throws Exception {
        SelfTest.Verdict verdict = SelfTest.run(openLoop);

        assertThat(verdict.passed()).as(verdict.line()).isTrue();
        assertThat(verdict.line()).contains("nothing is left out", "1500 calls, 0 failed");
    }

    @Test
    void doesNotPassASenderThatWaitsForAnswers() throws Exception {
        SelfTest.Verdict verdict = SelfTest.run(new Omitting());

        assertThat(verdict.passed()).as(verdict.line()).isFalse();
        assertThat(verdict.line()).startsWith("NOT PASSED");
    }

    @Test
    void doesNotPassARunThatLeftCallsOut() {
        assertThat(new SelfTest.Verdict(270, 1_500, 0).passed()).isTrue();
        assertThat(new SelfTest.Verdict(270, 1_499, 0).passed()).isFalse();
        assertThat(new SelfTest.Verdict(270, 1_500, 1).passed()).isFalse();
        assertThat(new SelfTest.Verdict(250, 1_500, 0).passed()).isFalse();
    }

    /** What most load generators do: the next call is sent when the one before has ended, and its time starts then. */
    private static final class Omitting implements Sender {
        @Override
        public List<ArmTally> run(Schedule schedule, int arms, Caller caller) throws InterruptedException {
            return new OpenLoop(10_000, false, TimeUnit.SECONDS.toNanos(10), new NeverLate())
                    .run(schedule, arms, (arm, number, done) -> {
                        CountDownLatch ended = new CountDownLatch(1);
                        caller.call(arm, number, status -> {
                            done.ended(status);
                            ended.countDown();
                        });
                        try {
                            ended.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
        }
    }

    /** A clock that is set back by whatever its sender is late. */
    private static final class NeverLate implements Pace {
        private final Pace system = Pace.system();
        private final AtomicLong setBack = new AtomicLong();

        @Override
        public long nanos() {
            return system.nanos() - setBack.get();
        }

        @Override
        public void awaitUntil(long nanos) {
            setBack.addAndGet(Math.max(0, nanos() - nanos));
            system.awaitUntil(nanos + setBack.get());
        }
    }
}
