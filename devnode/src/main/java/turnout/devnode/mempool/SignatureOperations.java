package turnout.devnode.mempool;

import java.util.List;
import java.util.Optional;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Transaction;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/** Counts signature operations as consensus does (Core's GetTransactionSigOpCost, BIP141). */
final class SignatureOperations {
    private static final int WITNESS_SCALE = 4;
    private static final int MAX_KEYS = 20;
    private static final int OP_0_OF_NUMBERS = 0x50;
    private static final int OP_16 = 0x60;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKSIGVERIFY = 0xad;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKMULTISIGVERIFY = 0xaf;

    private SignatureOperations() {}

    /** @param coins what the transaction spends, in the order of its inputs */
    static long cost(Transaction transaction, List<Coin> coins) {
        long legacy = 0;
        for (RawInput input : transaction.inputs()) {
            legacy += count(input.scriptSig(), false);
        }
        for (RawOutput output : transaction.outputs()) {
            legacy += count(output.scriptPubKey(), false);
        }
        long cost = legacy * WITNESS_SCALE;
        for (int i = 0; i < coins.size(); i++) {
            cost += inputCost(transaction.inputs().get(i), coins.get(i).output().scriptPubKey());
        }
        return cost;
    }

    private static long inputCost(RawInput input, Slice spent) {
        ScriptTemplate template = ScriptTemplate.of(spent);
        if (template.kind() != ScriptKind.SCRIPTHASH) {
            return witnessCost(template, input.witness());
        }
        Optional<Slice> redeem = redeemScript(input);
        if (redeem.isEmpty()) {
            return 0;
        }
        return (long) count(redeem.get(), true) * WITNESS_SCALE
                + witnessCost(ScriptTemplate.of(redeem.get()), input.witness());
    }

    private static long witnessCost(ScriptTemplate template, List<Slice> witness) {
        return switch (template.kind()) {
            case WITNESS_V0_KEYHASH -> 1;
            case WITNESS_V0_SCRIPTHASH -> witness.isEmpty() ? 0 : count(witness.getLast(), true);
            case NONSTANDARD,
                    PUBKEY,
                    PUBKEYHASH,
                    SCRIPTHASH,
                    MULTISIG,
                    NULLDATA,
                    WITNESS_V1_TAPROOT,
                    ANCHOR,
                    WITNESS_UNKNOWN -> 0;
        };
    }

    /** What a scriptSig of nothing but pushes pushes last. */
    static Optional<Slice> redeemScript(RawInput input) {
        if (input.scriptSig().isEmpty() || !ScriptCursor.isPushOnly(input.scriptSig(), 0)) {
            return Optional.empty();
        }
        ScriptCursor cursor = new ScriptCursor(input.scriptSig());
        Slice last = input.scriptSig();
        while (cursor.next()) {
            last = cursor.data();
        }
        return Optional.of(last);
    }

    /** @param accurate whether a multisig counts its keys where they can be told, not always 20 */
    static int count(Slice script, boolean accurate) {
        int count = 0;
        int previous = 0;
        ScriptCursor cursor = new ScriptCursor(script);
        while (cursor.next()) {
            int opcode = cursor.opcode();
            if (opcode == OP_CHECKSIG || opcode == OP_CHECKSIGVERIFY) {
                count++;
            } else if (opcode == OP_CHECKMULTISIG || opcode == OP_CHECKMULTISIGVERIFY) {
                boolean told = accurate && previous > OP_0_OF_NUMBERS && previous <= OP_16;
                count += told ? previous - OP_0_OF_NUMBERS : MAX_KEYS;
            }
            previous = opcode;
        }
        return count;
    }
}
