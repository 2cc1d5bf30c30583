/**
 * Rules about a transaction as a whole: Core's CheckTransaction and CheckTxInputs, and what verifying it may cost. Running
 * scripts is the interpreter's business, reading bytes the codec's.
 */
@NullMarked
package turnout.nativeimpl.transaction;

import org.jspecify.annotations.NullMarked;
