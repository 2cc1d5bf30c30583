"""What the values of records say, read strictly; each reader raises MalformedError."""

from __future__ import annotations

from typing import NamedTuple

from turnout_sidecar.btclib_door import is_public_key
from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size
from turnout_sidecar.codec.transaction import Output, Transaction, read_transaction

_DEEPEST = 128
# BIP32: no key lies deeper.
_MOST_STEPS = 255
# What a witness or a taproot tree, and all of a PSBT together, may hold.
MOST_ELEMENTS = 100_000


class Origin(NamedTuple):
    """`path` has the hardened bits."""

    fingerprint: bytes
    path: tuple[int, ...]


class Leaf(NamedTuple):
    """One leaf of an output's taproot tree."""

    depth: int
    version: int
    script: bytes


def read_number(value: bytes, width: int) -> int:
    """An unsigned little-endian number that fills the value."""
    if len(value) != width:
        raise MalformedError("a number of another width")
    return int.from_bytes(value, "little")


def read_count(value: bytes) -> int:
    """A CompactSize that fills the value."""
    try:
        count, end = read_compact_size(value, 0)
    except IndexError:
        raise MalformedError("the data end in a count") from None
    if end != len(value):
        raise MalformedError("a count with something behind it")
    return count


def read_utxo_transaction(value: bytes) -> Transaction:
    """A whole transaction, with or without witnesses."""
    transaction, end = read_transaction(value)
    if end != len(value):
        raise MalformedError("a transaction with something behind it")
    return transaction


def read_output(value: bytes) -> Output:
    """An output: amount and script."""
    try:
        size, at = read_compact_size(value, 8)
    except IndexError:
        raise MalformedError("the data end in an output") from None
    if at + size != len(value):
        raise MalformedError("an output of another length")
    return Output(int.from_bytes(value[:8], "little", signed=True), value[at:])


def read_origin(value: bytes) -> Origin:
    """A master fingerprint and the path from there."""
    if not value or len(value) % 4 or len(value) > 4 + 4 * _MOST_STEPS:
        raise MalformedError("a key origin that is not made of fours, or too deep")
    steps = [int.from_bytes(value[at : at + 4], "little") for at in range(4, len(value), 4)]
    return Origin(value[:4], tuple(steps))


def read_tap_origin(value: bytes) -> tuple[list[bytes], Origin]:
    """Leaf hashes, sorted and each once, and the key's origin."""
    hashes, at = _hash_list(value)
    return sorted(set(hashes)), read_origin(value[at:])


def _hash_list(value: bytes) -> tuple[list[bytes], int]:
    try:
        count, at = read_compact_size(value, 0)
    except IndexError:
        raise MalformedError("the data end in a count") from None
    if at + 32 * count > len(value):
        raise MalformedError("more leaf hashes than bytes")
    end = at + 32 * count
    return [value[start : start + 32] for start in range(at, end, 32)], end


def read_stack(value: bytes) -> list[bytes]:
    """A witness stack that fills the value, bottom first."""
    try:
        count, at = read_compact_size(value, 0)
        if count > min(len(value) - at, MOST_ELEMENTS):
            raise IndexError
        stack = []
        for _ in range(count):
            size, item_at = read_compact_size(value, at)
            at = item_at + size
            if at > len(value):
                raise IndexError
            stack.append(value[item_at:at])
    except IndexError:
        raise MalformedError("the data end in a witness") from None
    if at != len(value):
        raise MalformedError("a witness with something behind it")
    return stack


def read_tree(value: bytes) -> list[Leaf]:
    """The leaves of a whole taproot tree, depth first. Source: BIP371, Core's TaprootBuilder."""
    leaves = []
    at = 0
    try:
        while at < len(value):
            depth, version = value[at], value[at + 1]
            size, script_at = read_compact_size(value, at + 2)
            at = script_at + size
            if at > len(value):
                raise IndexError
            leaves.append(Leaf(depth, version, value[script_at:at]))
    except IndexError:
        raise MalformedError("the data end in a taproot tree") from None
    if not 0 < len(leaves) <= MOST_ELEMENTS or not _is_whole(leaves):
        raise MalformedError("no whole taproot tree")
    return leaves


def _is_whole(leaves: list[Leaf]) -> bool:
    """Whether depth-first leaves fill a binary tree. Source: Core's TaprootBuilder::Insert."""
    open_depths: list[int] = []
    for index, (depth, version, _) in enumerate(leaves):
        if depth > _DEEPEST or version & 1:
            return False
        if index and not open_depths:
            return False
        # A leaf must not stand above the deepest branch that is half filled.
        if open_depths and depth < open_depths[-1]:
            return False
        while open_depths and open_depths[-1] == depth:
            open_depths.pop()
            depth -= 1
        if depth > 0:
            open_depths.append(depth)
    return not open_depths


def check_public_key(key: bytes) -> None:
    """33 or 65 bytes that are a point."""
    if len(key) not in (33, 65) or not is_public_key(key):
        raise MalformedError("not a public key")


def read_participants(value: bytes) -> list[bytes]:
    """MuSig2's participants, 33 bytes each, in order."""
    if len(value) % 33:
        raise MalformedError("participants that are not 33 bytes each")
    keys = [value[at : at + 33] for at in range(0, len(value), 33)]
    for key in keys:
        check_public_key(key)
    return keys


def read_proprietary(key: bytes) -> tuple[bytes, int]:
    """Identifier and subtype of a proprietary key."""
    try:
        size, at = read_compact_size(key, 1)
        end = at + size
        if end > len(key):
            raise IndexError
        subtype, _ = read_compact_size(key, end)
    except IndexError:
        raise MalformedError("a proprietary key that ends too early") from None
    return key[at:end], subtype
