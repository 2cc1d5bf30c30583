/**
 * BIP341's commitments: leaves, branches, trees, control blocks and the tweak of an output key. Running what a leaf holds is
 * the interpreter's business.
 */
@NullMarked
package turnout.nativeimpl.taproot;

import org.jspecify.annotations.NullMarked;
