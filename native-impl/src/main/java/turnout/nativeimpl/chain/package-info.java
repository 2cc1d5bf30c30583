/**
 * The chain component: what a node knows, each answer with the tip that it was computed at. How the node is reached belongs
 * to the node package.
 */
@NullMarked
package turnout.nativeimpl.chain;

import org.jspecify.annotations.NullMarked;
