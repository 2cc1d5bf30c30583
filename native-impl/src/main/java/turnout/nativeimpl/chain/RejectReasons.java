package turnout.nativeimpl.chain;

import static java.util.Map.entry;

import java.util.Map;
import turnout.chain.v1.RejectReason;

/** Core's reject-reason texts by kind. Source: validation.cpp, tx_verify.cpp, policy.cpp of Core 22 to 31. */
final class RejectReasons {

    private static final Map<String, RejectReason> BY_TEXT = Map.ofEntries(
            entry("missing-inputs", RejectReason.REJECT_REASON_MISSING_INPUTS),
            entry("bad-txns-inputs-missingorspent", RejectReason.REJECT_REASON_MISSING_INPUTS),
            entry("txn-already-in-mempool", RejectReason.REJECT_REASON_ALREADY_IN_MEMPOOL),
            entry("txn-same-nonwitness-data-in-mempool", RejectReason.REJECT_REASON_ALREADY_IN_MEMPOOL),
            entry("txn-already-known", RejectReason.REJECT_REASON_ALREADY_CONFIRMED),
            entry("txn-mempool-conflict", RejectReason.REJECT_REASON_MEMPOOL_CONFLICT),
            entry("bip125-replacement-disallowed", RejectReason.REJECT_REASON_MEMPOOL_CONFLICT),
            entry("bad-txns-spends-conflicting-tx", RejectReason.REJECT_REASON_MEMPOOL_CONFLICT),
            entry("insufficient fee", RejectReason.REJECT_REASON_REPLACEMENT_FEE),
            entry("replacement-failed", RejectReason.REJECT_REASON_REPLACEMENT_FEE),
            entry("too many potential replacements", RejectReason.REJECT_REASON_REPLACEMENT_RULES),
            entry("replacement-adds-unconfirmed", RejectReason.REJECT_REASON_REPLACEMENT_RULES),
            entry("min relay fee not met", RejectReason.REJECT_REASON_FEE_TOO_LOW),
            entry("mempool min fee not met", RejectReason.REJECT_REASON_FEE_TOO_LOW),
            entry("max-fee-exceeded", RejectReason.REJECT_REASON_FEE_TOO_HIGH),
            entry("mempool full", RejectReason.REJECT_REASON_MEMPOOL_FULL),
            entry("non-final", RejectReason.REJECT_REASON_NON_FINAL),
            entry("non-BIP68-final", RejectReason.REJECT_REASON_NON_FINAL),
            entry("too-long-mempool-chain", RejectReason.REJECT_REASON_TOPOLOGY),
            entry("too-large-cluster", RejectReason.REJECT_REASON_TOPOLOGY),
            entry("TRUC-violation", RejectReason.REJECT_REASON_TOPOLOGY),
            entry("coinbase", RejectReason.REJECT_REASON_COINBASE),
            entry("bad-txns-premature-spend-of-coinbase", RejectReason.REJECT_REASON_COINBASE),
            entry("bad-txns-in-belowout", RejectReason.REJECT_REASON_AMOUNTS),
            entry("bad-txns-inputvalues-outofrange", RejectReason.REJECT_REASON_AMOUNTS),
            entry("bad-txns-fee-outofrange", RejectReason.REJECT_REASON_AMOUNTS),
            entry("bad-txns-vout-negative", RejectReason.REJECT_REASON_AMOUNTS),
            entry("bad-txns-vout-toolarge", RejectReason.REJECT_REASON_AMOUNTS),
            entry("bad-txns-txouttotal-toolarge", RejectReason.REJECT_REASON_AMOUNTS),
            entry("mandatory-script-verify-flag-failed", RejectReason.REJECT_REASON_SCRIPT),
            entry("block-script-verify-flag-failed", RejectReason.REJECT_REASON_SCRIPT),
            entry("non-mandatory-script-verify-flag", RejectReason.REJECT_REASON_SCRIPT_POLICY),
            entry("mempool-script-verify-flag-failed", RejectReason.REJECT_REASON_SCRIPT_POLICY),
            entry("version", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("tx-size", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("tx-size-small", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("scriptsig-size", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("scriptsig-not-pushonly", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("scriptpubkey", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("bare-multisig", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("dust", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("datacarrier", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("multi-op-return", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("bad-txns-nonstandard-inputs", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("bad-txns-too-many-sigops", RejectReason.REJECT_REASON_NON_STANDARD),
            entry("bad-witness-nonstandard", RejectReason.REJECT_REASON_NON_STANDARD));

    private RejectReasons() {}

    /** The kind of a text; what a script failed with follows its name in parentheses. */
    static RejectReason of(String text) {
        int end = text.indexOf(" (");
        String name = end < 0 ? text : text.substring(0, end);
        RejectReason known = BY_TEXT.get(name);
        if (known != null) {
            return known;
        }
        boolean invalid = name.startsWith("bad-txns-") || name.startsWith("bad-witness-") || name.startsWith("bad-cb-");
        return invalid ? RejectReason.REJECT_REASON_INVALID : RejectReason.REJECT_REASON_OTHER;
    }
}
