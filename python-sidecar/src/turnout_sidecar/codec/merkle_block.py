"""BIP37's merkle block: a block header and the part of its merkle tree that proves some transactions."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct, error

from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size
from turnout_sidecar.codec.hashes import hash256

_HEADER = 80
_U32 = Struct("<I")


@dataclass(frozen=True, slots=True)
class MerkleBlock:
    """`hashes` in wire order, `flags` as bytes with the lowest bit first; `count` is of the whole block."""

    header: bytes
    count: int
    hashes: list[bytes]
    flags: bytes

    @property
    def block_hash(self) -> bytes:
        """In wire order."""
        return hash256(self.header)

    @property
    def merkle_root(self) -> bytes:
        """As the header says, in wire order."""
        return self.header[36:68]


def read_merkle_block(data: bytes) -> MerkleBlock:
    """Bytes that are exactly one merkle block. Raises MalformedError."""
    try:
        (count,) = _U32.unpack_from(data, _HEADER)
        number, at = read_compact_size(data, _HEADER + 4)
        end = at + 32 * number
        if end > len(data):
            raise MalformedError("more hashes than bytes")
        hashes = [data[start : start + 32] for start in range(at, end, 32)]
        size, flags_at = read_compact_size(data, end)
    except (IndexError, error):
        raise MalformedError("the data end in the middle of a merkle block") from None
    if flags_at + size != len(data):
        raise MalformedError("too few or too many bytes for the flags")
    return MerkleBlock(data[:_HEADER], count, hashes, data[flags_at:])
