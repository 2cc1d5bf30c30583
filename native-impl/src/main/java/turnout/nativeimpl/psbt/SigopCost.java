package turnout.nativeimpl.psbt;

import java.util.List;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/** How many signature operations a transaction costs, with P2SH and witnesses (Core's GetTransactionSigOpCost). */
final class SigopCost {

    private static final int WITNESS_SCALE = 4;
    private static final int MAX_KEYS = 20;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKSIGVERIFY = 0xad;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKMULTISIGVERIFY = 0xaf;

    private SigopCost() {}

    /** @param prevouts what the inputs spend, in their order */
    static int of(RawTransaction transaction, List<RawOutput> prevouts) {
        int cost = 0;
        for (RawOutput output : transaction.outputs()) {
            cost += WITNESS_SCALE * count(output.scriptPubKey(), false);
        }
        for (int i = 0; i < prevouts.size(); i++) {
            RawInput input = transaction.inputs().get(i);
            cost += WITNESS_SCALE * count(input.scriptSig(), false);
            cost += spending(input, ScriptTemplate.of(prevouts.get(i).scriptPubKey()));
        }
        return cost;
    }

    private static int spending(RawInput input, ScriptTemplate spent) {
        if (spent.kind() != ScriptKind.SCRIPTHASH) {
            return witness(input, spent);
        }
        if (!ScriptCursor.isPushOnly(input.scriptSig(), 0)) {
            return 0;
        }
        Slice redeemScript = lastPush(input.scriptSig());
        return WITNESS_SCALE * count(redeemScript, true) + witness(input, ScriptTemplate.of(redeemScript));
    }

    private static int witness(RawInput input, ScriptTemplate program) {
        return switch (program.kind()) {
            case WITNESS_V0_KEYHASH -> 1;
            case WITNESS_V0_SCRIPTHASH ->
                input.witness().isEmpty() ? 0 : count(input.witness().getLast(), true);
            default -> 0;
        };
    }

    private static Slice lastPush(Slice scriptSig) {
        ScriptCursor cursor = new ScriptCursor(scriptSig);
        Slice last = scriptSig.slice(0, 0);
        while (cursor.next()) {
            last = cursor.data();
        }
        return last;
    }

    private static int count(Slice script, boolean accurate) {
        int count = 0;
        int previous = 0xff;
        for (ScriptCursor cursor = new ScriptCursor(script); cursor.next(); previous = cursor.opcode()) {
            switch (cursor.opcode()) {
                case OP_CHECKSIG, OP_CHECKSIGVERIFY -> count++;
                case OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY ->
                    count += accurate && previous >= 0x51 && previous <= 0x60 ? previous - 0x50 : MAX_KEYS;
                default -> {
                    // Costs nothing.
                }
            }
        }
        return count;
    }
}
