/**
 * The gateway's side of the lane (docs/lane.md): frames, metadata and the connection that carries unary calls to one
 * worker, on Netty's event loops. It knows nothing of workers, routing or clients, and everything in it runs on the one
 * event loop that owns the connection.
 */
@NullMarked
package turnout.router.engine.lane;

import org.jspecify.annotations.NullMarked;
