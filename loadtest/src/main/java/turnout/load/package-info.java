/**
 * The open-loop load generator: its schedule, its sender, its report and the command {@code load}. What measures the
 * gateway's own cost stands in {@code bench}, what proves that a run omits nothing in {@code selftest}; nothing here
 * knows a class of the gateway.
 */
@NullMarked
package turnout.load;

import org.jspecify.annotations.NullMarked;
