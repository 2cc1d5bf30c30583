/**
 * A Bitcoin node's JSON-RPC: connections, authentication, batches, and its faults as reasons of the contract. What an
 * operation asks and makes of the answer belongs to its component.
 */
@NullMarked
package turnout.nativeimpl.node;

import org.jspecify.annotations.NullMarked;
