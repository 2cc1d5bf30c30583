/**
 * The path of a unary operation, from a whole call to a reply: route it, hand it to the engine, and what
 * protects that path: bulkheads, fallback, breakers. Knows no wire and no flags.
 */
@NullMarked
package turnout.router.dispatch;

import org.jspecify.annotations.NullMarked;
