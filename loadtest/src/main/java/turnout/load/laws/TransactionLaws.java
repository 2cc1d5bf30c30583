package turnout.load.laws;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.load.generate.Addresses;
import turnout.load.generate.Networks;
import turnout.load.generate.Transactions;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.EncodeAddressResponse;
import turnout.script.v1.EncodeTransactionRequest;
import turnout.script.v1.EncodeTransactionResponse;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** Transactions and addresses. */
final class TransactionLaws {

    static final List<Law> ALL = List.of(
            new Law("a decoded transaction is encoded as it was", TransactionLaws::encodesWhatItDecodes),
            new Law("an address is that of its script", TransactionLaws::encodesWhatItValidates));

    private TransactionLaws() {}

    private static void encodesWhatItDecodes(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        ByteString raw = Transactions.any(random);
        DecodeTransactionResponse decoded = engine.call(
                ScriptServiceGrpc.getDecodeTransactionMethod(),
                DecodeTransactionResponse.parser(),
                DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(raw)
                        .setNetwork(Networks.any(random))
                        .build());
        EncodeTransactionResponse encoded = engine.call(
                ScriptServiceGrpc.getEncodeTransactionMethod(),
                EncodeTransactionResponse.parser(),
                EncodeTransactionRequest.newBuilder()
                        .setTransaction(decoded.getTransaction())
                        .build());

        Law.same("raw_transaction", raw, encoded.getRawTransaction());
        Law.same("txid", decoded.getTransaction().getTxid(), encoded.getTxid());
        Law.same("wtxid", decoded.getTransaction().getWtxid(), encoded.getWtxid());
    }

    private static void encodesWhatItValidates(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        Network network = Networks.any(random);
        String address = Addresses.any(network, random);
        ValidateAddressResponse valid = engine.call(
                ScriptServiceGrpc.getValidateAddressMethod(),
                ValidateAddressResponse.parser(),
                ValidateAddressRequest.newBuilder()
                        .setAddress(address)
                        .setNetwork(network)
                        .build());
        Law.holds(address + " is valid", valid.getValid());
        EncodeAddressResponse encoded = engine.call(
                ScriptServiceGrpc.getEncodeAddressMethod(),
                EncodeAddressResponse.parser(),
                EncodeAddressRequest.newBuilder()
                        .setNetwork(network)
                        .setScriptPubKey(valid.getScriptPubKey())
                        .build());

        Law.same("address", address, encoded.getAddress());
    }
}
