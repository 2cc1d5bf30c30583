"""Every rule of docs/lane.md, section Bad frames: a GOAWAY with its code and a sentence, and the end."""

from __future__ import annotations

import struct
from pathlib import Path

import lane_client as lane
import pytest
from lane_client import CALL, GOAWAY, HELLO, PING, PONG, LaneClient
from serving import echo, serving
from turnout_lane import LaneOptions

PROTOCOL, VERSION, TOKEN, FRAME_TOO_LARGE = 1, 2, 3, 4


def head(length: int, kind: int) -> bytes:
    return struct.pack("<IB", length, kind)


def call_with_block(block: bytes, metadata_bytes: int | None = None) -> bytes:
    size = len(block) if metadata_bytes is None else metadata_bytes
    return lane.frame(CALL, struct.pack("<xHIIQ", 0, 1, size, 0) + block)


def entry(name: bytes, value: bytes) -> bytes:
    return struct.pack("<HI", len(name), len(value)) + name + value


BAD_BEGINNINGS = {
    "a call": (lane.call(0, 1, b""), PROTOCOL, "the first frame is not a HELLO"),
    "a ping": (lane.ping(1), PROTOCOL, "the first frame is not a HELLO"),
    "HTTP": (b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n", PROTOCOL, "a service takes no frame of type 47"),
    "no letters": (
        lane.frame(HELLO, struct.pack("<xH4sIIHH", 1, b"LINE", 1 << 20, 0, 0, 0)),
        PROTOCOL,
        "HELLO has the letters 4c494e45 (expected: 4c414e45)",
    ),
    "version 0": (lane.hello(b"t", version=0), VERSION, "version 0 is not spoken (expected: 1 or above)"),
    "another token": (lane.hello(bytes(32)), TOKEN, "the token is not the announced one"),
    "no token": (lane.hello(b""), TOKEN, "the token is not the announced one"),
    "a short HELLO": (head(19, HELLO), PROTOCOL, "a frame of type 1 is 19 bytes long (expected: 20 or more)"),
    "a HELLO above 1 MiB": (
        head((1 << 20) + 1, HELLO),
        FRAME_TOO_LARGE,
        "a frame is 1048577 bytes long (expected: at most 1048576)",
    ),
    "a token that is longer than the HELLO": (
        lane.frame(HELLO, struct.pack("<xH4sIIHH", 1, b"LANE", 1 << 20, 0, 5, 0) + b"abcd"),
        PROTOCOL,
        "HELLO's parts are longer than it",
    ),
    "names that are longer than the HELLO": (
        lane.frame(HELLO, struct.pack("<xH4sIIHH", 1, b"LANE", 1 << 20, 0, 0, 1) + b"\x05\x00abcd"),
        PROTOCOL,
        "HELLO's parts are longer than it",
    ),
    "fewer names than counted": (
        lane.frame(HELLO, struct.pack("<xH4sIIHH", 1, b"LANE", 1 << 20, 0, 0, 2) + b"\x01\x00a"),
        PROTOCOL,
        "HELLO's parts are longer than it",
    ),
    "too small a limit": (
        lane.hello(b"t", frame_bytes=65_535),
        PROTOCOL,
        "HELLO accepts 65535 bytes (expected: 65536 or more)",
    ),
}

BAD_FRAMES = {
    "a type that is not listed": (head(8, 8), "a service takes no frame of type 8"),
    "type 0": (head(8, 0), "a service takes no frame of type 0"),
    "a REPLY": (head(20, 3), "a service takes no frame of type 3"),
    "a short CALL": (head(19, CALL), "a frame of type 2 is 19 bytes long (expected: 20 or more)"),
    "a short CANCEL": (head(7, 4), "a frame of type 4 is 7 bytes long (expected: 8 or more)"),
    "a short PING": (head(11, PING), "a frame of type 5 is 11 bytes long (expected: 12 or more)"),
    "a short PONG": (head(11, PONG), "a frame of type 6 is 11 bytes long (expected: 12 or more)"),
    "a short GOAWAY": (head(7, GOAWAY), "a frame of type 7 is 7 bytes long (expected: 8 or more)"),
    "a length of 0": (head(0, CALL), "a frame of type 2 is 0 bytes long (expected: 20 or more)"),
    "metadata above the frame": (call_with_block(b"", 1), "a CALL's metadata is longer than the CALL"),
    "metadata far above the frame": (call_with_block(b"", 0xFFFFFFFF), "a CALL's metadata is longer than the CALL"),
    "half an entry": (call_with_block(b"\x01\x00\x00"), "metadata ends within an entry"),
    "an entry above its block": (
        call_with_block(struct.pack("<HI", 1, 9) + b"ab"),
        "a metadata entry is longer than its block",
    ),
    "an empty name": (call_with_block(entry(b"", b"x")), "metadata has the name '' (expected: a-z, 0-9, - _ .)"),
    "an upper-case name": (call_with_block(entry(b"A", b"x")), "metadata has the name 'A' (expected: a-z, 0-9, - _ .)"),
    "a pseudo header": (
        call_with_block(entry(b":path", b"x")),
        "metadata has the name ':path' (expected: a-z, 0-9, - _ .)",
    ),
    "a line end in a value": (
        call_with_block(entry(b"a", b"x\n")),
        "metadata a has a value that is not printable ASCII",
    ),
    "UTF-8 in a value": (
        call_with_block(entry(b"a", "é".encode())),
        "metadata a has a value that is not printable ASCII",
    ),
    "a method that is not in the list": (lane.call(1, 1, b""), "method 1 is not in the list of 1"),
}


@pytest.mark.parametrize("bad", BAD_BEGINNINGS.values(), ids=BAD_BEGINNINGS)
async def test_a_bad_beginning_ends_the_connection(directory: Path, bad: tuple[bytes, int, str]) -> None:
    sent, code, sentence = bad
    async with serving(directory, {"Echo": echo}) as served:
        client = await LaneClient.connect(served.lane.path)
        client.writer.write(sent)

        assert await client.farewell() == (code, sentence)


@pytest.mark.parametrize("bad", BAD_FRAMES.values(), ids=BAD_FRAMES)
async def test_a_bad_frame_ends_the_connection(directory: Path, bad: tuple[bytes, str]) -> None:
    sent, sentence = bad
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(sent)

        assert await client.farewell() == (PROTOCOL, sentence)


async def test_a_second_hello_ends_the_connection(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(lane.hello(served.lane.token))

        assert await client.farewell() == (PROTOCOL, "a second HELLO")


async def test_a_frame_above_the_limit_is_judged_by_its_head(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}, lane=LaneOptions(frame_bytes=70_000)) as served:
        client = await served.client()
        assert client.frame_bytes == 70_000
        client.writer.write(head(70_001, CALL))

        assert await client.farewell() == (FRAME_TOO_LARGE, "a frame is 70001 bytes long (expected: at most 70000)")


async def test_an_id_that_is_in_flight_ends_the_connection(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(lane.call(0, 7, b"") + lane.call(0, 7, b""))

        assert await client.farewell() == (PROTOCOL, "call 7 is in flight already")


async def test_one_gateways_bad_frame_is_not_anothers(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        good, bad = await served.client(), await served.client()
        bad.writer.write(head(8, 8))
        await bad.farewell()

        assert (await good.call("test.Service/Echo", b"hi")).body == b"hi"
