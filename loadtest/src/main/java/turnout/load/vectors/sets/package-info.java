/**
 * The sets of vectors: a class for each file or folder of the corpus, which turns its cases into requests and says what a
 * right answer is. How they are run and counted is not known here.
 */
@NullMarked
package turnout.load.vectors.sets;

import org.jspecify.annotations.NullMarked;
