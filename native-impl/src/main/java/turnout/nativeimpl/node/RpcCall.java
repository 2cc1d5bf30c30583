package turnout.nativeimpl.node;

import java.util.List;

/**
 * One question to a node.
 *
 * @param params strings, integers and booleans, by position
 */
public record RpcCall(String method, List<Object> params) {

    public static RpcCall of(String method, Object... params) {
        return new RpcCall(method, List.of(params));
    }
}
