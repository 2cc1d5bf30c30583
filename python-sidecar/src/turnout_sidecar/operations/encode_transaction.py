"""turnout.script.v1.ScriptService/EncodeTransaction."""

from __future__ import annotations

from string import hexdigits
from struct import pack

from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import encode_pb2

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, quoted, required

_HEX = frozenset(hexdigits)
_NULL_OUTPOINT = bytes(32) + b"\xff\xff\xff\xff"


def encode_transaction(body: bytes) -> bytes:
    """The bytes of a transaction from the parts that DecodeTransaction answers."""
    request = parse(encode_pb2.EncodeTransactionRequest, body)
    if not request.HasField("transaction"):
        raise required("transaction", "what DecodeTransaction answers")
    transaction = request.transaction
    core = _inputs(transaction) + _outputs(transaction)
    version, lock_time = pack("<I", transaction.version), pack("<I", transaction.lock_time)
    raw = stripped = version + core + lock_time
    if any(spent.witness for spent in transaction.inputs):
        raw = version + b"\x00\x01" + core + _witnesses(transaction) + lock_time
    response = encode_pb2.EncodeTransactionResponse(
        raw_transaction=raw,
        txid=hash256(stripped)[::-1].hex(),
        wtxid=hash256(raw)[::-1].hex(),
    )
    return response.SerializeToString()


def _inputs(transaction: bitcoin_pb2.Transaction) -> bytes:
    parts = [write_compact_size(len(transaction.inputs))]
    for place, spent in enumerate(transaction.inputs):
        if spent.HasField("coinbase"):
            outpoint, script = _NULL_OUTPOINT, spent.coinbase
        else:
            outpoint = _txid(spent.txid, place) + pack("<I", spent.vout)
            script = spent.script_sig.raw
        parts += (outpoint, _sized(script), pack("<I", spent.sequence))
    return b"".join(parts)


def _outputs(transaction: bitcoin_pb2.Transaction) -> bytes:
    parts = [write_compact_size(len(transaction.outputs))]
    for output in transaction.outputs:
        parts += (pack("<q", output.value), _sized(output.script_pub_key.raw))
    return b"".join(parts)


def _witnesses(transaction: bitcoin_pb2.Transaction) -> bytes:
    parts = []
    for spent in transaction.inputs:
        parts.append(write_compact_size(len(spent.witness)))
        parts += map(_sized, spent.witness)
    return b"".join(parts)


def _sized(data: bytes) -> bytes:
    return write_compact_size(len(data)) + data


def _txid(text: str, place: int) -> bytes:
    # bytes.fromhex alone would take spaces too.
    if len(text) != 64 or not _HEX.issuperset(text):
        field = f"transaction.inputs[{place}].txid"
        raise Refusal("TXID_INVALID", field, f"{quoted(text)} is not 64 hexadecimal digits")
    return bytes.fromhex(text)[::-1]
