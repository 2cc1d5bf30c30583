"""The tapscripts that can be signed: one key, and multi_a."""

from __future__ import annotations

from typing import NamedTuple

from turnout_sidecar.script.opcodes import CHECKSIG, CHECKSIGADD, ONE, PUSHDATA4, SIXTEEN
from turnout_sidecar.script.operations import TRUNCATED, operations, script_number

_NUMEQUAL = 0x9C
_MOST_KEYS = 999


class Asked(NamedTuple):
    """`keys` are x only, in the order of the script."""

    keys: list[bytes]
    required: int


def keys_of(script: bytes) -> Asked | None:
    """The keys of `<key> CHECKSIG` or of a multi_a; None for every other script. Source: BIP387."""
    if len(script) < 34 or script[0] != 32 or script[33] != CHECKSIG:
        return None
    keys = [script[1:33]]
    if len(script) == 34:
        return Asked(keys, 1)
    at = 34
    while script[at : at + 1] == b"\x20" and script[at + 33 : at + 34] == bytes((CHECKSIGADD,)):
        keys.append(script[at + 1 : at + 33])
        at += 34
    required = _required(script[at:])
    return Asked(keys, required) if 1 <= required <= len(keys) <= _MOST_KEYS else None


def _required(tail: bytes) -> int:
    """The number that `<number> NUMEQUAL` compares with, in its shortest form; 0 where the tail is another."""
    parts = list(operations(tail))
    if len(parts) != 2 or parts[1][0] != _NUMEQUAL:
        return 0
    opcode, data, _ = parts[0]
    if ONE <= opcode <= SIXTEEN:
        return opcode - ONE + 1
    if not TRUNCATED < opcode <= PUSHDATA4 or opcode != len(data) or not 1 <= len(data) <= 2:
        return 0
    number = script_number(data)
    is_shortest = number > 16 and (len(data) == 1 or number > 0x7F)
    return number if is_shortest else 0
