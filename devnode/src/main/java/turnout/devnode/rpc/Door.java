package turnout.devnode.rpc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may ask, and what is a question at all; all else is turned away with Core's statuses. */
record Door(RpcService service, Cookie cookie) {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    // Core's pause after a wrong password.
    private static final int WRONG_PASSWORD_MILLIS = 250;

    HttpReply answer(HttpRequest request) {
        // Core also serves /wallet/NAME; there are no wallets here.
        if (!request.path().equals("/")) {
            return HttpReply.empty(404);
        }
        if (!request.method().equals("POST")) {
            return HttpReply.text(405, "JSONRPC server handles only POST requests");
        }
        String authorization = request.headers().get("authorization");
        if (authorization == null) {
            return HttpReply.unauthorized();
        }
        if (!cookie.opens(authorization)) {
            // Anybody can cause it: no line at the shipped level.
            log.debug("event=wrong_password");
            pause();
            return HttpReply.unauthorized();
        }
        return service.answer(request.body());
    }

    private static void pause() {
        try {
            Thread.sleep(WRONG_PASSWORD_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
