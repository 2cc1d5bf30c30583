"""A script as a sequence of operations."""

from __future__ import annotations

from collections.abc import Iterator

from turnout_sidecar.script.opcodes import NOP10, PUSHDATA1, PUSHDATA2, PUSHDATA4, RETURN, SIXTEEN

MAX_ELEMENT_SIZE = 520
MAX_SCRIPT_SIZE = 10_000

# What a truncated push reads as.
TRUNCATED = -1


def operations(script: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Opcode, pushed data and the offset behind it; a truncated push is (TRUNCATED, b"", end) and the last.

    Source: Core's GetScriptOp.
    """
    at, end = 0, len(script)
    while at < end:
        opcode = script[at]
        at += 1
        if opcode > PUSHDATA4:
            yield opcode, b"", at
            continue
        if opcode < PUSHDATA1:
            size = opcode
        else:
            width = 1 if opcode == PUSHDATA1 else 2 if opcode == PUSHDATA2 else 4
            if at + width > end:
                yield TRUNCATED, b"", end
                return
            size = int.from_bytes(script[at : at + width], "little")
            at += width
        if at + size > end:
            yield TRUNCATED, b"", end
            return
        at += size
        yield opcode, script[at - size : at], at


def has_valid_operations(script: bytes) -> bool:
    """Core's HasValidOps: nothing truncated, no opcode above NOP10, no element over 520 bytes."""
    return all(TRUNCATED < opcode <= NOP10 and len(data) <= MAX_ELEMENT_SIZE for opcode, data, _ in operations(script))


def is_unspendable(script: bytes) -> bool:
    """Core's IsUnspendable."""
    return script[:1] == bytes((RETURN,)) or len(script) > MAX_SCRIPT_SIZE


def is_push_only(script: bytes) -> bool:
    """Core's IsPushOnly; OP_RESERVED counts as a push there."""
    return all(TRUNCATED < opcode <= SIXTEEN for opcode, _, _ in operations(script))


def script_number(data: bytes) -> int:
    """Little-endian with the sign in the highest bit."""
    if not data:
        return 0
    magnitude = int.from_bytes(data, "little")
    sign = 1 << (8 * len(data) - 1)
    return -(magnitude ^ sign) if magnitude & sign else magnitude
