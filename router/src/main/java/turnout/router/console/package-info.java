/**
 * The HTTP side that operators see: login, status page, Togglz console, API, metrics and health on Jetty. It shows and
 * changes what it is given by suppliers; it reads no configuration and knows nothing of how calls travel.
 */
@NullMarked
package turnout.router.console;

import org.jspecify.annotations.NullMarked;
