"""A gateway for tests: the other side of docs/lane.md, written from the page and not from the package."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import grpc.aio

Entries = Sequence[tuple[str, str | bytes]]

HELLO, CALL, REPLY, CANCEL, PING, PONG, GOAWAY = range(1, 8)


@dataclass(frozen=True)
class Frame:
    """Type and what follows it."""

    kind: int
    rest: bytes


@dataclass(frozen=True)
class Reply:
    """What a REPLY says."""

    status: int
    refused: bool
    details: str
    initial: list[tuple[str, str | bytes]]
    trailing: list[tuple[str, str | bytes]]
    body: bytes


@dataclass(frozen=True)
class Announcement:
    """Where the lane is."""

    path: str
    token: bytes
    version: int


async def announced(target: str) -> Announcement:
    """Asks by gRPC, and reads the message as protobuf's rules say."""
    async with grpc.aio.insecure_channel(target) as channel:
        ask: Any = channel.unary_unary("/turnout.lane.v1.Lane/Announce")
        message: bytes = await ask(b"")
    fields: dict[int, Any] = {}
    at = 0
    while at < len(message):
        number, kind = message[at] >> 3, message[at] & 7
        value = message[at + 1]
        at += 2
        if kind == 2:
            fields[number] = message[at : at + value]
            at += value
        else:
            fields[number] = value
    return Announcement(fields[1].decode().removeprefix("unix:"), fields[2], fields[3])


def metadata_block(entries: Entries) -> bytes:
    """As it stands in a CALL."""
    block = b""
    for key, value in entries:
        content = value.encode() if isinstance(value, str) else value
        block += struct.pack("<HI", len(key), len(content)) + key.encode() + content
    return block


def read_block(block: bytes) -> list[tuple[str, str | bytes]]:
    """As it stands in a REPLY."""
    entries: list[tuple[str, str | bytes]] = []
    at = 0
    while at < len(block):
        name, value = struct.unpack_from("<HI", block, at)
        key = block[at + 6 : at + 6 + name].decode()
        content = block[at + 6 + name : at + 6 + name + value]
        at += 6 + name + value
        entries.append((key, content if key.endswith("-bin") else content.decode()))
    assert at == len(block)
    return entries


def frame(kind: int, rest: bytes) -> bytes:
    return struct.pack("<IB", len(rest) + 1, kind) + rest


def hello(token: bytes, version: int = 1, frame_bytes: int = 64 << 20) -> bytes:
    return frame(HELLO, struct.pack("<xH4sIIHH", version, b"LANE", frame_bytes, 0, len(token), 0) + token)


def call(method: int, call_id: int, body: bytes, entries: Entries = (), seconds: float = 0) -> bytes:
    block = metadata_block(entries)
    head = struct.pack("<xHIIQ", method, call_id, len(block), round(seconds * 1e6))
    return frame(CALL, head + block + body)


def cancel(call_id: int) -> bytes:
    return frame(CANCEL, struct.pack("<3xI", call_id))


def ping(value: int) -> bytes:
    return frame(PING, struct.pack("<3xQ", value))


def read_head(data: bytes | bytearray, at: int = 0) -> tuple[int, int]:
    length, kind = struct.unpack_from("<IB", data, at)
    return length, kind


def read_reply(rest: bytes) -> tuple[int, Reply]:
    status, flags, zero, call_id, details, initial, trailing = struct.unpack_from("<BBBIIII", rest)
    assert zero == 0
    parts, at = [], 19
    for size in (details, initial, trailing):
        parts.append(rest[at : at + size])
        at += size
    assert at <= len(rest)
    reply = Reply(status, flags == 1, parts[0].decode(), read_block(parts[1]), read_block(parts[2]), rest[at:])
    return call_id, reply


class LaneClient:
    """One connection; frames are written and read one by one, calls by `call`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.methods: dict[str, int] = {}
        self.frame_bytes = 0
        self.calls_in_flight = 0
        self._last_id = 0

    @classmethod
    async def connect(cls, path: str) -> LaneClient:
        return cls(*await asyncio.open_unix_connection(path))

    @classmethod
    async def greeted(cls, path: str, token: bytes) -> LaneClient:
        client = await cls.connect(path)
        client.writer.write(hello(token))
        answer = await client.frame()
        assert answer.kind == HELLO, answer
        version, letters, client.frame_bytes, client.calls_in_flight, _, count = struct.unpack_from(
            "<xH4sIIHH", answer.rest
        )
        assert (version, letters) == (1, b"LANE")
        at = 19
        for number in range(count):
            (size,) = struct.unpack_from("<H", answer.rest, at)
            client.methods[answer.rest[at + 2 : at + 2 + size].decode()] = number
            at += 2 + size
        return client

    async def frame(self) -> Frame:
        """The next one; raises asyncio.IncompleteReadError at the end."""
        length, kind = read_head(await self.reader.readexactly(5))
        return Frame(kind, await self.reader.readexactly(length - 1))

    def begin(self, method: str, body: bytes, entries: Entries = (), seconds: float = 0) -> int:
        self._last_id += 1
        self.writer.write(call(self.methods[method], self._last_id, body, entries, seconds))
        return self._last_id

    async def reply(self) -> tuple[int, Reply]:
        answer = await self.frame()
        assert answer.kind == REPLY, answer
        return read_reply(answer.rest)

    async def call(self, method: str, body: bytes, entries: Entries = (), seconds: float = 0) -> Reply:
        call_id = self.begin(method, body, entries, seconds)
        answered, reply = await self.reply()
        assert answered == call_id
        return reply

    async def farewell(self) -> tuple[int, str]:
        """Code and sentence of the GOAWAY that comes next, and nothing after it."""
        answer = await self.frame()
        assert answer.kind == GOAWAY, answer
        code, zero = struct.unpack_from("<xHI", answer.rest)
        assert zero == 0
        assert await self.reader.read() == b""
        return code, answer.rest[7:].decode()

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()
