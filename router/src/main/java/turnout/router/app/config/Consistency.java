package turnout.router.app.config;

import java.util.List;
import java.util.function.Predicate;

/** What must hold between keys whose values are each in order. */
final class Consistency {

    /**
     * @param keys those that the rule is about; the first that somebody set is named as the place
     * @param sentence what is expected, and why
     */
    private record Rule(List<Key<?>> keys, Predicate<Values> holds, String sentence) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    List.of(Keys.PYTHON_HEARTBEAT_OUT_AFTER, Keys.PYTHON_HEARTBEAT_EVERY),
                    values -> values.get(Keys.PYTHON_HEARTBEAT_EVERY)
                                    .compareTo(values.get(Keys.PYTHON_HEARTBEAT_OUT_AFTER))
                            < 0,
                    "engines.python.heartbeat.out-after has to be longer than heartbeat.every"),
            new Rule(
                    List.of(Keys.PYTHON_HEARTBEAT_KILL_AFTER, Keys.PYTHON_HEARTBEAT_OUT_AFTER),
                    values -> values.get(Keys.PYTHON_HEARTBEAT_OUT_AFTER)
                                    .compareTo(values.get(Keys.PYTHON_HEARTBEAT_KILL_AFTER))
                            < 0,
                    "engines.python.heartbeat.kill-after has to be longer than heartbeat.out-after"),
            new Rule(
                    List.of(Keys.PYTHON_RESTART_MIN, Keys.PYTHON_RESTART_MAX),
                    values -> values.get(Keys.PYTHON_RESTART_MIN).compareTo(values.get(Keys.PYTHON_RESTART_MAX)) <= 0,
                    "engines.python.restart.min has to be at most restart.max"),
            new Rule(
                    List.of(Keys.LIMITS_HELD_BYTES_PER_CONNECTION, Keys.LIMITS_HELD_BYTES),
                    values -> values.get(Keys.LIMITS_HELD_BYTES_PER_CONNECTION) <= values.get(Keys.LIMITS_HELD_BYTES),
                    "gateway.limits.held-bytes-per-connection has to be at most held-bytes"),
            new Rule(
                    List.of(Keys.LIMITS_REQUEST_MESSAGE, Keys.LIMITS_HELD_BYTES_PER_CONNECTION),
                    values -> values.get(Keys.LIMITS_REQUEST_MESSAGE)
                            <= values.get(Keys.LIMITS_HELD_BYTES_PER_CONNECTION),
                    "gateway.limits.request-message has to be at most held-bytes-per-connection,"
                            + " or such a request could never be held for routing"),
            new Rule(
                    List.of(Keys.NODE_NETWORK, Keys.NODE_URL),
                    values -> values.get(Keys.NODE_URL).isPresent()
                            || values.get(Keys.NODE_NETWORK) == NodeNetwork.REGTEST,
                    "without node.url devnode is started, and its network is regtest"),
            new Rule(
                    List.of(Keys.NODE_BLOCK_EVERY, Keys.NODE_URL),
                    values -> values.get(Keys.NODE_URL).isEmpty()
                            || values.get(Keys.NODE_BLOCK_EVERY).isEmpty(),
                    "node.block-every is for devnode, which is not started when node.url is set"),
            new Rule(
                    List.of(Keys.NODE_USER, Keys.NODE_PASSWORD_FILE),
                    values -> values.get(Keys.NODE_USER).isPresent()
                            == values.get(Keys.NODE_PASSWORD_FILE).isPresent(),
                    "node.user and node.password-file need each other"),
            new Rule(
                    List.of(Keys.NODE_COOKIE_FILE, Keys.NODE_USER),
                    values -> values.get(Keys.NODE_COOKIE_FILE).isEmpty()
                            || values.get(Keys.NODE_USER).isEmpty(),
                    "node.cookie-file and node.user are two ways to log in: set one"),
            new Rule(
                    List.of(Keys.NODE_URL, Keys.NODE_COOKIE_FILE, Keys.NODE_USER),
                    values -> values.get(Keys.NODE_URL).isPresent()
                            == (values.get(Keys.NODE_COOKIE_FILE).isPresent()
                                    || values.get(Keys.NODE_USER).isPresent()),
                    "node.url needs node.cookie-file, or node.user and node.password-file; devnode needs none"));

    private Consistency() {}

    /** The broken rules; one about a value that did not fit anyway is left out. */
    static List<Problem> problems(Values values) {
        return RULES.stream()
                .filter(rule ->
                        rule.keys().stream().allMatch(key -> values.of(key).fits()))
                .filter(rule -> !rule.holds().test(values))
                .map(rule -> new Problem(place(rule, values), rule.sentence()))
                .toList();
    }

    private static Origin place(Rule rule, Values values) {
        return rule.keys().stream()
                .map(key -> values.of(key).origin())
                .filter(origin -> !origin.equals(Origin.DEFAULT))
                .findFirst()
                .orElse(Origin.DEFAULT);
    }
}
