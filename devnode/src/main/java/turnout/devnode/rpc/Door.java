package turnout.devnode.rpc;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.nativeimpl.codec.Slice;

/** Who may ask, and what is a question at all; all else is turned away with Core's statuses. */
record Door(RpcService service, Cookie cookie, Faults faults) {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    // Core's pause after a wrong password.
    private static final int WRONG_PASSWORD_MILLIS = 250;

    HttpReply answer(HttpRequest request) {
        boolean switches = request.path().equals(Faults.PATH);
        // Core also serves /wallet/NAME; there are no wallets here.
        if (!request.path().equals("/") && !switches) {
            return HttpReply.empty(404);
        }
        if (!request.method().equals("POST")) {
            return HttpReply.text(405, "JSONRPC server handles only POST requests");
        }
        String authorization = request.headers().get("authorization");
        if (authorization == null) {
            return HttpReply.unauthorized();
        }
        boolean opens = cookie.opens(authorization) && (switches || faults.now() != Fault.WRONG_PASSWORD);
        if (!opens) {
            // Anybody can cause it: no line at the shipped level.
            log.debug("event=wrong_password");
            pause();
            return HttpReply.unauthorized();
        }
        return switches ? faults.switchTo(text(request.body())) : faulty(request.body());
    }

    private static String text(Slice body) {
        return new String(body.toByteArray(), StandardCharsets.UTF_8);
    }

    private HttpReply faulty(Slice body) {
        faults.awaitAnswers();
        return switch (faults.now()) {
            case BUSY -> HttpReply.text(503, "Work queue depth exceeded");
            case CUT_OFF -> service.answer(body).thenCutOff();
            case WARMING_UP -> service.refuse(body, new RpcError(RpcError.IN_WARMUP, "Loading block index…"));
            case NONE, HANG, WRONG_PASSWORD, WRONG_NETWORK -> service.answer(body);
        };
    }

    private static void pause() {
        try {
            Thread.sleep(WRONG_PASSWORD_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
