/**
 * The path of a unary operation, from a whole call to a reply: route it, hand it to the engine. Knows no wire and no
 * flags; what protects the path (fallback, breaker) belongs here.
 */
@NullMarked
package turnout.router.dispatch;

import org.jspecify.annotations.NullMarked;
