package turnout.nativeimpl.node;

import tools.jackson.databind.JsonNode;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** A node's answer to one question. */
public sealed interface RpcReply {

    /** The answer. */
    record Result(JsonNode value) implements RpcReply {}

    /** The node's own error, with Core's code and words. */
    record Error(int code, String message) implements RpcReply {

        /** RPC_MISC_ERROR. */
        public static final int MISCELLANEOUS = -1;
        /** RPC_INVALID_ADDRESS_OR_KEY: no such block, no such transaction. */
        public static final int NOT_FOUND = -5;
        /** RPC_INVALID_PARAMETER. */
        public static final int INVALID_PARAMETER = -8;
        /** RPC_DESERIALIZATION_ERROR. */
        public static final int DESERIALIZATION = -22;
        /** RPC_VERIFY_ERROR: a transaction's inputs are missing, or it is more generous than the caller allows. */
        public static final int VERIFY = -25;
        /** RPC_VERIFY_REJECTED: a transaction is against the node's rules. */
        public static final int VERIFY_REJECTED = -26;
        /** RPC_VERIFY_ALREADY_IN_UTXO_SET. */
        public static final int ALREADY_IN_UTXO_SET = -27;
        /** RPC_IN_WARMUP. */
        public static final int WARMING_UP = -28;
    }

    /** The answer; any error is one that the node cannot give here. */
    default NodeJson required() throws Refusal {
        return switch (this) {
            case Result(JsonNode value) -> new NodeJson(value);
            case Error(int code, String message) ->
                throw Refusal.of(Reason.NODE_ANSWER_INVALID, "the node answered with error " + code);
        };
    }

    /** The answer; the error with one code has a reason of its own. */
    default NodeJson requiredUnless(int code, Refusal refusal) throws Refusal {
        if (this instanceof Error error && error.code() == code) {
            throw refusal;
        }
        return required();
    }
}
