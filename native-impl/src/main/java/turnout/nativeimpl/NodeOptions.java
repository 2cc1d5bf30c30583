package turnout.nativeimpl;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.node.NodeSettings;

/** The node's settings out of options and environment, with every problem found. */
final class NodeOptions {

    private final Map<String, String> options;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private NodeOptions(Map<String, String> options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /**
     * Reads {@code --node-…} options and, where one is not given, TURNOUT_NODE_….
     *
     * @param problems receives one sentence for each problem
     * @return empty where no node is named, or something is wrong
     */
    static Optional<NodeSettings> read(
            Map<String, String> options, Map<String, String> environment, List<String> problems) {
        NodeOptions reader = new NodeOptions(options, environment);
        Optional<NodeSettings> settings = reader.settings();
        problems.addAll(reader.problems);
        return reader.problems.isEmpty() ? settings : Optional.empty();
    }

    private Optional<NodeSettings> settings() {
        Optional<URI> url = value("url").flatMap(this::url);
        Optional<Path> cookieFile = value("cookie-file").flatMap(this::path);
        Optional<String> user = value("user");
        Optional<Path> passwordFile = value("password-file").flatMap(this::path);
        Optional<Chain> chain = chain(value("network").orElse("regtest"));
        if (url.isEmpty() || chain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NodeSettings(
                    url.get(),
                    cookieFile,
                    user,
                    passwordFile,
                    chain.get(),
                    NodeSettings.DEFAULT_CONNECT_TIMEOUT,
                    NodeSettings.DEFAULT_READ_TIMEOUT));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> value(String name) {
        String given = options.get("--node-" + name);
        return Optional.ofNullable(
                        given != null
                                ? given
                                : environment.get(
                                        "TURNOUT_NODE_" + name.replace('-', '_').toUpperCase(Locale.ROOT)))
                .filter(text -> !text.isEmpty());
    }

    private Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            problems.add("node url: \"" + text + "\" is not a URL (expected: http://127.0.0.1:8332)");
            return Optional.empty();
        }
    }

    private Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            problems.add("node: \"" + text + "\" is not a path");
            return Optional.empty();
        }
    }

    private Optional<Chain> chain(String name) {
        Optional<Chain> chain = Chain.ofRpcName(name);
        if (chain.isEmpty()) {
            String known = Arrays.stream(Chain.values()).map(Chain::rpcName).collect(Collectors.joining(", "));
            problems.add("node network: \"" + name + "\" is not a network (expected: " + known + ")");
        }
        return chain;
    }
}
