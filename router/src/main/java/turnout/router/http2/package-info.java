/**
 * A thin HTTP/2 (RFC 9113, RFC 7541) for both ends of a proxy: frames, header blocks, streams, flow control, flood
 * limits, on Netty's event loops and buffers. It knows nothing of gRPC or routing, and everything in it runs on the one
 * event loop that owns the connection.
 */
@NullMarked
package turnout.router.http2;

import org.jspecify.annotations.NullMarked;
