"""Parts of a PSBT as messages, the same for inputs and outputs."""

from __future__ import annotations

from typing import Protocol

from google.protobuf.internal.containers import RepeatedCompositeFieldContainer
from turnout.script.v1 import psbt_pb2

from turnout_sidecar.psbt.fields import read_origin, read_participants, read_proprietary, read_tap_origin
from turnout_sidecar.psbt.maps import key_type
from turnout_sidecar.psbt.paths import path_text
from turnout_sidecar.psbt.types import PROPRIETARY
from turnout_sidecar.script.asm import asm
from turnout_sidecar.script.solver import solve


class HasOthers(Protocol):
    """A message with records that no type names."""

    @property
    def proprietary(self) -> RepeatedCompositeFieldContainer[psbt_pb2.PsbtProprietary]:
        """Of type 0xfc."""

    @property
    def unknown(self) -> RepeatedCompositeFieldContainer[psbt_pb2.PsbtUnknown]:
        """Of types without a name."""


def fill_others(message: HasOthers, records: list[tuple[bytes, bytes]], known: frozenset[int]) -> None:
    """Proprietary and unknown records."""
    for key, value in records:
        kind = key_type(key)
        if kind == PROPRIETARY:
            identifier, subtype = read_proprietary(key)
            message.proprietary.add(identifier=identifier, subtype=subtype, key=key, value=value)
        elif kind not in known:
            message.unknown.add(key=key, value=value)


def script_message(script: bytes) -> psbt_pb2.PsbtScript:
    """A redeem or witness script."""
    return psbt_pb2.PsbtScript(asm=asm(script), raw=script, type=int(solve(script).type))  # type: ignore[arg-type]


def origin_message(key: bytes, value: bytes) -> psbt_pb2.PsbtKeyOrigin:
    """A BIP32 derivation."""
    origin = read_origin(value)
    return psbt_pb2.PsbtKeyOrigin(
        public_key=key[1:], master_fingerprint=origin.fingerprint, path=path_text(origin.path)
    )


def tap_origin_message(key: bytes, value: bytes) -> psbt_pb2.PsbtTaprootDerivation:
    """A taproot BIP32 derivation."""
    hashes, origin = read_tap_origin(value)
    return psbt_pb2.PsbtTaprootDerivation(
        public_key=key[1:],
        master_fingerprint=origin.fingerprint,
        path=path_text(origin.path),
        leaf_hashes=hashes,
    )


def participants_message(key: bytes, value: bytes) -> psbt_pb2.PsbtMusig2Participants:
    """MuSig2's participants."""
    return psbt_pb2.PsbtMusig2Participants(
        aggregate_public_key=key[1:], participant_public_keys=read_participants(value)
    )
