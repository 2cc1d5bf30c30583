/**
 * The two engines and the ways to them: NATIVE inside the process, PYTHON by lane or over HTTP/2 to its worker processes. Knows
 * calls and connections; nothing of clients, flags or comparison.
 */
@NullMarked
package turnout.router.engine;

import org.jspecify.annotations.NullMarked;
