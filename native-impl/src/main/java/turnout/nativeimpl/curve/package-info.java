/**
 * The one door to libsecp256k1: keys, signatures and sums of points as values. Here belongs what the curve does; what a
 * message, a script or a derivation does with it belongs to their own packages.
 */
@NullMarked
package turnout.nativeimpl.curve;

import org.jspecify.annotations.NullMarked;
