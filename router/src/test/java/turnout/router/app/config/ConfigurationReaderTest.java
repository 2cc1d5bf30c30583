package turnout.router.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = folder;
    private Places places = new Places(folder, folder);

    @BeforeEach
    void placeTheFile() {
        file = folder.resolve("turnout.yaml");
        places = new Places(folder.resolve("home"), folder.resolve("installation"));
    }

    @Test
    void takesEveryKindOfValue() throws Exception {
        Files.writeString(file, """
                gateway:
                  listen: "[::1]:0"
                  drain: 1500ms
                  testers:
                    peers: [10.0.0.7, "fd00::7"]
                  limits:
                    request-message: 2MiB
                engines:
                  python:
                    command: [bin/python, -m, "a module"]
                    targets:
                      - unix:var/s.sock
                      - sidecar.example:7000
                    protocol: grpc
                histograms:
                  log: off
                """);

        Settings settings = read().settings();

        assertThat(settings.gateway().listen()).isEqualTo(new InetSocketAddress("::1", 0));
        assertThat(settings.gateway().drain()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.gateway().testers().peers())
                .containsExactly(InetAddress.ofLiteral("10.0.0.7"), InetAddress.ofLiteral("fd00::7"));
        assertThat(settings.gateway().limits().requestMessageBytes()).isEqualTo(2 << 20);
        assertThat(settings.python().command())
                .containsExactly(places.installation().resolve("bin/python").toString(), "-m", "a module");
        assertThat(settings.python().targets())
                .containsExactly(
                        new Address.UnixSocket(places.home().resolve("var/s.sock")),
                        new Address.Tcp(InetSocketAddress.createUnresolved("sidecar.example", 7000)));
        assertThat(settings.python().protocol()).isEqualTo(PythonProtocol.GRPC);
        assertThat(settings.histograms().log()).isFalse();
    }

    @Test
    void needsNoFileAtAll() throws Exception {
        Settings settings = ConfigurationReader.read(places, Optional.empty(), Map.of(), Map.of())
                .settings();

        assertThat(settings.flags().file()).isEqualTo(places.home().resolve("var/flags.json"));
        assertThat(settings.python().workers()).isGreaterThanOrEqualTo(2);
        assertThat(settings.node().url()).isEmpty();
    }

    @Test
    void letsVariablesOverruleTheFileAndOptionsOverruleBoth() throws Exception {
        Files.writeString(file, "gateway:\n  drain: 1s\n  event-loops: 1\nlog:\n  level: warn\n");

        Configuration configuration = ConfigurationReader.read(
                places,
                Optional.of(file),
                Map.of("TURNOUT_GATEWAY_DRAIN", "2s", "TURNOUT_GATEWAY_EVENT_LOOPS", "2"),
                Map.of("gateway.drain", "3s"));

        assertThat(origins(configuration, "gateway.drain", "gateway.event-loops", "log.level", "log.format"))
                .containsExactly(
                        "3s from -D gateway.drain",
                        "2 from TURNOUT_GATEWAY_EVENT_LOOPS",
                        "warn from " + file + ":5",
                        "text from default");
    }

    @Test
    void takesListsFromTextWhereThereAreNoLists() throws Exception {
        Settings settings = ConfigurationReader.read(
                        places,
                        Optional.empty(),
                        Map.of("TURNOUT_ENGINES_PYTHON_COMMAND", "python3 -m other"),
                        Map.of("flags.ladder", "0, 12.5, 100"))
                .settings();

        assertThat(settings.python().command()).containsExactly("python3", "-m", "other");
        assertThat(settings.flags().ladder().steps()).hasSize(3);
    }

    @Test
    void saysEverythingThatIsWrongAtOnceWithItsLine() throws Exception {
        Files.writeString(file, """
                gateway:
                  listn: 127.0.0.1:1
                  drain: 5sec
                  limits:
                    connections: 0
                    request-message: [1MiB]
                ledger: {}
                ops: 8088
                log:
                  level: {x: y}
                  format: xml
                """);

        assertThat(problems(Map.of("TURNOUT_NODE_URI", "http://a"), Map.of("gateway", "1")))
                .containsExactly(
                        file + ":2: there is no key gateway.listn (did you mean gateway.listen?)",
                        file + ":3: gateway.drain: \"5sec\" is not a duration above zero (expected: 250ms, 5s, 2m)",
                        file + ":5: gateway.limits.connections: \"0\" is not a number from 1 to 1000000",
                        file + ":6: gateway.limits.request-message: [1MiB] is a list,"
                                + " not a size from 1B to 2047MiB (expected: 64KiB, 4MiB)",
                        file + ":7: there is no key ledger",
                        file + ":8: ops is a group, not a value",
                        file + ":10: log.level takes a value, not a group",
                        file + ":11: log.format: \"xml\" is not one of text, json",
                        "TURNOUT_NODE_URI: sets no key (did you mean TURNOUT_NODE_URL?)",
                        "-D gateway: gateway is a group, not a value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gateway.listen             | 127.0.0.1             | is not an address
                    gateway.listen             | 127.0.0.1:65536       | is not an address
                    gateway.listen             | no.such.host.invalid:1 | has no address here
                    gateway.drain              | 0s                    | is not a duration above zero
                    gateway.drain              | 99999999999s          | is not a duration
                    gateway.limits.held-bytes  | 4MB                   | is not a size
                    gateway.limits.reply-message | 2GiB                | is not a size from 1B to 2047MiB
                    gateway.testers.peers      | localhost             | is not an IP address
                    gateway.descriptors        | none.binpb            | is not a file that can be read
                    engines.python.workers     | 0                     | is not auto or a number from 1 to 1024
                    engines.python.command     | ''                    | no program is named
                    engines.python.targets     | unix:                 | is not an address
                    engines.python.targets     | host:0                | is not an address
                    engines.python.protocol    | GRPC                  | is not one of auto, lane, grpc
                    node.url                   | ftp://host            | is not a URL
                    node.url                   | http://u:p@host:1     | the URL names a user
                    flags.ladder               | 0,50                  | does not rise strictly from 0 to 100
                    flags.ladder               | 0,abc,100             | is not a percentage
                    histograms.log             | maybe                 | is not a switch
                    flags.file                 | ''                    | is not a path
                    """)
    void refuses(String key, String value, String sentence) {
        assertThat(problems(Map.of(), Map.of(key, value)))
                .singleElement()
                .asString()
                .startsWith("-D " + key + ": ")
                .contains(sentence);
    }

    @Test
    void neverRepeatsAPassword() {
        assertThat(problems(Map.of("TURNOUT_NODE_URL", "http://u:hunter2@host:1"), Map.of()))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    engines.python.heartbeat.every | 2s     | out-after has to be longer
                    engines.python.heartbeat.kill-after | 1s | kill-after has to be longer
                    engines.python.restart.min     | 11s    | at most restart.max
                    gateway.limits.held-bytes      | 40MiB  | held-bytes-per-connection has to be at most held-bytes
                    gateway.limits.request-message | 50MiB  | has to be at most held-bytes-per-connection
                    node.network                   | signet | without node.url devnode is started
                    node.user                      | core   | need each other
                    node.url                       | http://127.0.0.1:1 | node.url needs
                    """)
    void refusesValuesThatContradictOthersAndNamesTheOneThatWasSet(String key, String value, String sentence) {
        assertThat(problems(Map.of(), Map.of(key, value)))
                .anyMatch(problem -> problem.startsWith("-D " + key + ": ") && problem.contains(sentence));
    }

    @Test
    void findsTheLineOfWhatIsNotYaml() throws Exception {
        Files.writeString(file, "gateway:\n  listen: [1\nops: 2\n");

        assertThat(problems()).singleElement().asString().startsWith(file + ":3: is not YAML: ");
    }

    @Test
    void refusesAKeyThatIsSetTwice() throws Exception {
        Files.writeString(file, "log:\n  level: info\n  level: warn\n");

        assertThat(problems()).containsExactly(file + ":3: log.level is set twice (first at " + file + ":2)");
    }

    @Test
    void endsOnAFileThatHoldsItself() throws Exception {
        Files.writeString(file, "gateway: &x\n  limits: *x\n");

        assertThat(problems()).isNotEmpty();
    }

    @Test
    void refusesAFileThatIsNotThereOrNotText() throws Exception {
        assertThat(problems()).containsExactly(file + ": there is no such file");

        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});

        assertThat(problems()).containsExactly(file + ": is not UTF-8");
    }

    @Test
    void leavesVariablesAloneThatAreNotMeantForIt() throws Exception {
        Map<String, String> environment = Map.of(
                "TURNOUT_HOME", "/x",
                "TURNOUT_VECTORS", "/y",
                "TURNOUT_GATEWAY_SERVICE_HOST", "10.0.0.1",
                "TURNOUT_GATEWAY_PORT_50051_TCP_ADDR", "10.0.0.1");

        Configuration configuration = ConfigurationReader.read(places, Optional.empty(), environment, Map.of());

        assertThat(configuration.effective()).allMatch(Setting::isDefault);
    }

    private Configuration read() throws ConfigurationException {
        return ConfigurationReader.read(places, Optional.of(file), Map.of(), Map.of());
    }

    private List<String> problems() {
        return problems(Optional.of(file), Map.of(), Map.of());
    }

    private List<String> problems(Map<String, String> environment, Map<String, String> options) {
        return problems(Optional.of(file).filter(Files::exists), environment, options);
    }

    private List<String> problems(Optional<Path> source, Map<String, String> environment, Map<String, String> options) {
        try {
            ConfigurationReader.read(places, source, environment, options);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private static List<String> origins(Configuration configuration, String... keys) {
        return List.of(keys).stream()
                .map(key -> configuration.effective().stream()
                        .filter(setting -> setting.key().equals(key))
                        .findFirst()
                        .orElseThrow())
                .map(setting -> setting.value() + " from " + setting.origin())
                .toList();
    }
}
