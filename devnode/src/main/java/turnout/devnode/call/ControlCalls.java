package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import turnout.devnode.mempool.Policy;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.Numbers;

/** The process itself and its network, of which there is none. */
final class ControlCalls {
    private static final String CATEGORY = "Control";
    // What the recorded node said of itself.
    private static final long VERSION = 319_900;
    private static final String SUBVERSION = "/Satoshi:31.99.0/";
    private static final long PROTOCOL_VERSION = 70_016;
    private static final List<String> SERVICES = List.of("NETWORK", "WITNESS", "NETWORK_LIMITED", "P2P_V2");
    private static final String SERVICE_BITS = "0000000000000c09";
    private static final List<String> NETWORKS = List.of("ipv4", "ipv6", "onion", "i2p", "cjdns");
    private static final List<String> UNREACHABLE = List.of("onion", "i2p", "cjdns");

    private final Node node;
    private final Runnable stop;
    private final Function<Optional<String>, String> help;
    private final long started;

    /**
     * @param stop begins the end of the process and returns at once
     * @param help the text for one method, or for all
     */
    ControlCalls(Node node, Runnable stop, Function<Optional<String>, String> help) {
        this.node = node;
        this.stop = stop;
        this.help = help;
        this.started = node.now();
    }

    List<Method> methods() {
        return List.of(
                new Method("Network", "getnetworkinfo", List.of(), arguments -> networkInfo()),
                new Method(CATEGORY, "uptime", List.of(), arguments -> Json.number(node.now() - started)),
                new Method(CATEGORY, "stop", List.of(), arguments -> stop()),
                new Method(CATEGORY, "help", List.of(optional("command", ParameterType.TEXT)), this::help));
    }

    private Json stop() {
        stop.run();
        return Json.text("Bitcoin Core stopping");
    }

    private Json help(Arguments arguments) {
        return Json.text(help.apply(arguments.has(0) ? Optional.of(arguments.text(0)) : Optional.empty()));
    }

    private static Json networkInfo() {
        List<Json> networks = NETWORKS.stream()
                .<Json>map(name -> Json.object()
                        .with("name", name)
                        .with("limited", UNREACHABLE.contains(name))
                        .with("reachable", !UNREACHABLE.contains(name))
                        .with("proxy", "")
                        .with("proxy_randomize_credentials", false))
                .toList();
        return Json.object()
                .with("version", VERSION)
                .with("subversion", SUBVERSION)
                .with("protocolversion", PROTOCOL_VERSION)
                .with("localservices", SERVICE_BITS)
                .with("localservicesnames", Json.texts(SERVICES))
                .with("localrelay", true)
                .with("timeoffset", 0)
                .with("networkactive", true)
                .with("connections", 0)
                .with("connections_in", 0)
                .with("connections_out", 0)
                .with("networks", Json.array(networks))
                .with("relayfee", Numbers.amount(Policy.MIN_RELAY_FEE_RATE))
                .with("incrementalfee", Numbers.amount(Policy.MIN_RELAY_FEE_RATE))
                .with("localaddresses", Json.array(List.of()))
                .with("warnings", Json.array(List.of()));
    }
}
