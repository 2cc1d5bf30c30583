/**
 * Keeps score of calls: latency histograms, outcome counters, and what is offered of them as metrics and log files. Here
 * belongs what only reads numbers that others hand in; nothing that decides about a call, or could delay one, does.
 */
@NullMarked
package turnout.router.observe;

import org.jspecify.annotations.NullMarked;
