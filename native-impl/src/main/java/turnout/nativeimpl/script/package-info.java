/**
 * The script component: pure functions over transactions, scripts, addresses and messages. Serialization itself belongs to
 * the codec, and nothing here asks a node.
 */
@NullMarked
package turnout.nativeimpl.script;

import org.jspecify.annotations.NullMarked;
