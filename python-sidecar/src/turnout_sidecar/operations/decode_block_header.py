"""turnout.script.v1.ScriptService/DecodeBlockHeader."""

from __future__ import annotations

from turnout.script.v1 import block_pb2

from turnout_sidecar.blocks.block import HEADER_SIZE, read_header
from turnout_sidecar.operations.raw_block import fill_raw_header
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required


def decode_block_header(body: bytes) -> bytes:
    """What the 80 bytes of a block header say."""
    raw = parse(block_pb2.DecodeBlockHeaderRequest, body).raw_header
    if not raw:
        raise required("raw_header", "80 bytes")
    if len(raw) != HEADER_SIZE:
        raise Refusal("BLOCK_MALFORMED", "raw_header", f"{len(raw)} bytes (expected: 80)")
    response = block_pb2.DecodeBlockHeaderResponse()
    fill_raw_header(response.header, read_header(raw))
    return response.SerializeToString()
