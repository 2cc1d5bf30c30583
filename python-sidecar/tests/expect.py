"""Core's JSON beside messages of the contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from turnout.bitcoin.v1 import bitcoin_pb2

REGTEST = bitcoin_pb2.NETWORK_REGTEST


def script_pub_key(message: bitcoin_pb2.ScriptPubKey, core: dict[str, Any]) -> None:
    assert message.asm == core["asm"]
    assert message.output_descriptor == core["desc"]
    assert message.address == core.get("address", "")
    assert bitcoin_pb2.ScriptType.Name(message.type) == f"SCRIPT_TYPE_{core['type'].upper()}"
    if "hex" in core:
        assert message.raw.hex() == core["hex"]


def transaction(message: bitcoin_pb2.Transaction, core: dict[str, Any]) -> None:
    assert message.txid == core["txid"]
    assert message.wtxid == core["hash"]
    assert message.lock_time == core["locktime"]
    for name in ("version", "size", "vsize", "weight"):
        assert getattr(message, name) == core[name]
    for given, spent in zip(message.inputs, core["vin"], strict=True):
        _input(given, spent)
    for index, (output, expected) in enumerate(zip(message.outputs, core["vout"], strict=True)):
        assert output.index == index == expected["n"]
        assert output.value == satoshis(expected["value"])
        script_pub_key(output.script_pub_key, expected["scriptPubKey"])


def _input(message: bitcoin_pb2.TransactionInput, core: dict[str, Any]) -> None:
    assert message.sequence == core["sequence"]
    assert [item.hex() for item in message.witness] == core.get("txinwitness", [])
    assert message.HasField("coinbase") == ("coinbase" in core)
    assert message.HasField("script_sig") == ("scriptSig" in core)
    if "coinbase" in core:
        assert message.coinbase.hex() == core["coinbase"]
    else:
        assert (message.txid, message.vout) == (core["txid"], core["vout"])
        assert message.script_sig.asm == core["scriptSig"]["asm"]
        assert message.script_sig.raw.hex() == core["scriptSig"]["hex"]
    if "prevout" in core:
        prevout = core["prevout"]
        assert message.prevout.generated == prevout["generated"]
        assert message.prevout.height == prevout["height"]
        assert message.prevout.value == satoshis(prevout["value"])
        script_pub_key(message.prevout.script_pub_key, prevout["scriptPubKey"])


def satoshis(value: float) -> int:
    return int(Decimal(str(value)) * 100_000_000)
