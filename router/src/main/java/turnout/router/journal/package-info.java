/**
 * What two engines disagreed on, kept on a bounded piece of disk: clusters with their counts, a few exemplars of each, and
 * the calls that were answered wrongly. Whether a reply is wrong, and what is done about it, is decided elsewhere; what is
 * sensitive never gets as far as a file.
 */
@NullMarked
package turnout.router.journal;

import org.jspecify.annotations.NullMarked;
