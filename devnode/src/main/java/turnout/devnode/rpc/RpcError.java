package turnout.devnode.rpc;

/** An error that the caller is told, with Core's code. Carries no stack trace: it is an answer, not a fault. */
public final class RpcError extends RuntimeException {
    // The codes of Core's rpc/protocol.h, by its names.
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int PARSE_ERROR = -32700;
    public static final int MISC_ERROR = -1;
    public static final int TYPE_ERROR = -3;
    public static final int INVALID_ADDRESS_OR_KEY = -5;
    public static final int INVALID_PARAMETER = -8;
    public static final int DESERIALIZATION_ERROR = -22;
    public static final int VERIFY_ERROR = -25;
    public static final int VERIFY_REJECTED = -26;
    public static final int IN_WARMUP = -28;
    public static final int VERIFY_ALREADY_IN_UTXO_SET = -27;

    private final int code;
    private final String text;

    public RpcError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.text = message;
    }

    public int code() {
        return code;
    }

    Json json() {
        return Json.object().with("code", code).with("message", text);
    }
}
