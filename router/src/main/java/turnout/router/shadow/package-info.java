/**
 * Gives the engine that did not serve a call the same call, later and bounded, and has the two replies compared. Nothing
 * here can change, delay or lose a caller's reply, and nothing here knows of connections.
 */
@NullMarked
package turnout.router.shadow;

import org.jspecify.annotations.NullMarked;
