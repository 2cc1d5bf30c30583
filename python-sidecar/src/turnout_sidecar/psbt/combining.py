"""The combiner (BIP174). Where two differ in a value the smaller one stays: order does not matter."""

from __future__ import annotations

from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.reading import write_psbt
from turnout_sidecar.psbt.types import Global

_MODIFIABLE = bytes((Global.TX_MODIFIABLE,))
_HAS_SINGLE = 4


def combine(psbts: list[Psbt]) -> bytes:
    """One PSBT with the records of all, which are of one transaction."""
    head = _merged([psbt.globals for psbt in psbts])
    flags = [psbt.globals.get(_MODIFIABLE, b"\x00")[0] for psbt in psbts]
    if _MODIFIABLE in head:
        common, any_of_them = flags[0], 0
        for flag in flags:
            common &= flag
            any_of_them |= flag
        head[_MODIFIABLE] = bytes((common | any_of_them & _HAS_SINGLE,))
    inputs = [_merged(list(maps)) for maps in zip(*[psbt.inputs for psbt in psbts], strict=True)]
    outputs = [_merged(list(maps)) for maps in zip(*[psbt.outputs for psbt in psbts], strict=True)]
    return write_psbt(head, inputs, outputs)


def _merged(maps: list[Records]) -> Records:
    merged: Records = {}
    for records in maps:
        for key, value in records.items():
            held = merged.get(key)
            if held is None or value < held:
                merged[key] = value
    return merged
