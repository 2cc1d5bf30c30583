package turnout.devnode.rpc;

import java.util.List;
import java.util.Optional;

/**
 * One request object of JSON-RPC 1.0, 1.1 or 2.0.
 *
 * @param id empty where the request has none: a notification in 2.0
 */
record RpcRequest(Optional<Json> id, boolean versionTwo, String method, Json parameters) {
    boolean isNotification() {
        return versionTwo && id.isEmpty();
    }

    /**
     * What is known of a request before it has been read in full, so that an error about it carries its id.
     *
     * @param versionTwo false until "jsonrpc" was read
     */
    record Envelope(Optional<Json> id, boolean versionTwo) {
        static final Envelope UNREAD = new Envelope(Optional.of(Json.NULL), false);
    }

    /** Answers the envelope alone; the rest is judged by {@link #read}. */
    static Envelope envelope(Json value) {
        if (!(value instanceof Json.Obj object)) {
            return Envelope.UNREAD;
        }
        Optional<Json> id = Optional.ofNullable(object.fields().get("id"));
        return new Envelope(
                id,
                object.get("jsonrpc") instanceof Json.Text text && text.value().equals("2.0"));
    }

    /** @throws RpcError in the order of Core's checks */
    static RpcRequest read(Json value) {
        if (!(value instanceof Json.Obj object)) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Invalid Request object");
        }
        Envelope envelope = envelope(value);
        switch (object.get("jsonrpc")) {
            case Json.Null ignored -> {}
            case Json.Text version -> {
                // "1.0" is what old clients send although the key came with 2.0.
                if (!version.value().equals("1.0") && !version.value().equals("2.0")) {
                    throw new RpcError(RpcError.INVALID_REQUEST, "JSON-RPC version not supported");
                }
            }
            case Json other -> throw new RpcError(RpcError.INVALID_REQUEST, "jsonrpc field must be a string");
        }
        String method = switch (object.get("method")) {
            case Json.Null ignored -> throw new RpcError(RpcError.INVALID_REQUEST, "Missing method");
            case Json.Text text -> text.value();
            case Json other -> throw new RpcError(RpcError.INVALID_REQUEST, "Method must be a string");
        };
        Json parameters = switch (object.get("params")) {
            case Json.Null ignored -> Json.array(List.of());
            case Json.Arr listed -> listed;
            case Json.Obj named -> named;
            case Json other -> throw new RpcError(RpcError.INVALID_REQUEST, "Params must be an array or object");
        };
        return new RpcRequest(envelope.id(), envelope.versionTwo(), method, parameters);
    }
}
