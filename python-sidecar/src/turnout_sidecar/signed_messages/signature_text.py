"""What the text of a signature holds."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass

from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size
from turnout_sidecar.codec.transaction import Transaction, read_transaction
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.reading import read_psbt

_RECOVERABLE_SIZE = 65
_PREFIXES = ("smp", "ful", "pof")


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Core's and BIP137's: header, R and S, 65 bytes."""

    signature: bytes


@dataclass(frozen=True, slots=True)
class Simple:
    """BIP322's simple form, with its prefix or without one."""

    witness: list[bytes]


@dataclass(frozen=True, slots=True)
class Full:
    """BIP322's full form."""

    to_sign: Transaction


@dataclass(frozen=True, slots=True)
class Proof:
    """BIP322's proof of funds: to_sign as a PSBT, with what its further inputs spend."""

    psbt: Psbt


Signature = Recoverable | Simple | Full | Proof


def read_signature(text: str) -> Signature:
    """The one base64 form of a signature, after BIP322's prefix where there is one.

    Raises MalformedError, and TooLargeError for a PSBT over its limits.
    """
    prefix = text[:3] if text[:3] in _PREFIXES else ""
    data = _decode(text[len(prefix) :])
    if prefix == "ful":
        return Full(_transaction(data))
    if prefix == "pof":
        return Proof(read_psbt(data))
    if not prefix and len(data) == _RECOVERABLE_SIZE:
        return Recoverable(data)
    return Simple(_stack(data))


def _decode(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError):
        raise MalformedError("not base64") from None
    # Only the form that encoding gives: no spare bits, no missing padding.
    if b64encode(data).decode() != text:
        raise MalformedError("not the one base64 form")
    return data


def _stack(data: bytes) -> list[bytes]:
    witness = []
    try:
        count, at = read_compact_size(data, 0)
        for _ in range(count):
            size, start = read_compact_size(data, at)
            at = start + size
            if at > len(data):
                raise IndexError
            witness.append(data[start:at])
    except IndexError:
        raise MalformedError("the data end in the middle of a witness") from None
    if at != len(data):
        raise MalformedError("data behind the witness")
    return witness


def _transaction(data: bytes) -> Transaction:
    transaction, end = read_transaction(data)
    if end != len(data):
        raise MalformedError("data behind the transaction")
    return transaction
