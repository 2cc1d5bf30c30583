/**
 * Bitcoin Core's JSON-RPC over HTTP: connections, the cookie, request and reply objects, parameter rules, JSON text.
 * What a method answers does not belong here, nor anything about blocks.
 */
@NullMarked
package turnout.devnode.rpc;

import org.jspecify.annotations.NullMarked;
