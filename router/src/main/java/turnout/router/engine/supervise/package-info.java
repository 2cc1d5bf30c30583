/**
 * The processes that the gateway starts, and where the PYTHON workers are reached: start, heartbeat verdicts, restart
 * with back-off, stop, reaping. Here belongs what concerns processes; connections to them, and anything that knows
 * Netty, HTTP/2 or the configuration, do not.
 */
@NullMarked
package turnout.router.engine.supervise;

import org.jspecify.annotations.NullMarked;
