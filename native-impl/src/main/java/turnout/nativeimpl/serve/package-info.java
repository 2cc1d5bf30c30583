/**
 * Puts functions from request to response behind gRPC. Here belongs what is the same for every operation, malformed
 * bodies and faults included; nothing that knows Bitcoin does.
 */
@NullMarked
package turnout.nativeimpl.serve;

import org.jspecify.annotations.NullMarked;
