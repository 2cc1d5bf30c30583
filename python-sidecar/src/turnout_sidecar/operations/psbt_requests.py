"""Request fields that the PSBT operations share."""

from __future__ import annotations

import re

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.psbt.finishing import MOST_MONEY, MOST_WORK, is_money, is_too_much
from turnout_sidecar.psbt.maps import TooLargeError
from turnout_sidecar.psbt.model import LockTimeConflictError, Psbt
from turnout_sidecar.psbt.reading import read_psbt
from turnout_sidecar.refusal import Refusal, quoted, required, unknown_value

_TXID = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_VERSIONS = {psbt_pb2.PSBT_VERSION_BIP174: 0, psbt_pb2.PSBT_VERSION_BIP370: 2}


def psbt_field(field: str, data: bytes) -> Psbt:
    """A checked PSBT; empty is FIELD_REQUIRED."""
    if not data:
        raise required(field, "a PSBT")
    try:
        return read_psbt(data)
    except MalformedError as error:
        raise Refusal("PSBT_MALFORMED", field, str(error)) from None
    except TooLargeError as error:
        raise Refusal("LIMIT_EXCEEDED", field, str(error)) from None


def workable_psbt(field: str, data: bytes) -> Psbt:
    """A PSBT that has a transaction, and not too large a one to sign or to check."""
    psbt = psbt_field(field, data)
    try:
        if is_too_much(psbt):
            raise Refusal("LIMIT_EXCEEDED", field, f"inputs times bytes of its transaction are above {MOST_WORK}")
    except LockTimeConflictError:
        raise lock_time_conflict(field) from None
    return psbt


def lock_time_conflict(field: str) -> Refusal:
    """The inputs require lock times of both kinds."""
    return Refusal("LOCK_TIME_CONFLICT", field, "its inputs' required lock times exclude each other")


def version_field(number: int) -> int:
    """0 or 2, of a PsbtVersion."""
    if number == psbt_pb2.PSBT_VERSION_UNSPECIFIED:
        raise required("psbt_version", "a PsbtVersion")
    if number not in _VERSIONS:
        raise unknown_value("psbt_version", number, "turnout.script.v1.PsbtVersion")
    return _VERSIONS[number]  # type: ignore[index]


def outpoint_field(field: str, txid: str, vout: int) -> bytes:
    """Txid in wire order and index, 36 bytes."""
    if not txid:
        raise required(f"{field}.txid", "64 hexadecimal digits")
    if not _TXID.fullmatch(txid):
        raise Refusal("TXID_INVALID", f"{field}.txid", f"{quoted(txid)} (expected: 64 hexadecimal digits)")
    return bytes.fromhex(txid)[::-1] + vout.to_bytes(4, "little")


def amount_field(field: str, value: int) -> int:
    """0 to all the money there is."""
    if not is_money(value):
        raise Refusal("AMOUNT_INVALID", field, f"{value} (expected: 0 to {MOST_MONEY})")
    return value
