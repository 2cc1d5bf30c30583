"""The script of an address, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from turnout_sidecar.address.networks import NETWORKS, Network
from turnout_sidecar.codec import bech32
from turnout_sidecar.codec.base58 import decode_base58, decode_check
from turnout_sidecar.codec.bech32_errors import locate_errors
from turnout_sidecar.script.opcodes import CHECKSIG, DUP, EQUAL, EQUALVERIFY, HASH160, ONE

_HRPS = frozenset(network.hrp for network in NETWORKS.values())


class AddressError(IntEnum):
    """Numbered as turnout.script.v1.AddressError."""

    NONE = 0
    UNRECOGNIZED = 1
    BASE58_PREFIX_OR_LENGTH = 2
    BASE58_CHECKSUM = 3
    BECH32_ENCODING = 4
    BECH32_PREFIX = 5
    BECH32_VARIANT = 6
    WITNESS_PROGRAM = 7


@dataclass(frozen=True, slots=True)
class Destination:
    """Either a script and NONE, or no script and the error with the places that are wrong."""

    script: bytes
    error: AddressError = AddressError.NONE
    error_locations: list[int] = field(default_factory=list)


def decode_address(text: str, network: Network) -> Destination:
    """What an address pays to on one network.

    Source: Core's DecodeDestination; beyond it a good bech32 text of another network is told as such.
    """
    data = text.encode()
    if not data:
        return _wrong(AddressError.UNRECOGNIZED)
    if data[: len(network.hrp)].lower() == network.hrp.encode():
        return _decode_bech32(data, network)
    payload = None if "\0" in text else decode_check(text, 21)
    if payload is not None:
        return _decode_payload(payload, network)
    decoded = bech32.decode(data)
    if decoded is not None and decoded.hrp in _HRPS:
        return _wrong(AddressError.BECH32_PREFIX)
    if "\0" not in text and decode_base58(text, 100) is not None:
        return _wrong(AddressError.BASE58_CHECKSUM)
    return _wrong(AddressError.UNRECOGNIZED)


def _wrong(error: AddressError, locations: list[int] | None = None) -> Destination:
    return Destination(b"", error, locations or [])


def _decode_payload(payload: bytes, network: Network) -> Destination:
    if len(payload) == 21 and payload[:1] == network.pubkey_hash:
        return Destination(bytes((DUP, HASH160, 20)) + payload[1:] + bytes((EQUALVERIFY, CHECKSIG)))
    if len(payload) == 21 and payload[:1] == network.script_hash:
        return Destination(bytes((HASH160, 20)) + payload[1:] + bytes((EQUAL,)))
    return _wrong(AddressError.BASE58_PREFIX_OR_LENGTH)


def _decode_bech32(data: bytes, network: Network) -> Destination:
    decoded = bech32.decode(data)
    if decoded is None:
        return _wrong(AddressError.BECH32_ENCODING, locate_errors(data))
    if not decoded.values:
        return _wrong(AddressError.WITNESS_PROGRAM)
    if decoded.hrp != network.hrp:
        return _wrong(AddressError.BECH32_PREFIX)
    version = decoded.values[0]
    if decoded.constant != (bech32.BECH32M if version else bech32.BECH32):
        return _wrong(AddressError.BECH32_VARIANT)
    program = bech32.to_bytes(decoded.values[1:])
    if program is None or version > 16 or not _is_program_size(version, len(program)):
        return _wrong(AddressError.WITNESS_PROGRAM)
    return Destination(bytes((version and ONE + version - 1, len(program))) + program)


def _is_program_size(version: int, size: int) -> bool:
    return size in (20, 32) if version == 0 else 2 <= size <= 40
