/**
 * One corpus of vectors drives both engines through a gateway's own contract: what a case is, how both engines are asked,
 * what is made of their answers, and the report. What a set of vectors means stands in {@code sets}; no engine's class is
 * known here.
 */
@NullMarked
package turnout.load.vectors;

import org.jspecify.annotations.NullMarked;
