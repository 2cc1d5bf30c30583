package turnout.router.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import turnout.rollout.flags.Share;

/**
 * One component's breaker, stepped with what happened since the last step. It looks at the last second, and where that
 * holds fewer than fifty calls at the last fifty, so that a busy component opens within a second and a quiet one within
 * fifty calls.
 *
 * <p>While PYTHON is bad too, opening would only move calls from one bad engine to the other: the share stays where it
 * is, and moves at most once a minute.
 */
final class Breaker {

    enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    private static final long WINDOW_MILLIS = 1_000;
    private static final int WINDOW_CALLS = 50;

    /** What is older says nothing of now. */
    private static final long OLDEST_MILLIS = 60_000;

    private static final long BOTH_BAD_MILLIS = 60_000;

    private record Step(long atMillis, Evidence onNative, Evidence onPython) {}

    private final BreakerRules rules;
    private final Deque<Step> steps = new ArrayDeque<>();
    private State state = State.CLOSED;
    private long coolDownMillis;
    private long changedMillis;
    private Evidence sinceChange = Evidence.NONE;
    private boolean bothBad;

    Breaker(BreakerRules rules) {
        this.rules = rules;
        this.coolDownMillis = rules.coolDown().toMillis();
    }

    State state() {
        return state;
    }

    long coolDownMillis() {
        return coolDownMillis;
    }

    /** Whether both engines are bad: somebody has to be told. */
    boolean bothBad() {
        return bothBad;
    }

    /** The largest share that NATIVE may have. */
    Share allowed() {
        return switch (state) {
            case CLOSED -> Share.ALL;
            case HALF_OPEN -> rules.trickle();
            case OPEN -> Share.NONE;
        };
    }

    /** Goes on where another process left off: its cool-down begins anew. */
    void restore(long nowMillis, long coolDown) {
        state = State.OPEN;
        coolDownMillis = Math.clamp(
                coolDown, rules.coolDown().toMillis(), rules.longestCoolDown().toMillis());
        changedMillis = nowMillis;
    }

    /**
     * @param slow whether NATIVE was slower than the operator's limit since the last step
     * @return whether the state has changed
     */
    boolean step(long nowMillis, Evidence onNative, Evidence onPython, boolean slow) {
        if (onNative.calls() + onPython.calls() > 0) {
            steps.addLast(new Step(nowMillis, onNative, onPython));
        }
        sinceChange = sinceChange.plus(onNative);
        forgetOld(nowMillis);
        Evidence atNative = Evidence.NONE;
        Evidence python = Evidence.NONE;
        for (Step step : steps) {
            atNative = atNative.plus(step.onNative());
            python = python.plus(step.onPython());
        }
        boolean nativeBad = atNative.bad(rules) || slow;
        bothBad = nativeBad && python.bad(rules);
        State next = next(nowMillis, nativeBad);
        if (next == state || bothBad && nowMillis - changedMillis < BOTH_BAD_MILLIS) {
            return false;
        }
        if (next == State.OPEN && bothBad) {
            return false;
        }
        change(nowMillis, next);
        return true;
    }

    private State next(long nowMillis, boolean nativeBad) {
        return switch (state) {
            case CLOSED -> nativeBad ? State.OPEN : State.CLOSED;
            case OPEN -> nowMillis - changedMillis >= coolDownMillis ? State.HALF_OPEN : State.OPEN;
            case HALF_OPEN -> {
                if (sinceChange.failed() > 0 && sinceChange.failed() >= rules.failedShare() * sinceChange.calls()) {
                    yield State.OPEN;
                }
                yield sinceChange.answered() >= rules.evidence() ? State.CLOSED : State.HALF_OPEN;
            }
        };
    }

    private void change(long nowMillis, State next) {
        if (next == State.OPEN && state == State.HALF_OPEN) {
            coolDownMillis =
                    Math.min(2 * coolDownMillis, rules.longestCoolDown().toMillis());
        } else if (next == State.CLOSED) {
            coolDownMillis = rules.coolDown().toMillis();
        }
        state = next;
        changedMillis = nowMillis;
        sinceChange = Evidence.NONE;
        steps.clear();
    }

    /** Drops steps from before the window, as long as what is left holds fifty calls of NATIVE or is a minute old. */
    private void forgetOld(long nowMillis) {
        long calls = 0;
        for (Step step : steps) {
            calls += step.onNative().calls();
        }
        while (!steps.isEmpty()) {
            Step oldest = steps.getFirst();
            long age = nowMillis - oldest.atMillis();
            long left = calls - oldest.onNative().calls();
            if (age < WINDOW_MILLIS || left < WINDOW_CALLS && age < OLDEST_MILLIS) {
                return;
            }
            calls = left;
            steps.removeFirst();
        }
    }
}
