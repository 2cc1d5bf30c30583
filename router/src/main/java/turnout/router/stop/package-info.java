/**
 * The emergency stop and what it leaves behind: the file that people rename, the state that a restart needs, the holds
 * that are ended one by one. It overrides the flags in the routing table; how a call is routed, and who may stop or
 * lift, is decided elsewhere.
 */
@NullMarked
package turnout.router.stop;

import org.jspecify.annotations.NullMarked;
