/**
 * The one place where the gateway is assembled, one line and one reason a layer, and the only reader of the
 * configuration. Anything that decides or moves a call belongs to the layers that are put together here.
 */
@NullMarked
package turnout.router.app;

import org.jspecify.annotations.NullMarked;
