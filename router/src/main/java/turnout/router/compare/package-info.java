/**
 * Whether two engines said the same: a pure function of two replies and the contract's field rules, on any thread. Here
 * belongs what finds, names and renders differences; who is asked, when, and what becomes of a mismatch does not.
 */
@NullMarked
package turnout.router.compare;

import org.jspecify.annotations.NullMarked;
