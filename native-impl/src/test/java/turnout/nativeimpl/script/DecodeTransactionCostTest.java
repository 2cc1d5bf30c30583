package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeTransactionRequest;

class DecodeTransactionCostTest {

    // The gateway's budget for the operation that is called most.
    private static final int BUDGET = 6;
    // Enough for the compiler to have seen everything: what it does not inline allocates more.
    private static final int ROUNDS = 2_000;

    @Test
    void allocatesNoMoreThanSixTimesWhatItReadsAndWrites() throws Exception {
        List<byte[]> requests = new ArrayList<>();
        for (JsonNode vector : Vectors.json("recorded/transactions.json")) {
            requests.add(DecodeTransactionRequest.newBuilder()
                    .setRawTransaction(ByteString.fromHex(vector.get("hex").stringValue()))
                    .setNetwork(Network.NETWORK_REGTEST)
                    .build()
                    .toByteArray());
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) {
            answerAll(requests);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        long moved = answerAll(requests);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThanOrEqualTo(BUDGET * moved);
    }

    /** Bytes of all requests and replies together. */
    private static long answerAll(List<byte[]> requests) throws InvalidProtocolBufferException, Refusal {
        long moved = 0;
        for (byte[] request : requests) {
            byte[] reply = DecodeTransaction.answer(DecodeTransactionRequest.parseFrom(request))
                    .toByteArray();
            moved += request.length + reply.length;
        }
        return moved;
    }
}
