"""turnout.script.v1.ScriptService/ComputeCompactFilter."""

from __future__ import annotations

from turnout.script.v1 import block_pb2

from turnout_sidecar.blocks.compact_filter import compact_filter, filter_header
from turnout_sidecar.operations.raw_block import block_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.reversed_hash import reversed_hash
from turnout_sidecar.refusal import Refusal, required


def compute_compact_filter(body: bytes) -> bytes:
    """The basic filter of a block, its hash and its header, as Core's getblockfilter."""
    request = parse(block_pb2.ComputeCompactFilterRequest, body)
    block = block_of(request.raw_block)
    spent = sum(len(transaction.inputs) for transaction in block.transactions[1:])
    if len(request.prevout_scripts) != spent:
        message = f"{len(request.prevout_scripts)}, but the block spends {spent}"
        raise Refusal("PREVOUTS_MISMATCH", "prevout_scripts", message)
    if not request.previous_filter_header:
        raise required("previous_filter_header", "64 hexadecimal digits")
    previous = reversed_hash("previous_filter_header", request.previous_filter_header, "FILTER_HEADER_INVALID")
    filter_bytes, count = compact_filter(block, list(request.prevout_scripts))
    filter_hash, header = filter_header(filter_bytes, previous)
    return block_pb2.ComputeCompactFilterResponse(
        filter=filter_bytes,
        element_count=count,
        filter_hash=filter_hash[::-1].hex(),
        filter_header=header[::-1].hex(),
    ).SerializeToString()
