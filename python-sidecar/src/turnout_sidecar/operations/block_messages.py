"""Blocks of a node's JSON as messages of the contract."""

from __future__ import annotations

from typing import Any

from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.chain.v1 import chain_pb2

from turnout_sidecar.address.networks import Network
from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Transaction, read_transaction
from turnout_sidecar.node.answers import Fields, invalid
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.chain_fields import block_result
from turnout_sidecar.operations.script_messages import fill_script_pub_key, fill_transaction

_I32 = 1 << 31


def block_calls(block_hash: str, verbosity: int) -> list[Call]:
    """What has to be asked for a block; raw ones need the verbose form too, for heights and sizes."""
    if verbosity == chain_pb2.BLOCK_VERBOSITY_RAW:
        return [Call("getblock", (block_hash, 1)), Call("getblock", (block_hash, 0))]
    return [Call("getblock", (block_hash, 3 if verbosity == chain_pb2.BLOCK_VERBOSITY_TRANSACTIONS else 1))]


def block_message(results: list[Any], verbosity: int, network: Network) -> chain_pb2.Block:
    """The answers to block_calls as a message."""
    block = Fields.of(block_result(results[0]), "getblock")
    message = chain_pb2.Block(
        size=block.integer("size"),
        stripped_size=block.integer("strippedsize"),
        weight=block.integer("weight"),
    )
    fill_header(message.header, block)
    if verbosity == chain_pb2.BLOCK_VERBOSITY_RAW:
        message.raw_block = Fields({"raw": block_result(results[1])}).hexadecimal("raw")
    elif verbosity == chain_pb2.BLOCK_VERBOSITY_TRANSACTIONS:
        for item in block.objects("tx"):
            transaction = message.transactions.add()
            fill_with_prevouts(transaction.transaction, item, network)
            if item.has("fee"):
                transaction.fee = item.amount("fee")
    else:
        message.txids.extend(txid for txid in block.array("tx") if isinstance(txid, str))
    return message


def fill_header(message: chain_pb2.BlockHeader, header: Fields) -> None:
    """The fields that getblockheader and getblock share."""
    message.block_hash = header.text("hash")
    message.version = header.integer("version", -_I32, _I32 - 1)
    message.previous_block_hash = header.text("previousblockhash") if header.has("previousblockhash") else ""
    message.merkle_root = header.text("merkleroot")
    message.time = header.integer("time")
    message.bits = compact_bits(header)
    message.nonce = header.integer("nonce")
    message.height = header.integer("height")
    message.confirmations = header.integer("confirmations", -_I32, _I32 - 1)
    message.median_time = header.integer("mediantime")
    message.chain_work = chain_work(header)
    message.target = target_of(message.bits)
    message.transaction_count = header.integer("nTx")
    message.next_block_hash = header.text("nextblockhash") if header.has("nextblockhash") else ""


def compact_bits(header: Fields) -> int:
    """The compact target, from 8 hex digits."""
    bits = header.hexadecimal("bits")
    if len(bits) != 4:
        raise invalid("bits")
    return int.from_bytes(bits, "big")


def chain_work(header: Fields) -> bytes:
    """32 bytes, big-endian."""
    work = header.hexadecimal("chainwork")
    if len(work) != 32:
        raise invalid("chainwork")
    return work


def target_of(bits: int) -> bytes:
    """The target, 32 bytes big-endian; nodes before 29 leave it out. Source: Core's arith_uint256::SetCompact."""
    exponent, mantissa = bits >> 24, bits & 0x7FFFFF
    target = mantissa << 8 * (exponent - 3) if exponent > 3 else mantissa >> 8 * (3 - exponent)
    if target >> 256:
        raise invalid("bits")
    return target.to_bytes(32, "big")


def fill_with_prevouts(message: bitcoin_pb2.Transaction, item: Fields, network: Network) -> None:
    """A transaction decoded from its hex, with the prevouts that the node's JSON gives."""
    transaction = _decoded(item.hexadecimal("hex"))
    fill_transaction(message, transaction, network)
    inputs = list(item.objects("vin"))
    if len(inputs) != len(message.inputs):
        raise invalid("vin")
    for filled, given in zip(message.inputs, inputs, strict=True):
        if given.has("prevout"):
            prevout = Fields.of(given.values["prevout"], "prevout")
            script = Fields.of(prevout.values.get("scriptPubKey"), "scriptPubKey").hexadecimal("hex")
            filled.prevout.generated = prevout.flag("generated")
            filled.prevout.height = prevout.integer("height")
            filled.prevout.value = prevout.amount("value")
            fill_script_pub_key(filled.prevout.script_pub_key, script, network)


def _decoded(raw: bytes) -> Transaction:
    """What a node stores has inputs, so its witness form is the only reading."""
    try:
        transaction, end = read_transaction(raw)
    except MalformedError:
        raise invalid("hex") from None
    if end != len(raw):
        raise invalid("hex")
    return transaction
