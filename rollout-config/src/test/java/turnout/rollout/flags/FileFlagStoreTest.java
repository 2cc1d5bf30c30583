package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.rollout.flags.FlagRefused.Kind;

class FileFlagStoreTest {

    @TempDir
    Path folder;

    private StoreFixture fixture;
    private FileFlagStore store;

    @BeforeEach
    void open() throws Exception {
        fixture = new StoreFixture(folder);
        store = fixture.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aChangeOutlivesTheProcess() throws Exception {
        var change = new FlagChange(
                "chain",
                Optional.of(Share.parse("10")),
                Optional.of(Share.parse("2.5")),
                Optional.of(Set.of("a.B/C", "a.B/D")),
                OptionalLong.of(0),
                "alice",
                "erster Schritt: p99 < 5 ms ✓",
                false);
        ComponentFlags changed = store.change(change);
        store.close();

        store = fixture.open();

        assertThat(store.current().of("chain")).isEqualTo(changed);
        assertThat(changed.rev()).isEqualTo(1);
    }

    @Test
    void whatIsNotNamedStaysAsItIs() throws Exception {
        store.change(StoreFixture.to("10"));

        ComponentFlags changed = store.change(new FlagChange(
                "chain",
                Optional.empty(),
                Optional.of(Share.parse("50")),
                Optional.empty(),
                OptionalLong.empty(),
                "alice",
                "compare",
                false));

        assertThat(changed.percent()).isEqualTo(Share.parse("10"));
        assertThat(changed.shadow()).isEqualTo(Share.parse("50"));
    }

    @Test
    void ofManyWhoDecidedOnTheSameRevOneWins() throws Exception {
        int rounds = 20;
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < rounds; round++) {
                long rev = round;
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int person = 0; person < 8; person++) {
                    Share share = new Share(100 * person);
                    attempts.add(() ->
                            wins(FlagChange.percent("chain", share, "p", "r").expecting(rev)));
                }
                int winners = 0;
                for (Future<Boolean> attempt : people.invokeAll(attempts)) {
                    winners += attempt.get() ? 1 : 0;
                }

                assertThat(winners).as("round %d", round).isEqualTo(1);
            }
        }
        assertThat(store.current().of("chain").rev()).isEqualTo(rounds);
        // A raise that lost against a lowering has two lines more: that it was meant, and that it was not applied.
        int undone = store.audit(record -> record.event().action().endsWith(".not-applied"), Integer.MAX_VALUE)
                .size();
        assertThat(fixture.verify().lines()).isEqualTo(rounds + 2L * undone);
        assertThat(fixture.verify().intact()).isTrue();
    }

    private boolean wins(FlagChange change) {
        try {
            store.change(change);
            return true;
        } catch (FlagRefused refused) {
            assertThat(refused.kind()).isEqualTo(Kind.STALE_REV);
            return false;
        }
    }

    @Test
    void aLargerStepNeedsTheOverride() throws Exception {
        refused(StoreFixture.to("100"), Kind.STEP_TOO_LARGE, "at most 10 %");

        assertThat(store.change(StoreFixture.to("100").overriding()).percent()).isEqualTo(Share.ALL);
        assertThat(store.audit(record -> true, 1).getFirst().event().override()).isTrue();
    }

    @Test
    void everyChangeNeedsAnActorAndAReason() {
        refused(FlagChange.percent("chain", Share.NONE, "alice", " "), Kind.INVALID, "needs a reason");
        refused(FlagChange.percent("chain", Share.NONE, "alice", "two\nlines"), Kind.INVALID, "one line");
        refused(FlagChange.percent("chain", Share.NONE, "alice", "x".repeat(301)), Kind.INVALID, "at most 300");
        refused(FlagChange.percent("chain", Share.NONE, "", "reason"), Kind.INVALID, "needs an actor");
    }

    @Test
    void namesTheComponentsWhenOneIsUnknown() {
        refused(
                FlagChange.percent("chian", Share.NONE, "alice", "typo"),
                Kind.UNKNOWN_COMPONENT,
                "there are chain, keys, script");
    }

    @Test
    void holdsOnlyOperationsThatExist() throws Exception {
        store.close();
        store = FileFlagStore.open(
                fixture.file,
                fixture.audit,
                Map.of("chain", Set.of("a.B/C")),
                Ladder.SHIPPED,
                java.time.Clock.systemUTC());

        refused(holding("a.B/X"), Kind.INVALID, "is not an operation of chain");
        refused(holding("<script>"), Kind.INVALID, "is not an operation's name");
        assertThat(store.change(holding("a.B/C")).except()).containsExactly("a.B/C");
    }

    @Test
    void allowingNativeAgainStartsEveryComponentAtZero() throws Exception {
        store.change(StoreFixture.to("10"));
        store.allowNative(false, "alice", "answers differ");
        Flags stopped = store.current();

        Flags again = store.allowNative(true, "alice", "cause found");

        assertThat(stopped.nativeAllowed()).isFalse();
        assertThat(again.nativeAllowed()).isTrue();
        assertThat(again.of("chain").percent()).isEqualTo(Share.NONE);
        assertThat(again.of("chain").rev()).isEqualTo(2);
    }

    @Test
    void aStalePageDoesNotAllowNativeAgain() throws Exception {
        store.allowNative(false, "alice", "answers differ");

        assertThatThrownBy(() -> store.allowNative(true, OptionalLong.of(0), "bob", "old page"))
                .isInstanceOfSatisfying(
                        FlagRefused.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.STALE_REV));
        assertThat(store.current().nativeAllowed()).isFalse();
    }

    @Test
    void listenersHearTheStateAtOnceAndEveryChangeInOrderBeforeItsCallReturns() throws Exception {
        List<String> heard = new ArrayList<>();
        store.onChange(flags -> {
            throw new IllegalStateException("a listener with a defect");
        });
        store.onChange(flags -> heard.add(flags.of("chain").percent().text()));

        store.change(StoreFixture.to("10"));
        store.change(StoreFixture.to("25"));

        assertThat(heard).containsExactly("0", "10", "25");
    }

    @Test
    void recordsWhoChangedWhatAndWhy() throws Exception {
        store.change(StoreFixture.to("10"));
        store.change(StoreFixture.to("5"));

        AuditEvent event = store.audit(record -> true, 1).getFirst().event();

        assertThat(event.actor()).isEqualTo("alice");
        assertThat(event.reason()).isEqualTo("to 5");
        assertThat(event.subject()).hasValue("chain");
        assertThat(event.before()).containsEntry("percent", "10");
        assertThat(event.after()).containsEntry("percent", "5");
        assertThat(event.rev()).isEqualTo(2);
    }

    private static FlagChange holding(String operation) {
        return new FlagChange(
                "chain",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.of(operation)),
                OptionalLong.empty(),
                "alice",
                "hold",
                false);
    }

    private void refused(FlagChange change, Kind kind, String sentence) {
        Flags before = store.current();

        assertThatThrownBy(() -> store.change(change))
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        FlagRefused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));

        assertThat(store.current()).isEqualTo(before);
    }
}
