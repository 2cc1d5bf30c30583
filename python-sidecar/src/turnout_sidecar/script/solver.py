"""The standard form that a scriptPubKey has."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from turnout_sidecar.script.opcodes import (
    CHECKMULTISIG,
    CHECKSIG,
    DUP,
    EQUAL,
    EQUALVERIFY,
    HASH160,
    ONE,
    PUSHDATA4,
    RETURN,
    SIXTEEN,
)
from turnout_sidecar.script.operations import is_push_only, operations, script_number

_MOST_KEYS = 20
ANCHOR_SCRIPT = bytes.fromhex("51024e73")


class ScriptType(IntEnum):
    """Numbered as turnout.bitcoin.v1.ScriptType."""

    NONSTANDARD = 1
    PUBKEY = 2
    PUBKEYHASH = 3
    SCRIPTHASH = 4
    MULTISIG = 5
    NULLDATA = 6
    WITNESS_V0_KEYHASH = 7
    WITNESS_V0_SCRIPTHASH = 8
    WITNESS_V1_TAPROOT = 9
    ANCHOR = 10
    WITNESS_UNKNOWN = 11


class Solution(NamedTuple):
    """`data` is the hash, key or witness program; `keys` and `required` are a multisig's."""

    type: ScriptType
    data: bytes = b""
    witness_version: int = 0
    keys: tuple[bytes, ...] = ()
    required: int = 0


_NONSTANDARD = Solution(ScriptType.NONSTANDARD)


def solve(script: bytes) -> Solution:
    """The form, and what fills it. Source: Core's Solver."""
    size = len(script)
    if size == 23 and script[0] == HASH160 and script[1] == 20 and script[22] == EQUAL:
        return Solution(ScriptType.SCRIPTHASH, script[2:22])
    if 4 <= size <= 42 and script[1] + 2 == size and (script[0] == 0 or ONE <= script[0] <= SIXTEEN):
        return _witness_program(script)
    if size and script[0] == RETURN and is_push_only(script[1:]):
        return Solution(ScriptType.NULLDATA)
    if size in (35, 67) and script[0] == size - 2 and script[-1] == CHECKSIG and is_key_sized(script[1:-1]):
        return Solution(ScriptType.PUBKEY, script[1:-1])
    if size == 25 and script[:3] == bytes((DUP, HASH160, 20)) and script[23:] == bytes((EQUALVERIFY, CHECKSIG)):
        return Solution(ScriptType.PUBKEYHASH, script[3:23])
    if size and script[-1] == CHECKMULTISIG:
        return _multisig(script)
    return _NONSTANDARD


def _witness_program(script: bytes) -> Solution:
    version = script[0] and script[0] - ONE + 1
    program = script[2:]
    if version == 0:
        if len(program) == 20:
            return Solution(ScriptType.WITNESS_V0_KEYHASH, program)
        return Solution(ScriptType.WITNESS_V0_SCRIPTHASH, program) if len(program) == 32 else _NONSTANDARD
    if version == 1 and len(program) == 32:
        return Solution(ScriptType.WITNESS_V1_TAPROOT, program, version)
    script_type = ScriptType.ANCHOR if script == ANCHOR_SCRIPT else ScriptType.WITNESS_UNKNOWN
    return Solution(script_type, program, version)


def is_key_sized(data: bytes) -> bool:
    """Whether the first byte promises a public key of this length; hybrid forms count."""
    return len(data) == {2: 33, 3: 33, 4: 65, 6: 65, 7: 65}.get(data[0] if data else 0, -1)


def _multisig(script: bytes) -> Solution:
    reading = iter(operations(script))
    opcode, data, end = next(reading)
    required = _count(opcode, data, 1)
    if required is None:
        return _NONSTANDARD
    keys = []
    for opcode, data, end in reading:  # noqa: B007 (the first that is no key is needed behind the loop)
        if not is_key_sized(data):
            break
        keys.append(data)
    if _count(opcode, data, required) != len(keys) or end + 1 != len(script):
        return _NONSTANDARD
    return Solution(ScriptType.MULTISIG, keys=tuple(keys), required=required)


def _count(opcode: int, data: bytes, least: int) -> int | None:
    """A number of keys in its shortest form; None where it is no number or out of range."""
    if ONE <= opcode <= SIXTEEN:
        count = opcode - ONE + 1
    elif 0 < opcode <= PUSHDATA4 and len(data) == 1 == opcode and SIXTEEN - ONE + 1 < data[0] < 0x80:
        count = script_number(data)
    else:
        return None
    return count if least <= count <= _MOST_KEYS else None
