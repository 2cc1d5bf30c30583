package turnout.devnode.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.nativeimpl.codec.Slice;

/** From the body of a POST to the status and body of its reply: single requests, batches, notifications. Thread-safe. */
public final class RpcService {
    private static final Logger log = LoggerFactory.getLogger(RpcService.class);
    private static final int INTERNAL_ERROR = -32603;

    /** Answers one call, or throws what the caller is told. */
    private interface Calls {
        Json answer(String method, Json parameters);
    }

    private final Calls calls;

    public RpcService(MethodTable methods) {
        this((Calls) methods::answer);
    }

    private RpcService(Calls calls) {
        this.calls = calls;
    }

    /** The same error to every request. */
    HttpReply refuse(Slice body, RpcError error) {
        Calls refusing = (method, parameters) -> {
            throw error;
        };
        return new RpcService(refusing).answer(body);
    }

    HttpReply answer(Slice body) {
        Optional<Json> read = JsonText.read(body);
        if (read.isEmpty()) {
            return failure(new RpcError(RpcError.PARSE_ERROR, "Parse error"), RpcRequest.Envelope.UNREAD);
        }
        return switch (read.get()) {
            case Json.Obj request -> single(request);
            case Json.Arr batch -> batch(batch.items());
            case Json other ->
                failure(new RpcError(RpcError.PARSE_ERROR, "Top-level object parse error"), RpcRequest.Envelope.UNREAD);
        };
    }

    /** 1.x tells errors by the HTTP status too; 2.0 only where the request itself cannot be understood. */
    private HttpReply single(Json.Obj value) {
        RpcRequest.Envelope envelope = RpcRequest.envelope(value);
        RpcRequest request;
        try {
            request = RpcRequest.read(value);
        } catch (RpcError refused) {
            return failure(refused, envelope);
        }
        try {
            Json reply = result(execute(request), envelope);
            return request.isNotification() ? HttpReply.empty(204) : HttpReply.json(200, line(reply));
        } catch (RpcError error) {
            if (request.isNotification()) {
                return HttpReply.empty(204);
            }
            return envelope.versionTwo() ? HttpReply.json(200, line(error(error, envelope))) : failure(error, envelope);
        }
    }

    private HttpReply batch(List<Json> values) {
        List<Json> replies = new ArrayList<>(values.size());
        for (Json value : values) {
            RpcRequest.Envelope envelope = RpcRequest.envelope(value);
            boolean silent = false;
            Json reply;
            try {
                RpcRequest request = RpcRequest.read(value);
                silent = request.isNotification();
                reply = result(execute(request), envelope);
            } catch (RpcError error) {
                reply = error(error, envelope);
            }
            if (!silent) {
                replies.add(reply);
            }
        }
        if (replies.isEmpty() && !values.isEmpty()) {
            return HttpReply.empty(204);
        }
        return HttpReply.json(200, line(Json.array(replies)));
    }

    private Json execute(RpcRequest request) {
        try {
            return calls.answer(request.method(), request.parameters());
        } catch (RpcError told) {
            throw told;
        } catch (RuntimeException fault) {
            log.error("event=rpc_fault method={}", request.method(), fault);
            throw new RpcError(INTERNAL_ERROR, "Internal error: " + fault);
        }
    }

    private static HttpReply failure(RpcError error, RpcRequest.Envelope envelope) {
        int status = switch (error.code()) {
            case RpcError.INVALID_REQUEST -> 400;
            case RpcError.METHOD_NOT_FOUND -> 404;
            default -> 500;
        };
        return HttpReply.json(status, line(error(error, envelope)));
    }

    private static Json result(Json result, RpcRequest.Envelope envelope) {
        Json.Obj reply = Json.object();
        if (envelope.versionTwo()) {
            reply.with("jsonrpc", "2.0").with("result", result);
        } else {
            reply.with("result", result).with("error", Json.NULL);
        }
        envelope.id().ifPresent(id -> reply.with("id", id));
        return reply;
    }

    private static Json error(RpcError error, RpcRequest.Envelope envelope) {
        Json.Obj reply = Json.object();
        if (envelope.versionTwo()) {
            reply.with("jsonrpc", "2.0");
        } else {
            reply.with("result", Json.NULL);
        }
        reply.with("error", error.json());
        envelope.id().ifPresent(id -> reply.with("id", id));
        return reply;
    }

    private static String line(Json reply) {
        return JsonText.write(reply) + "\n";
    }
}
