/**
 * Reads the contract from its descriptors and checks that its options can be true together. Here belongs what every
 * reader of the options needs; nothing that knows an engine, a wire or a particular service does.
 */
@NullMarked
package turnout.contract;

import org.jspecify.annotations.NullMarked;
