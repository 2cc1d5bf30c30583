/**
 * Laws that hold over several operations, whatever the values: what is encoded decodes to itself, what is signed is
 * valid, a key derived and then neutered is the key neutered and then derived. One engine's calls alone; that both answer
 * alike is the concern of {@code generate}.
 */
@NullMarked
package turnout.load.laws;

import org.jspecify.annotations.NullMarked;
