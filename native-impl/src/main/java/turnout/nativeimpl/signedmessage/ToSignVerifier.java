package turnout.nativeimpl.signedmessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.interpreter.ScriptError;
import turnout.nativeimpl.interpreter.ScriptFlag;
import turnout.nativeimpl.interpreter.ScriptFlags;
import turnout.nativeimpl.interpreter.ScriptVerifier;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.transaction.TransactionError;
import turnout.nativeimpl.transaction.TransactionRules;
import turnout.nativeimpl.transaction.VerificationWork;

/** BIP322's verification of a to_sign: its shape, the required rules, then the upgradeable ones. */
public final class ToSignVerifier {

    private static final Set<ScriptFlag> REQUIRED_RULES = Set.of(
            ScriptFlag.P2SH,
            ScriptFlag.DERSIG,
            ScriptFlag.NULLDUMMY,
            ScriptFlag.CHECKLOCKTIMEVERIFY,
            ScriptFlag.CHECKSEQUENCEVERIFY,
            ScriptFlag.WITNESS,
            ScriptFlag.TAPROOT,
            ScriptFlag.STRICTENC,
            ScriptFlag.LOW_S,
            ScriptFlag.NULLFAIL,
            ScriptFlag.MINIMALDATA,
            ScriptFlag.CLEANSTACK,
            ScriptFlag.MINIMALIF,
            ScriptFlag.CONST_SCRIPTCODE);
    private static final Set<ScriptFlag> UPGRADEABLE_RULES = Set.of(
            ScriptFlag.DISCOURAGE_UPGRADABLE_NOPS,
            ScriptFlag.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM,
            ScriptFlag.DISCOURAGE_UPGRADABLE_PUBKEYTYPE,
            ScriptFlag.DISCOURAGE_OP_SUCCESS,
            ScriptFlag.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION);
    private static final ScriptFlags REQUIRED = ScriptFlags.of(REQUIRED_RULES);
    private static final ScriptFlags STRICT = strict();

    private static final int SIGHASH_DEFAULT = 0;
    private static final int SIGHASH_ALL = 1;
    private static final Slice OP_RETURN = Slice.of(new byte[] {0x6a});

    private ToSignVerifier() {}

    /** Whether verifying costs no more than one request may. */
    public static boolean isWithinLimits(RawTransaction toSign, List<RawOutput> prevouts) {
        VerificationWork work = new VerificationWork(toSign.strippedSize());
        for (int i = 0; i < Math.min(prevouts.size(), toSign.inputs().size()); i++) {
            if (!work.add(toSign.inputs().get(i), prevouts.get(i).scriptPubKey())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Verifies a signed to_sign.
     *
     * @param prevouts what its inputs spend, the challenge first
     */
    public static ToSignVerdict verify(RawTransaction toSign, RawTransaction toSpend, List<RawOutput> prevouts) {
        if (!hasShape(toSign, toSpend, prevouts)) {
            return ToSignVerdict.OTHER_TRANSACTION;
        }
        SharedHashes hashes = new SharedHashes(toSign, prevouts);
        if (succeeds(hashes, prevouts, STRICT)) {
            boolean isKnown = toSign.version() == 0 || toSign.version() == 2;
            return isKnown ? ToSignVerdict.VALID : ToSignVerdict.INCONCLUSIVE;
        }
        return succeeds(hashes, prevouts, REQUIRED) ? ToSignVerdict.INCONCLUSIVE : ToSignVerdict.SCRIPT_FAILS;
    }

    private static boolean hasShape(RawTransaction toSign, RawTransaction toSpend, List<RawOutput> prevouts) {
        if (toSign.inputs().isEmpty()
                || toSign.inputs().size() != prevouts.size()
                || toSign.outputs().size() != 1) {
            return false;
        }
        RawInput first = toSign.inputs().getFirst();
        RawOutput output = toSign.outputs().getFirst();
        return first.vout() == 0
                && first.previousTxid().equals(Slice.of(toSpend.txidBytes()))
                && output.value() == 0
                && output.scriptPubKey().equals(OP_RETURN)
                && toSign.weight() <= TransactionRules.MAX_WEIGHT
                && TransactionRules.check(toSign) == TransactionError.OK
                && TransactionRules.checkAmounts(toSign, prevouts) == TransactionError.OK;
    }

    /** All scripts succeed, all signatures sign all, and nothing cuts what they sign. */
    private static boolean succeeds(SharedHashes hashes, List<RawOutput> prevouts, ScriptFlags flags) {
        List<Integer> hashTypes = new ArrayList<>();
        for (int i = 0; i < prevouts.size(); i++) {
            RawInput input = hashes.transaction().inputs().get(i);
            if (ScriptVerifier.verify(hashes, i, flags, hashTypes::add) != ScriptError.OK
                    || RevealedScript.hasCodeSeparator(prevouts.get(i).scriptPubKey(), input)) {
                return false;
            }
        }
        return hashTypes.stream().allMatch(type -> type == SIGHASH_ALL || type == SIGHASH_DEFAULT);
    }

    private static ScriptFlags strict() {
        List<ScriptFlag> flags = new ArrayList<>(REQUIRED_RULES);
        flags.addAll(UPGRADEABLE_RULES);
        return ScriptFlags.of(flags);
    }
}
