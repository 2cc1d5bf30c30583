package turnout.rollout.togglz;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.togglz.core.Feature;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagRefused.Kind;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;

/**
 * Turnout's flags as Togglz's states, with a guard in front of each write.
 *
 * <p>A component's feature is always enabled and its percent says the rest, because Togglz knows states that would send
 * everything to NATIVE: enabled with no strategy, with an unknown one, or enabled again after {@code disable()} threw
 * the parameters away. Enabling without our strategy is refused; disabling puts percent and shadow to 0.
 */
final class GuardedStates implements StateRepository {

    private final FlagStore store;
    private final Supplier<String> actor;
    private final BooleanSupplier mayAllow;

    /** @param mayAllow whether the actor may set the master flag, and not only take it away */
    GuardedStates(FlagStore store, Supplier<String> actor, BooleanSupplier mayAllow) {
        this.store = store;
        this.actor = actor;
        this.mayAllow = mayAllow;
    }

    @Override
    public FeatureState getFeatureState(Feature feature) {
        Flags flags = store.current();
        var state = new FeatureState(feature).setStrategyId(TurnoutStrategy.ID);
        if (feature.name().equals(FlagFeatures.MASTER)) {
            return state.setEnabled(flags.nativeAllowed()).setParameter("rev", Long.toString(flags.nativeRev()));
        }
        ComponentFlags component = flags.of(feature.name());
        return state.setEnabled(true)
                .setParameter("percent", component.percent().text())
                .setParameter("shadow", component.shadow().text())
                .setParameter("except", String.join(", ", component.except()))
                .setParameter("rev", Long.toString(component.rev()));
    }

    /** @throws StateRefused with the sentence to show; nothing has changed then */
    @Override
    public void setFeatureState(FeatureState wanted) {
        try {
            guard(wanted);
            if (wanted.getFeature().name().equals(FlagFeatures.MASTER)) {
                setMaster(wanted);
            } else if (wanted.isEnabled()) {
                store.change(change(wanted));
            } else {
                store.change(stop(wanted));
            }
        } catch (FlagRefused refused) {
            throw new StateRefused(refused);
        }
    }

    private static void guard(FeatureState wanted) throws FlagRefused {
        if (wanted.isEnabled() && !TurnoutStrategy.ID.equals(wanted.getStrategyId())) {
            throw new FlagRefused(
                    Kind.INVALID,
                    "A flag is only enabled with the strategy \"" + TurnoutStrategy.ID
                            + "\": without it Togglz would mean all calls.");
        }
        for (Map.Entry<String, String> parameter : wanted.getParameterMap().entrySet()) {
            ConsoleForm.check(parameter.getKey(), parameter.getValue());
        }
    }

    private void setMaster(FeatureState wanted) throws FlagRefused {
        if (!wanted.isEnabled()) {
            store.allowNative(false, actor.get(), reasonToStop(wanted));
            return;
        }
        if (!mayAllow.getAsBoolean()) {
            throw new FlagRefused(
                    Kind.ROLE, "Allowing NATIVE needs the role administrator; an operator can only forbid it.");
        }
        store.allowNative(
                true,
                OptionalLong.of(rev(wanted)),
                actor.get(),
                text(wanted, "reason").orElse(""));
    }

    private FlagChange change(FeatureState wanted) throws FlagRefused {
        Share percent = share(wanted, "percent")
                .orElseThrow(() -> new FlagRefused(
                        Kind.INVALID, "The percent is empty: expected " + FlagParameter.PERCENT.expected() + "."));
        return new FlagChange(
                wanted.getFeature().name(),
                Optional.of(percent),
                Optional.of(share(wanted, "shadow").orElse(Share.NONE)),
                Optional.of(except(text(wanted, "except").orElse(""))),
                OptionalLong.of(rev(wanted)),
                actor.get(),
                text(wanted, "reason").orElse(""),
                text(wanted, "override").isPresent());
    }

    /** A stop is never refused for an old page or a missing reason. */
    private FlagChange stop(FeatureState wanted) {
        return new FlagChange(
                wanted.getFeature().name(),
                Optional.of(Share.NONE),
                Optional.of(Share.NONE),
                Optional.empty(),
                OptionalLong.empty(),
                actor.get(),
                reasonToStop(wanted),
                false);
    }

    private static String reasonToStop(FeatureState wanted) {
        return text(wanted, "reason").orElse("disabled in the Togglz console");
    }

    private static long rev(FeatureState wanted) throws FlagRefused {
        return Long.parseLong(text(wanted, "rev")
                .orElseThrow(() -> new FlagRefused(
                        Kind.INVALID, "The rev is empty: expected " + FlagParameter.REV.expected() + ".")));
    }

    private static Optional<Share> share(FeatureState wanted, String name) {
        return text(wanted, name).map(Share::parse);
    }

    private static Set<String> except(String list) {
        return Stream.of(list.split("[, \\r\\n]+"))
                .filter(operation -> !operation.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Optional<String> text(FeatureState wanted, String name) {
        @Nullable String value = wanted.getParameter(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
