"""Scripts and transactions as messages of the contract."""

from __future__ import annotations

from turnout.bitcoin.v1 import bitcoin_pb2

from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import Network
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.transaction import Input, Transaction
from turnout_sidecar.script.asm import asm
from turnout_sidecar.script.descriptor import infer_descriptor
from turnout_sidecar.script.solver import solve


def fill_script_pub_key(message: bitcoin_pb2.ScriptPubKey, script: bytes, network: Network) -> None:
    """Everything that Core's RPC says of a scriptPubKey."""
    solution = solve(script)
    address = address_of(solution, network)
    message.asm = asm(script)
    message.output_descriptor = infer_descriptor(script, solution, address)
    message.raw = script
    message.address = address
    message.type = int(solution.type)  # type: ignore[assignment]


def fill_transaction(message: bitcoin_pb2.Transaction, transaction: Transaction, network: Network) -> None:
    """Everything that the bytes of a transaction say; prevouts are not among it."""
    stripped = transaction.stripped
    size = len(transaction.raw)
    weight = 3 * len(stripped) + size
    message.txid = hash256(stripped)[::-1].hex()
    message.wtxid = message.txid if size == len(stripped) else hash256(transaction.raw)[::-1].hex()
    message.version = transaction.version
    message.size = size
    message.vsize = (weight + 3) // 4
    message.weight = weight
    message.lock_time = transaction.lock_time
    is_coinbase = transaction.is_coinbase
    for index, spent in enumerate(transaction.inputs):
        item = message.inputs.add()
        _fill_input(item, spent, is_coinbase)
        if transaction.witnesses:
            item.witness.extend(transaction.witnesses[index])
    for index, (value, script) in enumerate(transaction.outputs):
        output = message.outputs.add()
        output.value = value
        output.index = index
        fill_script_pub_key(output.script_pub_key, script, network)


def _fill_input(message: bitcoin_pb2.TransactionInput, spent: Input, is_coinbase: bool) -> None:
    outpoint, script, sequence = spent
    message.sequence = sequence
    if is_coinbase:
        message.coinbase = script
        return
    message.txid = outpoint[31::-1].hex()
    message.vout = int.from_bytes(outpoint[32:], "little")
    message.script_sig.SetInParent()
    if script:
        message.script_sig.asm = asm(script, is_script_sig=True)
        message.script_sig.raw = script
