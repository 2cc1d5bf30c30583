/**
 * Unconfirmed transactions: which are let in, by consensus and by Core's default relay policy, and in which order they
 * would be mined. The chain itself and anything about JSON do not belong here.
 */
@NullMarked
package turnout.devnode.mempool;

import org.jspecify.annotations.NullMarked;
