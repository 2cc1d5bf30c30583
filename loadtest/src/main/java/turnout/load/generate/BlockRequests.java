package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockRequest;

/** Requests about blocks: whole ones of a few transactions, whose merkle roots are random. */
final class BlockRequests {

    private static final int HEADER = 80;

    private BlockRequests() {}

    static DecodeBlockRequest decode(RandomGenerator random) {
        return DecodeBlockRequest.newBuilder()
                .setNetwork(Networks.any(random))
                .setRawBlock(block(random, random.nextInt(6)))
                .setTxidsOnly(random.nextBoolean())
                .build();
    }

    static DecodeBlockHeaderRequest header(RandomGenerator random) {
        return DecodeBlockHeaderRequest.newBuilder()
                .setRawHeader(Values.bytes(random, HEADER))
                .build();
    }

    /** Lists with equal neighbours among them. */
    static ComputeMerkleRootRequest root(RandomGenerator random) {
        ComputeMerkleRootRequest.Builder request = ComputeMerkleRootRequest.newBuilder();
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 9);
        String txid = hash(random);
        for (int i = 0; i < count; i++) {
            request.addTxids(txid);
            txid = random.nextInt(6) == 0 ? txid : hash(random);
        }
        return request.build();
    }

    /** All but the first transaction have no inputs' scripts to give, so there is one transaction. */
    static ComputeCompactFilterRequest filter(RandomGenerator random) {
        return ComputeCompactFilterRequest.newBuilder()
                .setRawBlock(block(random, 1))
                .setPreviousFilterHeader(hash(random))
                .build();
    }

    private static ByteString block(RandomGenerator random, int transactions) {
        WireWriter raw = new WireWriter();
        raw.bytes(Values.bytes(random, HEADER)).count(transactions);
        for (int i = 0; i < transactions; i++) {
            raw.bytes(Transactions.any(random));
        }
        return raw.written();
    }

    private static String hash(RandomGenerator random) {
        return HexFormat.of().formatHex(Values.bytes(random, 32).toByteArray());
    }
}
