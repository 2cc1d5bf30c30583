/**
 * Decides which engine a call goes to: keys, buckets, and the immutable table that flags and overrides are compiled into.
 * Here belongs what a decision is made of; nothing that answers a call, reads a file or listens on a port does.
 */
@NullMarked
package turnout.router.route;

import org.jspecify.annotations.NullMarked;
