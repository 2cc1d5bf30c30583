package turnout.devnode;

import fr.acinq.bitcoin.OutPoint;
import fr.acinq.bitcoin.Satoshi;
import fr.acinq.bitcoin.ScriptWitness;
import fr.acinq.bitcoin.Transaction;
import fr.acinq.bitcoin.TxId;
import fr.acinq.bitcoin.TxIn;
import fr.acinq.bitcoin.TxOut;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import turnout.devnode.rpc.Json;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/**
 * Builds transactions that need no signature: all outputs are P2WSH of OP_TRUE, which everybody may spend by showing
 * that script.
 */
final class Spending {
    static final long FINAL = 0xffff_ffffL;

    private static final byte[] ANYONE = {0x51};
    private static final Slice SCRIPT = OutputScript.witness(0, Slice.of(Hashes.sha256(ANYONE)));

    private long version = 2;
    private long lockTime;
    private final List<TxIn> inputs = new ArrayList<>();
    private final List<TxOut> outputs = new ArrayList<>();

    /** The address of the outputs. */
    static Json address() {
        String address = new ScriptPrinter(Chain.REGTEST).address(ScriptTemplate.of(SCRIPT));
        return Json.text(String.valueOf(address));
    }

    Spending from(String txid, int index) {
        return from(txid, index, FINAL);
    }

    Spending from(String txid, int index, long sequence) {
        return from(txid, index, sequence, ANYONE);
    }

    Spending from(String txid, int index, long sequence, byte[] witnessScript) {
        ScriptWitness witness = new ScriptWitness().push(witnessScript);
        inputs.add(new TxIn(new OutPoint(new TxId(txid), index), new byte[0], sequence).updateWitness(witness));
        return this;
    }

    Spending to(long satoshis) {
        return to(satoshis, SCRIPT);
    }

    Spending to(long satoshis, Slice script) {
        outputs.add(new TxOut(new Satoshi(satoshis), script.toByteArray()));
        return this;
    }

    Spending lockedUntil(long time) {
        lockTime = time;
        return this;
    }

    Spending version(long other) {
        version = other;
        return this;
    }

    Transaction build() {
        return new Transaction(version, inputs, outputs, lockTime);
    }

    Json hex() {
        return Json.text(HexFormat.of().formatHex(Transaction.write(build())));
    }

    String txid() {
        return build().txid.toString();
    }
}
