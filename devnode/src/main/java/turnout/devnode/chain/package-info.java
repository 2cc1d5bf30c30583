/**
 * Blocks and transactions as consensus knows them: their bytes, the block tree, what is unspent, proof of work, merkle
 * proofs, mining. The mempool, relay policy and anything about JSON do not belong here.
 */
@NullMarked
package turnout.devnode.chain;

import org.jspecify.annotations.NullMarked;
