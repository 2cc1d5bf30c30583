package turnout.e2e;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import turnout.bitcoin.v1.Network;
import turnout.e2e.ExplainedCall.Answer;
import turnout.script.v1.ValidateAddressRequest;

/** Asks one cheap question of component {@code script} under many keys, over a few connections. */
final class Caller {

    static final String OPERATION = Requests.SCRIPT + "ValidateAddress";

    /** Spread over all event loops, whichever number of them there is. */
    private static final int CONNECTIONS = 4;

    /** Half of what the gateway allows on that many connections. */
    private static final int IN_FLIGHT = 200;

    /** Far beyond what an answer takes on a busy machine; whoever waits for so long hangs. */
    private static final int DEADLINE_SECONDS = 30;

    private static final byte[] REQUEST = ValidateAddressRequest.newBuilder()
            .setAddress("bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk")
            .setNetwork(Network.NETWORK_REGTEST)
            .build()
            .toByteArray();

    private final List<ManagedChannel> channels = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** The channels end with the gateway. */
    static Caller of(RunningGateway gateway) throws IOException {
        Caller caller = new Caller();
        for (int i = 0; i < CONNECTIONS; i++) {
            caller.channels.add(gateway.channel());
        }
        return caller;
    }

    static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "caller-" + i).toList();
    }

    CompletableFuture<Answer> ask(String key) {
        ManagedChannel channel = channels.get(Math.floorMod(turn.getAndIncrement(), CONNECTIONS));
        return ExplainedCall.start(channel, OPERATION, REQUEST, key, DEADLINE_SECONDS);
    }

    /** Asks under each key once, and returns when all are answered; in the order of the keys. */
    List<Answer> askAll(List<String> keys) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<Answer>> asked = new ArrayList<>(keys.size());
        for (String key : keys) {
            if (!room.tryAcquire(2 * DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no call has ended in twice its deadline");
            }
            CompletableFuture<Answer> answer = ask(key);
            answer.thenRun(room::release);
            asked.add(answer);
        }
        return asked.stream()
                .map(answer ->
                        answer.orTimeout(2 * DEADLINE_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }
}
