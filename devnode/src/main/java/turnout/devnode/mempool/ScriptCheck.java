package turnout.devnode.mempool;

import fr.acinq.bitcoin.Satoshi;
import fr.acinq.bitcoin.Script;
import fr.acinq.bitcoin.ScriptFlags;
import fr.acinq.bitcoin.TxOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Rejection;
import turnout.devnode.chain.Transaction;

/**
 * Runs the scripts of a transaction by bitcoin-kmp's interpreter, under the flags of Core's policy. The interpreter and
 * libsecp256k1 are loaded by the first call, not at start.
 */
final class ScriptCheck {
    private static final String UNKNOWN = "unknown error";
    private static final String EVALUATED_FALSE =
            "Script evaluated without error but finished with a false/empty top stack element";
    private static final String STACK_TOO_SMALL = "Operation not valid with the current stack size";

    /** The interpreter's texts, by how they begin, and what Core says for the same error. */
    private static final Map<String, String> CORE_TEXTS = Map.ofEntries(
            Map.entry("Script verification failed, stack", EVALUATED_FALSE),
            Map.entry("Cannot perform", STACK_TOO_SMALL),
            Map.entry("cannot run", STACK_TOO_SMALL),
            Map.entry("OP_EQUALVERIFY failed", "Script failed an OP_EQUALVERIFY operation"),
            Map.entry("OP_VERIFY failed", "Script failed an OP_VERIFY operation"),
            Map.entry("OP_NUMEQUALVERIFY failed", "Script failed an OP_NUMEQUALVERIFY operation"),
            Map.entry("OP_CHECKSIGVERIFY failed", "Script failed an OP_CHECKSIGVERIFY operation"),
            Map.entry("OP_CHECKMULTISIGVERIFY failed", "Script failed an OP_CHECKMULTISIGVERIFY operation"),
            Map.entry("Signature must be zero", "Signature must be zero for failed CHECK(MULTI)SIG operation"),
            Map.entry("multisig dummy is not empty", "Dummy CHECKMULTISIG argument must be zero"),
            Map.entry("invalid signature encoding", "Non-canonical DER signature"),
            Map.entry("Invalid Schnorr signature", "Invalid Schnorr signature"),
            Map.entry("invalid Schnorr signature", "Invalid Schnorr signature"),
            Map.entry("Malleated segwit script", "Witness requires empty scriptSig"),
            Map.entry("Witness program cannot be empty", "Witness program was passed an empty witness"),
            Map.entry("Invalid witness program, should", "Witness program hash mismatch"),
            Map.entry("unsatisfied C", "Locktime requirement not satisfied"),
            Map.entry("not minimal push", "Data push larger than necessary"),
            Map.entry("signature script is not PUSH-only", "Only push operators allowed in signatures"),
            Map.entry("invalid opcode", "Opcode missing or not understood"),
            Map.entry("IF/ENDIF imbalance", "Invalid OP_IF construction"));

    private ScriptCheck() {}

    /** @param coins what the transaction spends, in the order of its inputs */
    static Optional<Rejection> check(Transaction transaction, List<Coin> coins) {
        fr.acinq.bitcoin.Transaction parsed =
                fr.acinq.bitcoin.Transaction.read(transaction.raw().bytes().toByteArray());
        List<TxOut> spent = coins.stream()
                .map(coin -> new TxOut(
                        new Satoshi(coin.output().value()),
                        coin.output().scriptPubKey().toByteArray()))
                .toList();
        for (int i = 0; i < coins.size(); i++) {
            Optional<String> failure = run(parsed, i, spent);
            if (failure.isPresent()) {
                return Optional.of(rejection(transaction, i, failure.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> run(fr.acinq.bitcoin.Transaction parsed, int index, List<TxOut> spent) {
        TxOut output = spent.get(index);
        Script.Runner runner = new Script.Runner(
                new Script.Context(parsed, index, output.amount, spent), ScriptFlags.STANDARD_SCRIPT_VERIFY_FLAGS);
        try {
            boolean holds = runner.verifyScripts(
                    parsed.txIn.get(index).signatureScript, output.publicKeyScript, parsed.txIn.get(index).witness);
            return holds ? Optional.empty() : Optional.of(EVALUATED_FALSE);
        } catch (RuntimeException failure) {
            // The interpreter throws whatever its requirements throw; all of it means that the script fails.
            return Optional.of(coreText(String.valueOf(failure.getMessage())));
        }
    }

    private static String coreText(String message) {
        return CORE_TEXTS.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Rejection rejection(Transaction transaction, int index, String text) {
        Outpoint spends = transaction.spends().get(index);
        return Rejection.of(
                "mempool-script-verify-flag-failed (" + text + ")",
                "input " + index + " of " + transaction.txid() + " (wtxid " + transaction.wtxid() + "), spending "
                        + spends.txid() + ":" + spends.index());
    }
}
