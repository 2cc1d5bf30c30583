/**
 * The in-JVM engine's entry: its services, their settings, and a main class that serves them alone. Operations belong to
 * the packages of their components.
 */
@NullMarked
package turnout.nativeimpl;

import org.jspecify.annotations.NullMarked;
