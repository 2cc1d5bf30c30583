package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.script.v1.DecodeTransactionRequest;

/** Requests about transactions. */
final class TransactionRequests {

    private TransactionRequests() {}

    static DecodeTransactionRequest decode(RandomGenerator random) {
        return DecodeTransactionRequest.newBuilder()
                .setRawTransaction(Transactions.any(random))
                .setNetwork(Networks.any(random))
                .build();
    }
}
