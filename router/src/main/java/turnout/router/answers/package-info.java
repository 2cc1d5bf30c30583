/**
 * The gRPC services that the gateway answers itself: health and reflection. They know the contract's descriptors and are
 * told the state of the rest; they know neither the wire that brings their calls nor the engines.
 */
@NullMarked
package turnout.router.answers;

import org.jspecify.annotations.NullMarked;
