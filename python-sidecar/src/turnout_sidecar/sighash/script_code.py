"""The script code of a legacy input, as it is hashed."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.script.opcodes import PUSHDATA1, PUSHDATA4

_SEPARATOR = 0xAB


def serialized(script: bytes) -> bytes:
    """With its length, without its code separators.

    The length is that of the whole script, but nothing is written from where operations cease to parse. Source: Core's
    SerializeScriptCode.
    """
    if _SEPARATOR not in script and not _is_cut(script):
        return write_compact_size(len(script)) + script
    parts, start, separators = [], 0, 0
    at = end = 0
    while at < len(script):
        opcode = script[at]
        end, at = _advance(script, at)
        if at < 0:
            break
        if opcode == _SEPARATOR:
            parts.append(script[start : end - 1])
            start = end
            separators += 1
    parts.append(script[start:end])
    return write_compact_size(len(script) - separators) + b"".join(parts)


def _is_cut(script: bytes) -> bool:
    at, end = 0, len(script)
    while at < end:
        _, at = _advance(script, at)
        if at < 0:
            return True
    return False


def _advance(script: bytes, at: int) -> tuple[int, int]:
    """How far Core reads an operation, and where the next one begins; -1 where this one is cut off."""
    opcode = script[at]
    at += 1
    if opcode > PUSHDATA4:
        return at, at
    size = opcode
    if opcode >= PUSHDATA1:
        width = 1 << (opcode - PUSHDATA1)
        if at + width > len(script):
            return at, -1
        size = int.from_bytes(script[at : at + width], "little")
        at += width
    if at + size > len(script):
        return at, -1
    return at + size, at + size
