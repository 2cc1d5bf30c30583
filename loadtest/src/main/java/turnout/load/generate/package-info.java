/**
 * Requests that nobody wrote: valid, nearly valid and hostile, drawn from a seed, asked of both engines, which must
 * answer alike. What a right answer is stands with the vectors; here the only wrong ones are two different answers, one
 * that no operation means, and too few that are OK.
 */
@NullMarked
package turnout.load.generate;

import org.jspecify.annotations.NullMarked;
