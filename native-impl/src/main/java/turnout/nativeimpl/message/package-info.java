/**
 * The contract's shared Bitcoin messages, filled from the codec. Here belongs what several operations answer with; what
 * only one of them says does not.
 */
@NullMarked
package turnout.nativeimpl.message;

import org.jspecify.annotations.NullMarked;
