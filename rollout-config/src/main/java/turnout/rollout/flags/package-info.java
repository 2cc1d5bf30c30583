/**
 * What operators set: shares, held operations, the master flag, their file, their audit log and the Togglz console.
 * How a call is routed by them does not belong here, nor does the HTTP server that the console stands on.
 */
@NullMarked
package turnout.rollout.flags;

import org.jspecify.annotations.NullMarked;
