package turnout.router.console;

import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import turnout.rollout.togglz.FlagConsole;

/** The HTTP server of the ops side. Calls never pass through it, and it may be slow or dead without harm to them. */
public final class OpsServer implements AutoCloseable {

    /** Selector, acceptor and a few people at a time; more wait in a queue. */
    private static final int MOST_THREADS = 12;

    private static final int STOP_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector ops;
    private final Optional<ServerConnector> metrics;

    private OpsServer(Server server, ServerConnector ops, Optional<ServerConnector> metrics) {
        this.server = server;
        this.ops = ops;
        this.metrics = metrics;
    }

    /**
     * Answers requests when it returns.
     *
     * @param listen port 0 means any free one
     * @param metricsListen a second address that serves metrics and health without a token
     * @throws IOException when an address cannot be listened on
     */
    public static OpsServer start(
            InetSocketAddress listen,
            Optional<InetSocketAddress> metricsListen,
            Tokens tokens,
            OpsSources sources,
            InstantSource clock)
            throws IOException {
        var threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("ops");
        threads.setReservedThreads(0);
        threads.setDaemon(true);
        var server = new Server(threads);
        ServerConnector ops = connector(server, "ops", listen);
        Optional<ServerConnector> metrics = metricsListen.map(address -> connector(server, "metrics", address));
        var login = new Login(tokens, new Sessions(clock), new LoginAttempts(clock));
        server.setHandler(new Handler.Sequence(opsContext(sources, login), metricsContext(sources)));
        server.setStopTimeout(STOP_MILLIS);
        try {
            server.start();
        } catch (Exception e) { // Jetty declares no narrower one
            stop(server);
            throw e instanceof IOException io ? io : new IOException("The ops server does not start: " + e, e);
        }
        return new OpsServer(server, ops, metrics);
    }

    /** Where it listens, such as {@code http://127.0.0.1:8088}. */
    public URI uri() {
        return uri(ops);
    }

    /** Where metrics are served without a token. */
    public Optional<URI> metricsUri() {
        return metrics.map(OpsServer::uri);
    }

    @Override
    public void close() {
        stop(server);
    }

    private static ServletContextHandler opsContext(OpsSources sources, Login login) {
        ServletContextHandler context = context("ops");
        context.setDisplayName("Turnout");
        context.addFilter(new FilterHolder(new LoginFilter(login)), "/*", EnumSet.of(DispatcherType.REQUEST));
        var loginServlet = new LoginServlet(login);
        add(context, loginServlet, "/login");
        add(context, loginServlet, "/logout");
        add(context, new StyleServlet(), "/ops.css");
        add(
                context,
                FlagConsole.servlet(
                        sources.flags(), () -> sources.stop().state().held()),
                "/togglz/*");
        add(context, new ApiServlet(sources), "/api/v1/*");
        add(context, new StopServlet(sources.stop()), "/stop");
        add(context, new MismatchServlet(sources.mismatches()), "/mismatches");
        add(context, new StatusServlet(sources), "/");
        machines(context, sources);
        return context;
    }

    private static ServletContextHandler metricsContext(OpsSources sources) {
        ServletContextHandler context = context("metrics");
        machines(context, sources);
        return context;
    }

    private static void machines(ServletContextHandler context, OpsSources sources) {
        add(context, new PrometheusMetricsServlet(sources.metrics()), "/metrics");
        add(context, new HealthServlet(() -> true), "/livez");
        add(context, new HealthServlet(sources.ready()), "/readyz");
    }

    /** Answers only what came in by the connector of the same name. */
    private static ServletContextHandler context(String connector) {
        var context = new ServletContextHandler("/");
        context.setVirtualHosts(List.of("@" + connector));
        return context;
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
        context.addServlet(new ServletHolder(servlet), path);
    }

    private static ServerConnector connector(Server server, String name, InetSocketAddress listen) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // No acceptor thread, one selector: an idle console costs two parked threads.
        var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setName(name);
        connector.setHost(listen.getHostString());
        connector.setPort(listen.getPort());
        server.addConnector(connector);
        return connector;
    }

    private static URI uri(ServerConnector connector) {
        String host = connector.getHost();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower one; what is going away need not go in beauty
            org.slf4j.LoggerFactory.getLogger(OpsServer.class).warn("event=ops-stop-failed", e);
        }
    }
}
