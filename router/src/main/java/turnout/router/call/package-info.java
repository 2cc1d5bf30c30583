/**
 * The few types that every layer of the path speaks: operation, call, body, reply, engine. Here belongs what has no
 * behaviour of its own; nothing that knows a wire format, a flag or an engine does.
 */
@NullMarked
package turnout.router.call;

import org.jspecify.annotations.NullMarked;
