/**
 * The node as a process: its command line, and the one place where its parts are put together. Everything it can do
 * belongs into the packages below.
 */
@NullMarked
package turnout.devnode;

import org.jspecify.annotations.NullMarked;
