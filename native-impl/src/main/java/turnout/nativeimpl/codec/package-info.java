/**
 * Bitcoin's serializations and texts as Bitcoin Core reads and writes them: transactions, blocks, scripts, addresses,
 * descriptors. Here belongs what depends on bytes and a chain's prefixes alone; messages of the contract, RPC and keys
 * do not.
 */
@NullMarked
package turnout.nativeimpl.codec;

import org.jspecify.annotations.NullMarked;
