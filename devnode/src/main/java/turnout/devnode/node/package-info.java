/**
 * The state of the node and its one writer: what it knows at a moment, taking transactions in, mining, keeping blocks
 * over a restart. What callers are told, and how, does not belong here.
 */
@NullMarked
package turnout.devnode.node;

import org.jspecify.annotations.NullMarked;
