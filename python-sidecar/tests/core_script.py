"""The notation and the transactions of Core's script vectors."""

from __future__ import annotations

from typing import Any, NamedTuple

from turnout.script.v1 import verify_pb2

from turnout_sidecar.btclib_door import tweak_x_only_key
from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256, tagged_hash
from turnout_sidecar.script.opcodes import NAMES
from turnout_sidecar.taproot.tree import leaf_hash

_OPCODES = {name.removeprefix("OP_"): opcode for opcode, name in enumerate(NAMES) if name.startswith("OP_")}
_INTERNAL_KEY = bytes.fromhex("50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0")


class ScriptTest(NamedTuple):
    """A row of script_tests.json, as the transaction that Core builds around it."""

    row: Any
    request: verify_pb2.VerifyInputRequest
    expected: str


def parse(text: str) -> bytes:
    """Core's ParseScript."""
    return b"".join(map(_word, text.split()))


def _word(word: str) -> bytes:
    if word.lstrip("-").isdigit():
        return _number(int(word))
    if word.startswith("0x"):
        return bytes.fromhex(word[2:])
    if word.startswith("'"):
        return _push(word[1:-1].encode())
    return bytes((_OPCODES[word.removeprefix("OP_")],))


def _number(value: int) -> bytes:
    if value == 0:
        return b"\x00"
    if value == -1 or 1 <= value <= 16:
        return bytes((0x50 + value,))
    magnitude = abs(value)
    data = bytearray(magnitude.to_bytes((magnitude.bit_length() + 8) // 8, "little"))
    if value < 0:
        data[-1] |= 0x80
    return _push(bytes(data))


def _push(data: bytes) -> bytes:
    size = len(data)
    if size < 0x4C:
        return bytes((size,)) + data
    return (b"\x4c" + bytes((size,)) if size <= 0xFF else b"\x4d" + size.to_bytes(2, "little")) + data


def flags(text: str) -> list[verify_pb2.ScriptFlag.ValueType]:
    return [verify_pb2.ScriptFlag.Value(f"SCRIPT_FLAG_{name}") for name in text.split(",") if name not in ("", "NONE")]


def script_test(row: list[Any]) -> ScriptTest:
    rest = row[1:] if isinstance(row[0], list) else row
    witness, amount, output_key = _witness(row[0]) if rest is not row else ([], 0, b"")
    script_pub_key = b"\x51\x20" + output_key if rest[1] == "0x51 0x20 #TAPROOTOUTPUT#" else parse(rest[1])
    value = amount.to_bytes(8, "little")
    credit = b"".join(
        (
            b"\x01\0\0\0\x01" + bytes(32) + b"\xff\xff\xff\xff\x02\0\0\xff\xff\xff\xff\x01",
            value + _sized(script_pub_key) + bytes(4),
        )
    )
    core = b"\x01" + hash256(credit) + bytes(4) + _sized(parse(rest[0])) + b"\xff\xff\xff\xff\x01" + value + b"\x00"
    items = b"".join(map(_sized, witness))
    raw = b"\x01\0\0\0" + core + bytes(4)
    if witness:
        raw = b"\x01\0\0\0\0\x01" + core + write_compact_size(len(witness)) + items + bytes(4)
    request = verify_pb2.VerifyInputRequest(raw_transaction=raw, flags=flags(rest[2]))
    request.prevouts.add(value=amount, script_pub_key=script_pub_key)
    return ScriptTest(row, request, "SIG_NULLFAIL" if rest[3] == "NULLFAIL" else rest[3])


def _witness(items: list[Any]) -> tuple[list[bytes], int, bytes]:
    stack: list[bytes] = []
    script = output_key = b""
    for item in items[:-1]:
        if item.startswith("#SCRIPT#"):
            script = parse(item.removeprefix("#SCRIPT#"))
            stack.append(script)
        elif item == "#CONTROLBLOCK#":
            tweak = tagged_hash("TapTweak", _INTERNAL_KEY + leaf_hash(0xC0, script))
            tweaked = tweak_x_only_key(_INTERNAL_KEY, tweak)
            assert tweaked
            output_key = tweaked[0]
            stack.append(bytes((0xC0 | tweaked[1],)) + _INTERNAL_KEY)
        else:
            stack.append(bytes.fromhex(item))
    return stack, round(items[-1] * 100_000_000), output_key


def _sized(data: bytes) -> bytes:
    return write_compact_size(len(data)) + data
