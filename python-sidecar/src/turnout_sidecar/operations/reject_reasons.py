"""The kinds of Core's reject-reason texts. Source: Core's validation.cpp, consensus/tx_check.cpp, policy/policy.cpp."""

from __future__ import annotations

from turnout.chain.v1 import broadcast_pb2

_TEXTS = {
    broadcast_pb2.REJECT_REASON_MISSING_INPUTS: "missing-inputs|bad-txns-inputs-missingorspent",
    broadcast_pb2.REJECT_REASON_ALREADY_IN_MEMPOOL: "txn-already-in-mempool|txn-same-nonwitness-data-in-mempool",
    broadcast_pb2.REJECT_REASON_ALREADY_CONFIRMED: "txn-already-known",
    broadcast_pb2.REJECT_REASON_MEMPOOL_CONFLICT: (
        "txn-mempool-conflict|bip125-replacement-disallowed|bad-txns-spends-conflicting-tx"
    ),
    broadcast_pb2.REJECT_REASON_REPLACEMENT_FEE: "insufficient fee|replacement-failed",
    broadcast_pb2.REJECT_REASON_REPLACEMENT_RULES: "too many potential replacements|replacement-adds-unconfirmed",
    broadcast_pb2.REJECT_REASON_FEE_TOO_LOW: "min relay fee not met|mempool min fee not met",
    broadcast_pb2.REJECT_REASON_FEE_TOO_HIGH: "max-fee-exceeded",
    broadcast_pb2.REJECT_REASON_MEMPOOL_FULL: "mempool full",
    broadcast_pb2.REJECT_REASON_NON_FINAL: "non-final|non-BIP68-final",
    broadcast_pb2.REJECT_REASON_TOPOLOGY: "too-long-mempool-chain|too-large-cluster|TRUC-violation",
    broadcast_pb2.REJECT_REASON_COINBASE: "coinbase|bad-txns-premature-spend-of-coinbase",
    broadcast_pb2.REJECT_REASON_AMOUNTS: (
        "bad-txns-in-belowout|bad-txns-inputvalues-outofrange|bad-txns-fee-outofrange|bad-txns-vout-negative"
        "|bad-txns-vout-toolarge|bad-txns-txouttotal-toolarge"
    ),
    broadcast_pb2.REJECT_REASON_SCRIPT: "mandatory-script-verify-flag-failed|block-script-verify-flag-failed",
    broadcast_pb2.REJECT_REASON_SCRIPT_POLICY: "non-mandatory-script-verify-flag|mempool-script-verify-flag-failed",
    broadcast_pb2.REJECT_REASON_NON_STANDARD: (
        "version|tx-size|tx-size-small|scriptsig-size|scriptsig-not-pushonly|scriptpubkey|bare-multisig|dust|datacarrier"
        "|multi-op-return|bad-txns-nonstandard-inputs|bad-txns-too-many-sigops|bad-witness-nonstandard"
    ),
}
_KINDS = {text: kind for kind, texts in _TEXTS.items() for text in texts.split("|")}
_INVALID = ("bad-txns-", "bad-witness-", "bad-cb-")


def reject_reason(text: str) -> broadcast_pb2.RejectReason.ValueType:
    """The kind of a text; what stands behind it in parentheses does not count."""
    name = text.partition(" (")[0]
    kind = _KINDS.get(name)
    if kind is not None:
        return kind
    return broadcast_pb2.REJECT_REASON_INVALID if name.startswith(_INVALID) else broadcast_pb2.REJECT_REASON_OTHER
