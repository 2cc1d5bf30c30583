package turnout.rollout.togglz;

import turnout.rollout.flags.FlagRefused;

/** Carries a refusal through Togglz, whose interfaces know no checked exception. */
final class StateRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final FlagRefused refused;

    StateRefused(FlagRefused refused) {
        super(refused);
        this.refused = refused;
    }

    StateRefused(FlagRefused.Kind kind, String sentence) {
        this(new FlagRefused(kind, sentence));
    }

    FlagRefused refused() {
        return refused;
    }
}
