"""Scripts that only push."""

from __future__ import annotations

from turnout_sidecar.script.opcodes import ONE, PUSHDATA1, PUSHDATA2, PUSHDATA4


def push_all(stack: list[bytes]) -> bytes:
    """Core's PushAll: the shortest push of each item, bottom of the stack first."""
    return b"".join([push(item) for item in stack])


def push(item: bytes) -> bytes:
    """The shortest push."""
    size = len(item)
    if size == 0:
        return b"\x00"
    if size == 1 and 1 <= item[0] <= 16:
        return bytes((ONE + item[0] - 1,))
    if size == 1 and item[0] == 0x81:
        return b"\x4f"
    if size < PUSHDATA1:
        return bytes((size,)) + item
    if size <= 0xFF:
        return bytes((PUSHDATA1, size)) + item
    if size <= 0xFFFF:
        return bytes((PUSHDATA2,)) + size.to_bytes(2, "little") + item
    return bytes((PUSHDATA4,)) + size.to_bytes(4, "little") + item
