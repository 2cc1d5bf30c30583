"""The field `raw_block` of a request, and headers as messages."""

from __future__ import annotations

from turnout.script.v1 import block_pb2

from turnout_sidecar.blocks.block import Block, Header, TooManyElementsError, read_block
from turnout_sidecar.blocks.target import target_of
from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.refusal import Refusal, required

# BIP141: no block is heavier, so none is longer.
_MOST_WEIGHT = 4_000_000
# More than any block of mainnet has; a reply is built of as many messages.
_MOST_ELEMENTS = 200_000


def block_of(raw: bytes) -> Block:
    """The block that a request holds."""
    if not raw:
        raise required("raw_block", "one whole serialized block")
    if len(raw) > _MOST_WEIGHT:
        raise _limit(f"longer than {_MOST_WEIGHT} bytes")
    try:
        block = read_block(raw, _MOST_ELEMENTS)
    except MalformedError:
        raise Refusal("BLOCK_MALFORMED", "raw_block", f"{len(raw)} bytes that are not one whole block") from None
    except TooManyElementsError:
        raise _limit(f"more than {_MOST_ELEMENTS} inputs, outputs and witness items") from None
    if block.weight > _MOST_WEIGHT:
        raise _limit(f"a weight above {_MOST_WEIGHT}")
    return block


def _limit(message: str) -> Refusal:
    return Refusal("LIMIT_EXCEEDED", "raw_block", message)


def fill_raw_header(message: block_pb2.RawBlockHeader, header: Header) -> None:
    """What the 80 bytes say."""
    message.block_hash = header.hash[::-1].hex()
    message.version = header.version
    message.previous_block_hash = header.previous_hash[::-1].hex()
    message.merkle_root = header.merkle_root[::-1].hex()
    message.time = header.time
    message.bits = header.bits
    message.nonce = header.nonce
    message.target = target_of(header.bits)
