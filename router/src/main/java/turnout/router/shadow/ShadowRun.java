package turnout.router.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.CallId;
import turnout.router.call.Cancellation;
import turnout.router.call.Engine;
import turnout.router.call.EngineName;
import turnout.router.call.Reply;
import turnout.router.call.Role;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Comparison;
import turnout.router.compare.Outcome;
import turnout.router.engine.NativeEngine;
import turnout.router.engine.ReplyDetails;
import turnout.router.journal.Mismatch;
import turnout.router.route.Route;

/**
 * One shadow call: asks the other engine, compares, and where they disagree asks PYTHON again, because only what PYTHON
 * disagrees with itself on is noise. Goes from the call's loop to a comparing thread and back.
 */
final class ShadowRun {

    private final Shadow shadow;
    private final Call call;
    private final byte[] request;
    private final Route route;
    private final EngineName servedBy;
    private final Reply servedReply;
    private final Engine python;
    private final long bytes;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Takes over a share of the call's body and of the reply's. */
    ShadowRun(Shadow shadow, Call call, Route route, Reply servedReply, Engine python, long bytes) {
        this.shadow = shadow;
        this.call = call;
        this.request = bytes(call.body());
        call.body().release();
        this.route = route;
        this.servedBy = route.engine();
        this.servedReply = servedReply;
        this.python = python;
        this.bytes = bytes;
    }

    /** On the loop, when the caller has been answered. */
    void begin() {
        EngineName other = servedBy == EngineName.PYTHON ? EngineName.NATIVE : EngineName.PYTHON;
        Engine engine = other == EngineName.PYTHON ? python : shadow.nativeShadow();
        long began = System.nanoTime();
        ask(engine, reply -> {
            if (NativeEngine.isWithdrawn(reply)) {
                shadow.counts().dropped("stopped");
                end();
                return;
            }
            boolean answered = !(reply instanceof Reply.Failure failure) || failure.fault() == Reply.Fault.CALLER;
            int status = reply instanceof Reply.Failure failure ? failure.status() : 0;
            shadow.sheet().record(call.operation(), other, Role.SHADOW, answered, status, System.nanoTime() - began);
            onComparer(() -> compare(reply));
        });
    }

    /** Asks once, for no longer than the shadow's deadline; on the loop, and the answer too. */
    private void ask(Engine engine, Consumer<Reply> then) {
        Cancellation cancellation = new Cancellation();
        long deadlineNanos = System.nanoTime() + shadow.rules().deadline().toNanos();
        Call again = new Call(
                call.id(),
                call.operation(),
                Body.of(request),
                null,
                call.draw(),
                null,
                deadlineNanos,
                call.metadata(),
                cancellation,
                call.loop());
        Asking asking = new Asking(shadow.open(), cancellation, deadlineNanos, then, () -> {
            shadow.counts().dropped("deadline");
            end();
        });
        engine.answer(again).whenComplete((reply, fault) -> asking.answer(reply));
    }

    private void compare(Reply otherReply) {
        if (compressed(servedReply) || compressed(otherReply)) {
            shadow.counts().dropped("compressed");
            taken(otherReply);
            end();
            return;
        }
        ComparedReply served = compared(servedReply);
        ComparedReply other = taken(otherReply);
        Comparison comparison = shadow.comparator().compare(call.operation(), served, other);
        if (!comparison.diverged()) {
            finish(comparison, served, other);
            return;
        }
        ComparedReply ofPython = servedBy == EngineName.PYTHON ? served : other;
        call.loop()
                .execute(() -> ask(
                        python,
                        again -> onComparer(() -> {
                            Comparison itself = shadow.comparator().compare(call.operation(), ofPython, taken(again));
                            finish(Comparison.withoutNoise(comparison, itself), served, other);
                        })));
    }

    private void finish(Comparison comparison, ComparedReply served, ComparedReply other) {
        shadow.counts().compared(call.operation(), comparison);
        if (comparison.diverged() && servedBy == EngineName.NATIVE) {
            shadow.counts().wrongAnswer(call.operation());
        }
        if (comparison.diverged() || comparison.outcome() == Outcome.NOISE) {
            shadow.mismatches()
                    .add(new Mismatch(
                            call.operation(),
                            Instant.now(),
                            request,
                            served,
                            other,
                            servedBy,
                            comparison,
                            route.rev(),
                            CallId.text(call.id()),
                            headerKey()));
        }
        end();
    }

    private String headerKey() {
        Body key = call.headerKey();
        return key == null ? "" : new String(bytes(key), UTF_8);
    }

    private void onComparer(Runnable work) {
        if (!shadow.compareSoon(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                shadow.counts().dropped("fault");
                end();
            }
        })) {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            if (servedReply instanceof Reply.Answer answer) {
                answer.body().release();
            }
            shadow.ended(bytes);
        }
    }

    private static ComparedReply compared(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> ComparedReply.answer(bytes(answer.body()));
            case Reply.Failure failure -> ComparedReply.failure(failure.status(), ReplyDetails.of(failure.trailers()));
        };
    }

    /** Of a reply that nobody else has. */
    private static ComparedReply taken(Reply reply) {
        ComparedReply compared = compared(reply);
        if (reply instanceof Reply.Answer answer) {
            answer.body().release();
        }
        return compared;
    }

    private static boolean compressed(Reply reply) {
        return reply instanceof Reply.Answer answer && answer.compressed();
    }

    private static byte[] bytes(Body body) {
        byte[] copy = new byte[body.length()];
        body.view().get(copy);
        return copy;
    }
}
