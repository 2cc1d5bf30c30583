package turnout.e2e;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import turnout.bitcoin.v1.Network;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.e2e.ExplainedCall.Answer;
import turnout.script.v1.ValidateAddressRequest;

/** Asks cheap questions under many keys, over a few connections. */
final class Caller {

    static final String OPERATION = Requests.SCRIPT + "ValidateAddress";

    /** Enough that both engines have many of them at 50 %. */
    static final List<String> KEYS = keys(200);

    static final List<String> BLOCKS = Recorded.entries("blocks.json").stream()
            .map(block -> block.get("hash").stringValue())
            .toList();

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

    private static final Metadata.Key<String> KEY = RawCalls.ascii("x-turnout-key");

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

    /** A question to component {@code script}, whose key is a header: the gateway need not wait for the body. */
    CompletableFuture<Answer> ask(String key) {
        Metadata metadata = new Metadata();
        metadata.put(KEY, key);
        return ExplainedCall.start(channel(), OPERATION, REQUEST, key, metadata, DEADLINE_SECONDS);
    }

    /** The same, of a tester who wants one engine. */
    CompletableFuture<Answer> askForced(String key, String engine, String testerToken) {
        Metadata metadata = RawCalls.forced(engine, testerToken);
        metadata.put(KEY, key);
        return ExplainedCall.start(channel(), OPERATION, REQUEST, key, metadata, DEADLINE_SECONDS);
    }

    /** A question to component {@code chain}, whose key is the hash in its body. */
    CompletableFuture<Answer> askForHeader(String blockHash) {
        byte[] request = GetBlockHeaderRequest.newBuilder()
                .setBlockHash(blockHash)
                .build()
                .toByteArray();
        return ExplainedCall.start(
                channel(), Requests.CHAIN + "GetBlockHeader", request, blockHash, new Metadata(), DEADLINE_SECONDS);
    }

    /** With the key in a header, whose calls to PYTHON are relayed, or in the body, which is collected first. */
    CompletableFuture<Answer> askByTurns(int turn) {
        return turn % 2 == 0
                ? ask(KEYS.get(turn / 2 % KEYS.size()))
                : askForHeader(BLOCKS.get(turn / 2 % BLOCKS.size()));
    }

    /** One answer for each of the keys and blocks. */
    List<Answer> askOnce() throws InterruptedException {
        List<Answer> answers = new ArrayList<>(askAll(KEYS));
        BLOCKS.forEach(block -> answers.add(askForHeader(block).join()));
        return answers;
    }

    private ManagedChannel channel() {
        return channels.get(Math.floorMod(turn.getAndIncrement(), CONNECTIONS));
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
