package turnout.router.route;

import turnout.rollout.flags.Share;
import turnout.router.call.EngineName;

/**
 * Where one call goes.
 *
 * @param share of its component's calls that NATIVE serves under this table; not always the operator's percentage
 * @param rev of the component's flags, as the operator knows it; 0 where nobody has touched them
 */
public record Route(EngineName engine, RouteReason reason, Share share, long rev) {}
