package turnout.nativeimpl.node;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;

/**
 * A node's JSON-RPC over kept connections. The calling thread, which blocks, is meant to be a virtual one. On every new
 * connection the node is asked which chain it is on. All that is asked only reads, so a call whose kept connection had
 * died is sent again on a new one.
 */
public final class NodeClient implements NodeRpc {

    private final NodeSettings settings;
    private final NodeCredentials credentials;
    private final IdleConnections idle = new IdleConnections();

    public NodeClient(NodeSettings settings) {
        this.settings = settings;
        this.credentials = new NodeCredentials(settings);
    }

    @Override
    public List<RpcReply> batch(List<RpcCall> calls) throws Refusal {
        try {
            return ask(RpcBatch.write(calls), calls.size());
        } catch (Unauthorized e) {
            throw Refusal.of(Reason.NODE_AUTH, "the node refuses the credentials");
        } catch (HttpReply.NotHttp e) {
            throw NodeJson.invalid("is not HTTP");
        } catch (SocketTimeoutException e) {
            throw Refusal.of(Reason.NODE_UNREACHABLE, "the node does not answer in time");
        } catch (IOException e) {
            throw Refusal.of(Reason.NODE_UNREACHABLE, "the node cannot be reached");
        }
    }

    @Override
    public Chain chain() {
        return settings.chain();
    }

    @Override
    public void close() {
        idle.close();
    }

    private List<RpcReply> ask(byte[] body, int count) throws IOException, Refusal {
        NodeConnection kept = idle.take();
        if (kept != null) {
            try {
                return ask(kept, body, count);
            } catch (HttpReply.NotHttp | SocketTimeoutException e) {
                throw e;
            } catch (Unauthorized e) {
                credentials.forget();
                return ask(open(), body, count);
            } catch (IOException e) {
                // It died while it was idle, most likely; a new connection tells.
            }
        }
        try {
            return ask(open(), body, count);
        } catch (Unauthorized e) {
            // A restarted node has a new cookie.
            credentials.forget();
            return ask(open(), body, count);
        }
    }

    /** One exchange; afterwards the connection is kept or closed. */
    private List<RpcReply> ask(NodeConnection connection, byte[] body, int count) throws IOException, Refusal {
        boolean keep = false;
        try {
            HttpReply reply = post(connection, body);
            keep = reply.keepsAlive();
            return RpcBatch.read(reply.body(), count);
        } finally {
            if (keep) {
                idle.put(connection);
            } else {
                connection.close();
            }
        }
    }

    /** A new connection to a node that is on the right chain. */
    private NodeConnection open() throws IOException, Refusal {
        NodeConnection connection = NodeConnection.open(settings);
        boolean right = false;
        try {
            byte[] question = RpcBatch.write(List.of(RpcCall.of("getblockchaininfo")));
            HttpReply reply = post(connection, question);
            String chain = RpcBatch.read(reply.body(), 1)
                    .getFirst()
                    .required()
                    .get("chain")
                    .text();
            right = chain.equals(settings.chain().rpcName());
            if (!right) {
                throw Refusal.of(
                        Reason.NODE_WRONG_NETWORK,
                        "the node is on " + Refusal.quote(chain) + " (expected: \""
                                + settings.chain().rpcName() + "\")");
            }
            return connection;
        } finally {
            if (!right) {
                connection.close();
            }
        }
    }

    private HttpReply post(NodeConnection connection, byte[] body) throws IOException, Refusal {
        HttpReply reply = connection.post(body, credentials.header());
        if (reply.status() == 401 || reply.status() == 403) {
            throw new Unauthorized();
        }
        if (reply.status() == 503) {
            throw Refusal.of(Reason.NODE_BUSY, "the node's work queue is full");
        }
        return reply;
    }

    /** The node refused the credentials, which may have changed since they were read. */
    private static final class Unauthorized extends IOException {
        private static final long serialVersionUID = 1;
    }
}
