/**
 * Clients: accepts their connections, reads their requests, decides which way a call takes (relayed, passed by lane,
 * collected and dispatched, or a service of this process), and writes the replies. Speaks gRPC over {@code http2}; knows no message.
 */
@NullMarked
package turnout.router.wire;

import org.jspecify.annotations.NullMarked;
