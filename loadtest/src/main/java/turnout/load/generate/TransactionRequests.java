package turnout.load.generate;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Script;
import turnout.bitcoin.v1.ScriptPubKey;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.EncodeTransactionRequest;

/** Requests about transactions. */
final class TransactionRequests {

    private TransactionRequests() {}

    static DecodeTransactionRequest decode(RandomGenerator random) {
        return DecodeTransactionRequest.newBuilder()
                .setRawTransaction(Transactions.any(random))
                .setNetwork(Networks.any(random))
                .build();
    }

    static EncodeTransactionRequest encode(RandomGenerator random) {
        Transaction.Builder transaction = Transaction.newBuilder()
                .setVersion(random.nextInt(8) == 0 ? random.nextInt() : 2)
                .setLockTime(random.nextInt(3) == 0 ? random.nextInt() : 0);
        boolean witness = random.nextBoolean();
        for (int i = random.nextInt(4); i >= 0; i--) {
            TransactionInput.Builder input = TransactionInput.newBuilder()
                    .setTxid(HexFormat.of().formatHex(Values.bytes(random, 32).toByteArray()))
                    .setVout(random.nextInt(4))
                    .setScriptSig(Script.newBuilder().setRaw(Scripts.scriptSig(random)))
                    .setSequence(-1 - random.nextInt(3));
            for (int item = witness ? random.nextInt(4) : 0; item > 0; item--) {
                input.addWitness(Values.bytes(random, random.nextInt(80)));
            }
            transaction.addInputs(input);
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            transaction.addOutputs(TransactionOutput.newBuilder()
                    .setValue(random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(1_000_000))
                    .setScriptPubKey(ScriptPubKey.newBuilder().setRaw(Scripts.scriptPubKey(random))));
        }
        return EncodeTransactionRequest.newBuilder().setTransaction(transaction).build();
    }
}
