package turnout.load.bench;

import java.util.List;
import turnout.chain.v1.GetTransactionRequest;

/** The calls that are answered with their own bytes. */
final class Echo {

    /** Of the serialized request and reply. */
    static final int MESSAGE_BYTES = 64;

    /** An operation of the shipped contract whose key stands in the body. */
    static final String METHOD = "turnout.chain.v1.ChainService/GetTransaction";

    private Echo() {}

    static Workload of(List<String> keys) {
        List<byte[]> messages = keys.stream().map(Echo::message).toList();
        return new Workload(METHOD, messages, messages);
    }

    /** The key of that number: what a txid of {@link #MESSAGE_BYTES} in all would be; the echo does not mind two digits less. */
    static String key(int number) {
        return "%062d".formatted(number);
    }

    static byte[] message(String key) {
        return GetTransactionRequest.newBuilder().setTxid(key).build().toByteArray();
    }
}
