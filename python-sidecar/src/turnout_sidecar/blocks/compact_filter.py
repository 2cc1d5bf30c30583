"""BIP158's basic filter."""

from __future__ import annotations

from siphash24 import siphash24

from turnout_sidecar.blocks.block import Block
from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.script.opcodes import RETURN

# One false positive in _M queries; _P bits of each difference stand as they are.
_M = 784_931
_P = 19
_U64 = (1 << 64) - 1


def compact_filter(block: Block, prevout_scripts: list[bytes]) -> tuple[bytes, int]:
    """The filter, and how many elements it has."""
    elements = {
        output.script
        for transaction in block.transactions
        for output in transaction.outputs
        if output.script and output.script[0] != RETURN
    }
    elements.update(script for script in prevout_scripts if script)
    key = block.header.hash[:16]
    count = len(elements)
    # The package gives the number as a signed one.
    hashes = [siphash24(element, key=key).intdigest() & _U64 for element in elements]
    values = sorted([number * (count * _M) >> 64 for number in hashes])
    return write_compact_size(count) + _golomb_coded(values), count


def _golomb_coded(values: list[int]) -> bytes:
    """Differences of ascending numbers: the part above 2^19 in ones and a zero, the rest in 19 bits."""
    words = []
    last = 0
    for value in values:
        difference = value - last
        words.append("1" * (difference >> _P) + "0" + format(difference & (1 << _P) - 1, "019b"))
        last = value
    bits = "".join(words)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big") if bits else b""


def filter_header(filter_bytes: bytes, previous: bytes) -> tuple[bytes, bytes]:
    """BIP157: the filter's hash, and its header on top of the one before; all in wire order."""
    filter_hash = hash256(filter_bytes)
    return filter_hash, hash256(filter_hash + previous)
