package turnout.router.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import turnout.router.app.config.Configuration;
import turnout.router.call.Body;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.compare.ComparedReply;
import turnout.router.engine.GrpcEngine;
import turnout.router.engine.GrpcLink;
import turnout.router.engine.LaneCounts;
import turnout.router.engine.LaneSettings;
import turnout.router.engine.LaneUse;
import turnout.router.engine.ReplyDetails;
import turnout.router.engine.supervise.AgendaThread;
import turnout.router.engine.supervise.FixedTargets;
import turnout.router.wire.EventLoops;

/** Asks a gateway that runs for the answer of one engine, with the right that the tester's token gives. */
final class BothEngines implements AutoCloseable {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final EventLoops loops;
    private final AgendaThread agenda;
    private final GrpcEngine gateway;
    private final String token;

    private BothEngines(EventLoops loops, AgendaThread agenda, GrpcEngine gateway, String token) {
        this.loops = loops;
        this.agenda = agenda;
        this.gateway = gateway;
        this.token = token;
    }

    /** @throws CommandFailure 69 when the gateway does not answer */
    static BothEngines of(RunFile running, Configuration configuration) throws CommandFailure, InterruptedException {
        var settings = configuration.settings().gateway();
        String token = token(settings.testers().tokenFile());
        EventLoops loops = EventLoops.start(1);
        AgendaThread agenda = new AgendaThread("replay");
        URI address = URI.create("grpc://" + running.gateway());
        InetSocketAddress target = new InetSocketAddress(address.getHost(), address.getPort());
        int replyLimit = settings.limits().replyMessageBytes();
        GrpcLink link = loops.links(
                        DEADLINE,
                        DEADLINE,
                        FixedTargets.of(List.of(target), agenda),
                        new LaneSettings(LaneUse.NEVER, replyLimit, new LaneCounts()))
                .getFirst();
        BothEngines engines = new BothEngines(loops, agenda, new GrpcEngine(link, replyLimit), token);
        if (!link.awaitReachable(CONNECTED_WITHIN)) {
            engines.close();
            throw new CommandFailure(Exit.NOT_REACHABLE, "the gateway at " + running.gateway() + " does not answer");
        }
        return engines;
    }

    private static String token(Path file) throws CommandFailure {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, "the tester's token " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws CommandFailure 69 when there was no answer in time */
    ComparedReply ask(EngineName engine, Operation operation, byte[] request)
            throws CommandFailure, InterruptedException {
        Map<String, String> forced = Map.of("x-turnout-engine", engine.text(), "x-turnout-tester", token);
        try {
            Reply reply = gateway.ask(operation, Body.of(request), forced, DEADLINE)
                    .toCompletableFuture()
                    .get(2 * DEADLINE.toSeconds(), TimeUnit.SECONDS);
            return compared(reply);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure(Exit.NOT_REACHABLE, "the gateway did not answer: " + e);
        }
    }

    private static ComparedReply compared(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> {
                byte[] body = new byte[answer.body().length()];
                answer.body().view().get(body);
                answer.body().release();
                yield ComparedReply.answer(body);
            }
            case Reply.Failure failure -> ComparedReply.failure(failure.status(), ReplyDetails.of(failure.trailers()));
        };
    }

    @Override
    public void close() {
        loops.close();
        agenda.close();
    }
}
