package turnout.rollout.togglz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglz.core.Feature;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.util.NamedFeature;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Ladder;
import turnout.rollout.flags.Share;

/** Togglz's own manager over the guarded states: the ways in which Togglz would send everything to NATIVE by accident. */
class GuardedStatesTest {

    private static final Feature CHAIN = new NamedFeature("chain");
    private static final Feature MASTER = new NamedFeature(FlagFeatures.MASTER);

    @TempDir
    Path folder;

    private FileFlagStore store;
    private FeatureManager togglz;

    @BeforeEach
    void open() throws Exception {
        store = FileFlagStore.open(
                folder.resolve("flags.json"),
                folder.resolve("audit.jsonl"),
                new TreeSet<>(List.of("chain", "script")),
                Ladder.SHIPPED,
                Clock.systemUTC());
        store.change(FlagChange.percent("chain", Share.parse("10"), "alice", "first step"));
        togglz = FeatureManagerBuilder.begin()
                .featureProvider(new FlagFeatures(store, Set::of))
                .stateRepository(new GuardedStates(store, () -> "alice", () -> true))
                .activationStrategyProvider(() -> List.of(new TurnoutStrategy()))
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void disablingAndEnablingDoesNotMeanAllCalls() {
        togglz.disable(CHAIN);

        assertThat(percent()).isEqualTo(Share.NONE);
        refused(new FeatureState(CHAIN, true), "only enabled with the strategy");
        assertThatThrownBy(() -> togglz.enable(CHAIN)).isInstanceOf(StateRefused.class);
        assertThat(percent()).isEqualTo(Share.NONE);
    }

    @Test
    void anotherStrategyIsRefused() {
        refused(state(Map.of("percent", "10", "rev", "1", "reason", "r")).setStrategyId("gradual"), "strategy");
    }

    @ParameterizedTest
    @CsvSource({
        "percent, 101",
        "percent, -1",
        "percent, abc",
        "percent, 100",
        "percent, ''",
        "shadow, <b>",
        "rev, 0",
        "rev, x",
        "rev, ''",
        "reason, ''",
        "reason, <script>",
        "override, no",
        "unheard-of, 1",
    })
    void refusesAValueThatNoRuleAllows(String name, String value) {
        refused(state(Map.of("percent", "10", "rev", "1", "reason", "r")).setParameter(name, value), "");
    }

    @Test
    void takesAStateThatIsInOrder() {
        togglz.setFeatureState(state(Map.of("percent", "25", "shadow", "1.5", "rev", "1", "reason", "second step")));

        assertThat(percent()).isEqualTo(Share.parse("25"));
        assertThat(togglz.getFeatureState(CHAIN).getParameter("shadow")).isEqualTo("1.5");
    }

    @Test
    void everyStateIsACopy() {
        togglz.getFeatureState(CHAIN).setParameter("percent", "100").setEnabled(false);

        assertThat(togglz.getFeatureState(CHAIN).getParameter("percent")).isEqualTo("10");
        assertThat(percent()).isEqualTo(Share.parse("10"));
    }

    @Test
    void theMasterFlagIsNotEnabledWithoutStrategyRevAndReason() {
        togglz.disable(MASTER);

        refused(new FeatureState(MASTER, true), "strategy");
        refused(new FeatureState(MASTER, true).setStrategyId(TurnoutStrategy.ID), "rev");
        refused(new FeatureState(MASTER, true).setStrategyId(TurnoutStrategy.ID).setParameter("rev", "1"), "reason");
        assertThat(store.current().nativeAllowed()).isFalse();
    }

    @Test
    void codeThatAsksTogglzByMistakeGetsTheSafeAnswer() {
        assertThat(togglz.isActive(CHAIN)).isFalse();
    }

    private static FeatureState state(Map<String, String> parameters) {
        var state = new FeatureState(CHAIN, true).setStrategyId(TurnoutStrategy.ID);
        parameters.forEach(state::setParameter);
        return state;
    }

    private void refused(FeatureState state, String sentence) {
        Flags before = store.current();

        assertThatThrownBy(() -> togglz.setFeatureState(state))
                .isInstanceOfSatisfying(
                        StateRefused.class,
                        refused -> assertThat(refused.refused().sentence())
                                .contains(sentence)
                                .endsWith("."));

        assertThat(store.current()).isEqualTo(before);
    }

    private Share percent() {
        return store.current().of("chain").percent();
    }
}
