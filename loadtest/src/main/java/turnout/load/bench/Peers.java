package turnout.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the proxies that the gateway is measured beside, each on one thread, worker or event loop. */
final class Peers {

    private final Path directory;
    private final int upstream;

    /** @param directory for their configuration and logs */
    Peers(Path directory, int upstream) {
        this.directory = directory;
        this.upstream = upstream;
    }

    /** A Debian program, wherever root's or everybody's programs are. */
    static Optional<Path> program(String name) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Copies bytes: the floor. HAProxy's, because its loop is as good as they come. */
    Peer haproxyForwarder(Path program) throws IOException {
        return haproxy(program, "forwarder", "tcp", "", "byte forwarder (HAProxy mode tcp)");
    }

    /** The floor where HAProxy is absent. */
    Peer javaForwarder() throws IOException {
        Child child = Child.java(
                "forwarder", directory, List.of(), ByteForwarder.class, "127.0.0.1", String.valueOf(upstream));
        return Peer.blind("byte forwarder (Java NIO)", child, child.announcedPort());
    }

    Peer haproxy(Path program) throws IOException {
        return haproxy(program, "haproxy", "http", " proto h2", WireBench.HAPROXY);
    }

    Peer grpcJava() throws IOException {
        Child child = Child.java(
                "grpc-java",
                directory,
                List.of("-Dio.netty.eventLoopThreads=1"),
                GrpcProxy.class,
                "127.0.0.1",
                String.valueOf(upstream));
        return Peer.blind("grpc-java proxy", child, child.announcedPort());
    }

    Peer nginx(Path program) throws IOException {
        int port = Child.freePort();
        Path configuration = write("nginx.conf", """
                daemon off;
                master_process off;
                worker_processes 1;
                error_log stderr crit;
                pid %1$s/nginx.pid;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  keepalive_requests 1000000000;
                  keepalive_timeout 1h;
                  upstream echo {
                    server 127.0.0.1:%2$d;
                    keepalive 256;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                  }
                  server {
                    listen 127.0.0.1:%3$d http2;
                    location / { grpc_pass grpc://echo; }
                  }
                }
                """.formatted(directory, upstream, port));
        Child child = Child.start(
                "nginx",
                directory,
                Map.of(),
                List.of(program.toString(), "-p", directory.toString(), "-c", configuration.toString()));
        return Peer.blind("nginx", child, port);
    }

    private Peer haproxy(Path program, String file, String mode, String protocol, String name) throws IOException {
        int port = Child.freePort();
        Path configuration = write(file + ".cfg", """
                global
                  nbthread 1
                  maxconn 4000
                defaults
                  mode %1$s
                  timeout connect 5s
                  timeout client 1h
                  timeout server 1h
                frontend front
                  bind 127.0.0.1:%2$d%3$s
                  default_backend echo
                backend echo
                  server echo 127.0.0.1:%4$d%3$s
                """.formatted(mode, port, protocol, upstream));
        Child child = Child.start(
                file, directory, Map.of(), List.of(program.toString(), "-db", "-f", configuration.toString()));
        return Peer.blind(name, child, port);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
