/** Rules of blocks, chains and proofs, without a node around them. */
@NullMarked
package turnout.devnode.chain;

import org.jspecify.annotations.NullMarked;
