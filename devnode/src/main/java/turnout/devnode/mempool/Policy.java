package turnout.devnode.mempool;

import java.util.List;
import java.util.Optional;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Rejection;
import turnout.devnode.chain.Transaction;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/** What Core's defaults relay and mine, beyond consensus: its IsStandardTx and AreInputsStandard. Pure functions. */
public final class Policy {
    /** Satoshis per 1,000 virtual bytes below which nothing is relayed; also what a replacement adds at least. */
    public static final long MIN_RELAY_FEE_RATE = 100;

    public static final int MAX_DATA_CARRIER_BYTES = 100_000;
    public static final int MAX_CLUSTER_COUNT = 64;
    public static final int MAX_CLUSTER_SIZE = 101_000;

    private static final int MAX_VERSION = 3;
    private static final int MAX_WEIGHT = 400_000;
    private static final int MIN_STRIPPED_SIZE = 65;
    private static final int MAX_SCRIPT_SIG = 1650;
    static final long MAX_SIGNATURE_OPERATION_COST = 16_000;
    private static final int MAX_REDEEM_SIGNATURE_OPERATIONS = 15;
    // Core's dust relay fee, 3,000 satoshis per 1,000 bytes.
    private static final long DUST_SATOSHIS_PER_BYTE = 3;
    // What spending an output costs: an input with a key and a signature, in the witness or not.
    private static final int SPENDING_BYTES = 32 + 4 + 1 + 107 + 4;
    private static final int SPENDING_WITNESS_BYTES = 32 + 4 + 1 + 107 / 4 + 4;
    private static final int MAX_MULTISIG_KEYS = 3;

    private Policy() {}

    /** The fee that a rate asks for, rounded up. */
    public static long fee(long satoshisPerThousand, long virtualBytes) {
        return (satoshisPerThousand * virtualBytes + 999) / 1000;
    }

    static Optional<Rejection> checkForm(Transaction transaction) {
        if (transaction.version() < 1 || transaction.version() > MAX_VERSION) {
            return rejected("version");
        }
        if (transaction.raw().weight() > MAX_WEIGHT) {
            return rejected("tx-size");
        }
        for (RawInput input : transaction.inputs()) {
            if (input.scriptSig().length() > MAX_SCRIPT_SIG) {
                return rejected("scriptsig-size");
            }
            if (!ScriptCursor.isPushOnly(input.scriptSig(), 0)) {
                return rejected("scriptsig-not-pushonly");
            }
        }
        Optional<Rejection> outputs = checkOutputs(transaction);
        if (outputs.isPresent()) {
            return outputs;
        }
        return transaction.raw().strippedSize() < MIN_STRIPPED_SIZE ? rejected("tx-size-small") : Optional.empty();
    }

    private static Optional<Rejection> checkOutputs(Transaction transaction) {
        int data = 0;
        for (RawOutput output : transaction.outputs()) {
            ScriptTemplate template = ScriptTemplate.of(output.scriptPubKey());
            switch (template.kind()) {
                case NONSTANDARD -> {
                    return rejected("scriptpubkey");
                }
                case MULTISIG -> {
                    if (template.data().size() > MAX_MULTISIG_KEYS) {
                        return rejected("scriptpubkey");
                    }
                }
                case NULLDATA -> data += output.scriptPubKey().length();
                case PUBKEY,
                        PUBKEYHASH,
                        SCRIPTHASH,
                        WITNESS_V0_KEYHASH,
                        WITNESS_V0_SCRIPTHASH,
                        WITNESS_V1_TAPROOT,
                        ANCHOR,
                        WITNESS_UNKNOWN -> {}
            }
        }
        if (data > MAX_DATA_CARRIER_BYTES) {
            return rejected("datacarrier");
        }
        return dustOutputs(transaction) > 1 ? rejected("dust") : Optional.empty();
    }

    /** How many outputs cost more to spend than they hold. */
    static long dustOutputs(Transaction transaction) {
        return transaction.outputs().stream().filter(Policy::isDust).count();
    }

    private static boolean isDust(RawOutput output) {
        Slice script = output.scriptPubKey();
        if (ScriptCursor.isUnspendable(script)) {
            return false;
        }
        int outputBytes = 8 + (script.length() < 253 ? 1 : 3) + script.length();
        int spending = ScriptTemplate.of(script).isWitness() ? SPENDING_WITNESS_BYTES : SPENDING_BYTES;
        return output.value() < DUST_SATOSHIS_PER_BYTE * (outputBytes + spending);
    }

    static Optional<Rejection> checkInputs(Transaction transaction, List<Coin> coins) {
        for (int i = 0; i < coins.size(); i++) {
            ScriptTemplate template = ScriptTemplate.of(coins.get(i).output().scriptPubKey());
            boolean standard = switch (template.kind()) {
                case NONSTANDARD, WITNESS_UNKNOWN -> false;
                case SCRIPTHASH ->
                    SignatureOperations.redeemScript(transaction.inputs().get(i))
                            .filter(redeem ->
                                    SignatureOperations.count(redeem, true) <= MAX_REDEEM_SIGNATURE_OPERATIONS)
                            .isPresent();
                case PUBKEY,
                        PUBKEYHASH,
                        MULTISIG,
                        NULLDATA,
                        WITNESS_V0_KEYHASH,
                        WITNESS_V0_SCRIPTHASH,
                        WITNESS_V1_TAPROOT,
                        ANCHOR -> true;
            };
            if (!standard) {
                return Optional.of(Rejection.of("bad-txns-nonstandard-inputs", "input " + i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> rejected(String reason) {
        return Optional.of(Rejection.of(reason));
    }
}
