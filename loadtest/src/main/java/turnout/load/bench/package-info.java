/**
 * Measures what a proxied call costs the proxy, for the gateway and its peers alike, and holds the processes that this
 * needs. Latency under load is the parent package's subject.
 */
@NullMarked
package turnout.load.bench;

import org.jspecify.annotations.NullMarked;
