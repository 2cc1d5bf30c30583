/**
 * Benchmarks of the gateway's parts beside their peers, run by {@code turnout bench}. Here belongs what prints a table
 * and a verdict; nothing that the tests run does.
 */
@NullMarked
package turnout.router.bench;

import org.jspecify.annotations.NullMarked;
