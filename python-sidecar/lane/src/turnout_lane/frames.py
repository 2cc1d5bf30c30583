"""Frames of the lane as bytes: docs/lane.md, section Frames. No I/O and no state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from struct import Struct
from typing import Final

VERSION: Final = 1

HELLO: Final = 1
CALL: Final = 2
REPLY: Final = 3
CANCEL: Final = 4
PING: Final = 5
PONG: Final = 6
GOAWAY: Final = 7

# Of the types that a service receives. What only a service sends (REPLY) is bad whatever its length.
SMALLEST: Final = {HELLO: 20, CALL: 20, CANCEL: 8, PING: 12, PONG: 12, GOAWAY: 8}

# Judged before a HELLO says what the sides accept.
LARGEST_HELLO: Final = 1 << 20
SMALLEST_LIMIT: Final = 65_536

HEAD: Final = Struct("<IB")
# length, type, zero, method, id, metadata bytes, timeout in microseconds
CALL_HEAD: Final = Struct("<IBBHIIQ")
# length, type, status, flags, zero, id, details bytes, initial metadata bytes, trailing metadata bytes
REPLY_HEAD: Final = Struct("<IBBBBIIII")
HEAD_BYTES: Final = 24

REFUSED: Final = 1

_CANCEL = Struct("<IB3xI")
_PING = Struct("<IB3xQ")
_GOAWAY = Struct("<IBxHI")
_HELLO = Struct("<IBxH4sIIHH")
_LETTERS = b"LANE"
_LARGEST_SENTENCE = 1_024
_NAME_LENGTH = Struct("<H")


class Code(IntEnum):
    """Why a GOAWAY is sent."""

    STOPPING = 0
    PROTOCOL = 1
    VERSION = 2
    TOKEN = 3
    FRAME_TOO_LARGE = 4
    TOO_MANY_CALLS = 5
    TIMEOUT = 6


class BadFrame(Exception):
    """A frame that ends the connection, with the code and the sentence of the GOAWAY that says so."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Hello:
    """A gateway's HELLO; `frame_bytes` is the largest length that it accepts."""

    version: int
    frame_bytes: int
    token: bytes


def read_hello(frame: bytes) -> Hello:
    """From a whole frame. Raises BadFrame."""
    _, _, version, letters, frame_bytes, _, token_bytes, methods = _HELLO.unpack_from(frame)
    if letters != _LETTERS:
        raise BadFrame(Code.PROTOCOL, f"HELLO has the letters {letters.hex()} (expected: {_LETTERS.hex()})")
    # Before the rest, which may be another version's.
    if version < VERSION:
        raise BadFrame(Code.VERSION, f"version {version} is not spoken (expected: {VERSION} or above)")
    if frame_bytes < SMALLEST_LIMIT:
        raise BadFrame(Code.PROTOCOL, f"HELLO accepts {frame_bytes} bytes (expected: {SMALLEST_LIMIT} or more)")
    at = HEAD_BYTES + token_bytes
    token = frame[HEAD_BYTES:at]
    for _ in range(methods):
        if at + _NAME_LENGTH.size > len(frame):
            break
        at += _NAME_LENGTH.size + _NAME_LENGTH.unpack_from(frame, at)[0]
    else:
        if at <= len(frame):
            return Hello(version, frame_bytes, token)
    raise BadFrame(Code.PROTOCOL, "HELLO's parts are longer than it")


def hello(frame_bytes: int, calls_in_flight: int, methods: Sequence[str]) -> bytes:
    """A service's HELLO; the names of methods are without the leading slash."""
    names = b"".join(_NAME_LENGTH.pack(len(name)) + name for name in (method.encode() for method in methods))
    length = HEAD_BYTES - 4 + len(names)
    return _HELLO.pack(length, HELLO, VERSION, _LETTERS, frame_bytes, calls_in_flight, 0, len(methods)) + names


def reply(
    call_id: int, status: int, details: bytes, initial: bytes, trailing: bytes, body: bytes, flags: int = 0
) -> bytes:
    """A REPLY; `initial` and `trailing` are metadata as `metadata.encode` writes it."""
    length = HEAD_BYTES - 4 + len(details) + len(initial) + len(trailing) + len(body)
    sizes = (len(details), len(initial), len(trailing))
    return b"".join(
        (REPLY_HEAD.pack(length, REPLY, status, flags, 0, call_id, *sizes), details, initial, trailing, body)
    )


def read_cancel(data: bytes, at: int) -> int:
    """The id of the call that nobody waits for any more."""
    call_id: int = _CANCEL.unpack_from(data, at)[2]
    return call_id


def pong(data: bytes, at: int) -> bytes:
    """The answer to the PING that begins at `at`."""
    return _PING.pack(_PING.size - 4, PONG, _PING.unpack_from(data, at)[2])


def goaway(code: Code, sentence: str) -> bytes:
    """A GOAWAY; what a sentence has above 1,024 bytes is cut off."""
    text = sentence.encode(errors="backslashreplace")[:_LARGEST_SENTENCE].decode(errors="ignore").encode()
    return _GOAWAY.pack(_GOAWAY.size - 4 + len(text), GOAWAY, code, 0) + text


def judge(length: int, kind: int, largest: int) -> None:
    """Raises BadFrame for a head that no frame may have, whatever follows it."""
    smallest = SMALLEST.get(kind)
    if smallest is None:
        raise BadFrame(Code.PROTOCOL, f"a service takes no frame of type {kind}")
    if length < smallest:
        raise BadFrame(Code.PROTOCOL, f"a frame of type {kind} is {length} bytes long (expected: {smallest} or more)")
    if length > largest:
        raise BadFrame(Code.FRAME_TOO_LARGE, f"a frame is {length} bytes long (expected: at most {largest})")


def read_goaway(data: bytes, at: int) -> int:
    """The code of the GOAWAY that begins at `at`; it may be one of a version to come."""
    code: int = _GOAWAY.unpack_from(data, at)[2]
    return code
