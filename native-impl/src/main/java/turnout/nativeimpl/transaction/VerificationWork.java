package turnout.nativeimpl.transaction;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/**
 * What verifying inputs may cost at most, counted from the bytes alone: no script jumps back, so each operation runs once
 * or never. The contract states the rule (verify.proto). Mutable: it sums inputs up, one owner.
 */
public final class VerificationWork {

    private static final int MAX_OPERATIONS = 100_000;
    private static final int MAX_CHECKS = 6_000;
    // More than 603 checks (three scripts) of the largest transaction: one input is never refused for it.
    private static final long MAX_LEGACY_BYTES = 610_000_000;

    // Core's MAX_OPS_PER_SCRIPT, which keys count towards: what is no tapscript checks no more signatures.
    private static final int MAX_OPERATIONS_RUN = 201;

    private static final int OP_RESERVED = 0x50;
    private static final int OP_16 = 0x60;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKSIGVERIFY = 0xad;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKMULTISIGVERIFY = 0xaf;
    private static final int OP_CHECKSIGADD = 0xba;
    private static final int MAX_KEYS = 20;
    private static final int ANNEX_TAG = 0x50;

    private final int strippedSize;
    private int operations;
    private int checks;
    private int legacyChecks;

    /** @param strippedSize bytes of the transaction without witness data: what a legacy signature check may hash */
    public VerificationWork(int strippedSize) {
        this.strippedSize = strippedSize;
    }

    /** Adds an input; whether the sum is still within the limits. */
    public boolean add(RawInput input, Slice scriptPubKey) {
        int checksBefore = checks;
        count(input.scriptSig());
        count(scriptPubKey);
        Slice redeemScript = isScriptHash(scriptPubKey) ? lastPush(input.scriptSig()) : null;
        if (redeemScript != null) {
            count(redeemScript);
        }
        legacyChecks += checks - checksBefore;
        countWitness(redeemScript == null ? scriptPubKey : redeemScript, redeemScript != null, input);
        return operations <= MAX_OPERATIONS
                && checks <= MAX_CHECKS
                && (long) legacyChecks * strippedSize <= MAX_LEGACY_BYTES;
    }

    private void countWitness(Slice program, boolean nested, RawInput input) {
        int length = program.length();
        int items = input.witness().size();
        if (items == 0 || length < 4 || program.at(1) + 2 != length) {
            return;
        }
        if (program.at(0) == 0 && length == 22) {
            checks++;
        } else if (program.at(0) == 0 && length == 34) {
            count(input.witness().getLast());
        } else if (program.at(0) == 0x51 && length == 34 && !nested) {
            Slice last = input.witness().getLast();
            int rest = items >= 2 && !last.isEmpty() && last.at(0) == ANNEX_TAG ? items - 1 : items;
            if (rest == 1) {
                checks++;
            } else {
                count(input.witness().get(rest - 2), MAX_OPERATIONS);
            }
        }
    }

    private void count(Slice script) {
        count(script, MAX_OPERATIONS_RUN);
    }

    /** Counts a script up to where it ceases to parse, or to the limit. */
    private void count(Slice script, int mostChecks) {
        ScriptCursor cursor = new ScriptCursor(script);
        int found = 0;
        int previous = -1;
        while (operations <= MAX_OPERATIONS && cursor.next()) {
            operations++;
            int opcode = cursor.opcode();
            switch (opcode) {
                case OP_CHECKSIG, OP_CHECKSIGVERIFY, OP_CHECKSIGADD -> found++;
                case OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY ->
                    found += previous > OP_RESERVED && previous <= OP_16 ? previous - OP_RESERVED : MAX_KEYS;
                default -> {}
            }
            previous = opcode;
        }
        checks += Math.min(found, mostChecks);
    }

    private static boolean isScriptHash(Slice script) {
        return script.length() == 23 && script.at(0) == 0xa9 && script.at(1) == 20 && script.at(22) == 0x87;
    }

    /** What the last operation pushes; null where the script does not parse or is empty. */
    private static @Nullable Slice lastPush(Slice script) {
        ScriptCursor cursor = new ScriptCursor(script);
        Slice last = null;
        while (!cursor.atEnd()) {
            if (!cursor.next()) {
                return null;
            }
            last = cursor.data();
        }
        return last;
    }
}
