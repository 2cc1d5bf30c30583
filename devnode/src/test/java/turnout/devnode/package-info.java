/** The node asked over HTTP, as the engines ask it, and held against what Bitcoin Core answered. */
@NullMarked
package turnout.devnode;

import org.jspecify.annotations.NullMarked;
