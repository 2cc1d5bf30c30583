"""Blocks as Core's primitives/block.h reads them."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.transaction import Transaction, read_transaction

HEADER_SIZE = 80
# Version, two counts, lock time.
_LEAST_TRANSACTION = 10
_FIELDS = Struct("<i32s32sIII")


class Header(NamedTuple):
    """Hashes in wire order; `bits` is the compact target."""

    version: int
    previous_hash: bytes
    merkle_root: bytes
    time: int
    bits: int
    nonce: int
    raw: bytes

    @property
    def hash(self) -> bytes:
        """In wire order."""
        return hash256(self.raw)


class Block(NamedTuple):
    """`size` in bytes with witness data, `stripped_size` without."""

    header: Header
    transactions: list[Transaction]
    size: int
    stripped_size: int

    @property
    def weight(self) -> int:
        """BIP141."""
        return 3 * self.stripped_size + self.size


class TooManyElementsError(Exception):
    """More inputs, outputs and witness items than the caller takes."""


def read_header(raw: bytes) -> Header:
    """The first 80 bytes; raises MalformedError where there are less."""
    if len(raw) < HEADER_SIZE:
        raise MalformedError("a header is 80 bytes")
    raw = raw[:HEADER_SIZE]
    version, previous_hash, merkle_root, time, bits, nonce = _FIELDS.unpack(raw)
    return Header(version, previous_hash, merkle_root, time, bits, nonce, raw)


def read_block(raw: bytes, most_elements: int) -> Block:
    """Bytes that are exactly one block.

    Raises MalformedError, and TooManyElementsError where its transactions so far have more elements than that.
    """
    header = read_header(raw)
    try:
        count, at = read_compact_size(raw, HEADER_SIZE)
    except IndexError:
        raise MalformedError("the data end behind the header") from None
    if count > (len(raw) - at) // _LEAST_TRANSACTION:
        raise MalformedError("more transactions than bytes")
    transactions = []
    elements = witness_bytes = 0
    for _ in range(count):
        transaction, at = read_transaction(raw, at)
        elements += len(transaction.inputs) + len(transaction.outputs) + sum(map(len, transaction.witnesses))
        if elements > most_elements:
            raise TooManyElementsError
        if transaction.witness_end:
            witness_bytes += 2 + transaction.witness_end - transaction.witness_start
        transactions.append(transaction)
    if at != len(raw):
        raise MalformedError("bytes behind the block's end")
    return Block(header, transactions, len(raw), len(raw) - witness_bytes)
