/**
 * The RPC methods: what each is asked, what it answers from the node's state, and its errors, all as Bitcoin Core 31
 * names and orders them. Rules of consensus and policy do not belong here, nor HTTP.
 */
@NullMarked
package turnout.devnode.call;

import org.jspecify.annotations.NullMarked;
