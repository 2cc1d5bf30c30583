/**
 * Proves before a run that its sender leaves no late call out, by a server that is known to stall. The load generator
 * itself is the parent package.
 */
@NullMarked
package turnout.load.selftest;

import org.jspecify.annotations.NullMarked;
