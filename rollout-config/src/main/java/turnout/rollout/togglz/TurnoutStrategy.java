package turnout.rollout.togglz;

import org.togglz.core.activation.Parameter;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.spi.ActivationStrategy;
import org.togglz.core.user.FeatureUser;

/** The only strategy that the console offers. It carries an operator's values and decides nothing. */
final class TurnoutStrategy implements ActivationStrategy {

    static final String ID = "turnout";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "Turnout: a share of calls";
    }

    /** Never: calls are routed by Turnout's own table, and code that asks Togglz by mistake gets the safe answer. */
    @Override
    public boolean isActive(FeatureState state, FeatureUser user) {
        return false;
    }

    @Override
    public Parameter[] getParameters() {
        return FlagParameter.values();
    }
}
