package turnout.router.route;

import org.jspecify.annotations.Nullable;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.EngineName;

/**
 * How one component stands in a table: its flags and this node's overrides, merged in the order of precedence.
 *
 * @param share of NATIVE in force
 * @param reason what decided on that share
 */
record Standing(ComponentFlags flags, Share share, RouteReason reason) {

    static Standing of(String component, @Nullable Flags flags, Overrides overrides) {
        ComponentFlags own = flags == null ? ComponentFlags.untouched(component) : flags.of(component);
        if (overrides.stop()) {
            return new Standing(own, Share.NONE, RouteReason.STOP);
        }
        if (flags == null) {
            return new Standing(own, Share.NONE, RouteReason.NO_FLAGS);
        }
        if (!flags.nativeAllowed()) {
            return new Standing(own, Share.NONE, RouteReason.MASTER_OFF);
        }
        if (overrides.held().contains(component)) {
            return new Standing(own, Share.NONE, RouteReason.HELD);
        }
        Share allowed = overrides.breakers().getOrDefault(component, Share.ALL);
        if (allowed.compareTo(own.percent()) < 0) {
            return new Standing(own, allowed, RouteReason.BREAKER);
        }
        return new Standing(own, own.percent(), RouteReason.PERCENT);
    }

    /** Whether not even a tester may go to NATIVE. */
    boolean closed() {
        return reason == RouteReason.STOP || reason == RouteReason.NO_FLAGS || reason == RouteReason.MASTER_OFF;
    }

    /** Whether the engine that does not serve may be given calls at all: not NATIVE's while somebody stopped it. */
    boolean mayShadow() {
        return !closed() && reason != RouteReason.HELD;
    }

    Route to(EngineName engine) {
        return to(engine, reason);
    }

    Route to(EngineName engine, RouteReason why) {
        return new Route(engine, why, share, flags.rev());
    }
}
