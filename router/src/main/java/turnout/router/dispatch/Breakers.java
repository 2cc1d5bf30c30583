package turnout.router.dispatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.call.Role;
import turnout.router.observe.Interval;
import turnout.router.observe.Scoreboard;
import turnout.router.route.Publisher;

/**
 * The breakers of all components, local to this node. One thread reads the scoreboard twenty times a second and tells the
 * publisher; calls pay nothing for it. All state but {@link #slow} is that thread's.
 */
public final class Breakers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Breakers.class);

    /** A twentieth of the second in which it has to open. */
    private static final long EVERY_MILLIS = 50;

    private final Scoreboard scoreboard;
    private final Publisher publisher;
    private final BreakerRules rules;
    private final BreakerFile file;
    private final Map<String, String> components = new HashMap<>();
    private final Map<String, Breaker> breakers = new TreeMap<>();
    private final Map<String, Map<EngineName, Evidence>> seen = new HashMap<>();
    private final Map<String, Boolean> slow = new ConcurrentHashMap<>();
    private final Map<String, Double> states = new ConcurrentHashMap<>();
    private final Map<String, Double> bothBad = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("breakers").daemon().factory());

    private Breakers(Operations operations, Scoreboard scoreboard, Publisher publisher, BreakerRules rules, Path file) {
        this.scoreboard = scoreboard;
        this.publisher = publisher;
        this.rules = rules;
        this.file = new BreakerFile(file);
        for (Operation operation : operations.all()) {
            components.put(operation.name(), operation.component());
        }
        for (String component : operations.components()) {
            breakers.put(component, new Breaker(rules));
        }
    }

    /** Puts back in force what was open when another process ended; then watches. */
    public static Breakers start(
            Operations operations, Scoreboard scoreboard, Publisher publisher, BreakerRules rules, Path file) {
        Breakers breakers = new Breakers(operations, scoreboard, publisher, rules, file);
        breakers.restore();
        if (rules.slowAfter().isPresent()) {
            scoreboard.onInterval(breakers::look);
        }
        breakers.thread.scheduleAtFixedRate(breakers::step, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return breakers;
    }

    /** 0 closed, 1 half open, 2 open; by component. Any thread. */
    public Map<String, Double> states() {
        return Map.copyOf(states);
    }

    /** {@code closed}, {@code half-open} or {@code open}; by component. Any thread. */
    public SortedMap<String, String> words() {
        SortedMap<String, String> words = new TreeMap<>();
        states.forEach((component, state) -> words.put(
                component,
                Breaker.State.values()[state.intValue()]
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')));
        return words;
    }

    /** 1 where both engines are bad; by component. Any thread. */
    public Map<String, Double> bothBad() {
        return Map.copyOf(bothBad);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void restore() {
        long now = millis();
        try {
            file.read().forEach((component, coolDown) -> {
                Breaker breaker = breakers.get(component);
                if (breaker != null) {
                    breaker.restore(now, coolDown);
                    publish(component, breaker);
                }
            });
        } catch (IOException e) {
            log.warn("event=breakers-not-read reason=\"{}\"", e.toString());
        }
        breakers.forEach((component, breaker) -> show(component, breaker));
    }

    private void step() {
        try {
            long now = millis();
            Map<String, Map<EngineName, Evidence>> totals = totals();
            breakers.forEach((component, breaker) -> {
                Map<EngineName, Evidence> total = totals.getOrDefault(component, Map.of());
                Map<EngineName, Evidence> before = seen.getOrDefault(component, Map.of());
                boolean changed = breaker.step(
                        now,
                        since(total, before, EngineName.NATIVE),
                        since(total, before, EngineName.PYTHON),
                        slow.remove(component) != null);
                show(component, breaker);
                if (changed) {
                    publish(component, breaker);
                    log.warn("event=breaker component={} state={}", component, breaker.state());
                    write();
                }
            });
            seen.clear();
            seen.putAll(totals);
        } catch (RuntimeException e) {
            log.error("event=breaker-fault", e); // the next step begins from the same scoreboard
        }
    }

    private static Evidence since(
            Map<EngineName, Evidence> total, Map<EngineName, Evidence> before, EngineName engine) {
        return total.getOrDefault(engine, Evidence.NONE).minus(before.getOrDefault(engine, Evidence.NONE));
    }

    private Map<String, Map<EngineName, Evidence>> totals() {
        Map<String, Map<EngineName, Evidence>> totals = new HashMap<>();
        scoreboard.counts((line, status, count) -> {
            String component = components.get(line.operation());
            if (component != null && line.role() != Role.SHADOW) {
                totals.computeIfAbsent(component, unused -> new HashMap<>())
                        .merge(
                                line.engine(),
                                line.answered() ? new Evidence(count, 0) : new Evidence(0, count),
                                Evidence::plus);
            }
        });
        return totals;
    }

    /** Whether half of NATIVE's calls of an interval, or what the rules say, were slower than the operator allows. */
    private void look(Interval interval) {
        long limit = rules.slowAfter().orElseThrow().toNanos();
        Map<String, Evidence> byComponent = new HashMap<>();
        interval.lines().forEach((line, histogram) -> {
            String component = components.get(line.operation());
            if (component != null && line.engine() == EngineName.NATIVE && line.role() == Role.SERVED) {
                long late = histogram.getCountBetweenValues(limit, Long.MAX_VALUE);
                byComponent.merge(component, new Evidence(histogram.getTotalCount() - late, late), Evidence::plus);
            }
        });
        byComponent.forEach((component, evidence) -> {
            if (evidence.bad(rules)) {
                slow.put(component, true);
            }
        });
    }

    private void publish(String component, Breaker breaker) {
        publisher.override(overrides -> overrides.withBreaker(component, breaker.allowed()));
    }

    private void show(String component, Breaker breaker) {
        states.put(component, (double) breaker.state().ordinal());
        Double before = bothBad.put(component, breaker.bothBad() ? 1.0 : 0.0);
        if (breaker.bothBad() && (before == null || before == 0)) {
            log.error("event=both-engines-bad component={}", component);
        }
    }

    private void write() {
        Map<String, Long> open = new TreeMap<>();
        breakers.forEach((component, breaker) -> {
            if (breaker.state() != Breaker.State.CLOSED) {
                open.put(component, breaker.coolDownMillis());
            }
        });
        try {
            file.write(open);
        } catch (IOException e) {
            log.warn("event=breakers-not-written reason=\"{}\"", e.toString());
        }
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
