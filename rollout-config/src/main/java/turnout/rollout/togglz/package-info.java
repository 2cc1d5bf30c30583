/**
 * The flags as Togglz sees them: its one activation strategy, its guarded state and its console as a servlet. What is
 * in force and whether a change is allowed is decided in {@code turnout.rollout.flags}, never here and never by Togglz.
 */
@NullMarked
package turnout.rollout.togglz;

import org.jspecify.annotations.NullMarked;
