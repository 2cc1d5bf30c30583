/**
 * The program that {@code ./turnout} hands over to: one class a command, and what they need to find, ask and describe a
 * gateway. What a command does that is not asking, printing or starting belongs to the package that knows the subject.
 */
@NullMarked
package turnout.router.app.cli;

import org.jspecify.annotations.NullMarked;
