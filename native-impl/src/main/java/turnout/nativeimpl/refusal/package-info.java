/**
 * Why an operation refuses, as a value, and how that travels as a gRPC status. Here belongs what every operation needs to
 * refuse; no operation and no transport does.
 */
@NullMarked
package turnout.nativeimpl.refusal;

import org.jspecify.annotations.NullMarked;
