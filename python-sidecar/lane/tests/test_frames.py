"""What docs/lane.md promises of frames that are sound."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import lane_client as lane
import pytest
from lane_client import CALL, GOAWAY, HELLO, LaneClient
from serving import Gate, echo, serving, until
from turnout_lane import LaneOptions

ECHO = "test.Service/Echo"


async def test_a_hello_lists_the_methods_and_the_limits(directory: Path) -> None:
    async with serving(directory, {"B": echo, "A": echo}) as served:
        client = await served.client()

    assert client.methods == {"test.Service/A": 0, "test.Service/B": 1}
    assert client.calls_in_flight == 4_096
    assert client.frame_bytes == (4 << 20) + (1 << 20)


async def test_a_hello_may_say_more_than_is_known(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await LaneClient.connect(served.lane.path)
        token = served.lane.token
        head = struct.pack("<xH4sIIHH", 9, b"LANE", 1 << 20, 0, len(token), 1)
        client.writer.write(lane.frame(HELLO, head + token + b"\x03\x00a.b" + b"what comes after"))
        answer = await client.frame()

    assert (answer.kind, answer.rest[1:3]) == (HELLO, b"\x01\x00")


async def test_bytes_that_are_zero_are_not_looked_at(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(lane.frame(CALL, struct.pack("<BHIIQ", 0xFF, 0, 1, 0, 0) + b"hi"))

        assert (await client.reply())[1].body == b"hi"


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 4 << 20])
async def test_bodies_of_any_size_come_back(directory: Path, size: int) -> None:
    body = bytes(range(256)) * (size // 256) + bytes(size % 256)
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()

        assert (await client.call(ECHO, body)).body == body


async def test_frames_of_64_mib_are_taken_and_sent(directory: Path) -> None:
    body = bytes((64 << 20) - 24)
    async with serving(directory, {"Echo": echo}, options=[("grpc.max_receive_message_length", -1)]) as served:
        client = await served.client()
        reply = await client.call(ECHO, body)

    assert client.frame_bytes == 64 << 20
    assert (reply.status, len(reply.body)) == (0, len(body))


async def test_a_ping_is_answered_while_handlers_wait(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin("test.Service/Wait", b"")
        client.writer.write(lane.ping(0x0102030405060708))

        assert await client.frame() == lane.Frame(lane.PONG, struct.pack("<3xQ", 0x0102030405060708))


async def test_what_is_answered_at_once_is_answered_in_order(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(b"".join(lane.call(0, number, bytes((number,))) for number in range(200)))

        assert [(await client.reply())[0] for _ in range(200)] == list(range(200))


async def test_details_beside_ok_are_sent(directory: Path) -> None:
    async def says_more(request: bytes, context: Any) -> bytes:
        context.set_details("as fine as can be")
        return request

    async with serving(directory, {"Echo": says_more}) as served:
        client = await served.client()
        reply = await client.call(ECHO, b"hi")

    assert (reply.status, reply.details, reply.body) == (0, "as fine as can be", b"hi")


async def test_an_id_is_free_after_its_reply(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        for body in (b"first", b"second"):
            client.writer.write(lane.call(0, 7, body))
            assert (await client.reply())[1].body == body


async def test_more_calls_than_accepted_end_the_connection(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}, lane=LaneOptions(calls_in_flight=2)) as served:
        client = await served.client()
        assert client.calls_in_flight == 2
        for _ in range(3):
            client.begin("test.Service/Wait", b"")

        assert await client.farewell() == (5, "more than 2 calls are in flight")


async def test_as_many_calls_as_accepted_are_taken_again_and_again(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}, lane=LaneOptions(calls_in_flight=2)) as served:
        client = await served.client()
        for _ in range(5):
            for _ in range(2):
                client.begin(ECHO, b"")
            assert [(await client.reply())[1].status for _ in range(2)] == [0, 0]


async def test_a_request_above_grpcs_limit_is_answered_as_grpc_does(directory: Path) -> None:
    options = [("grpc.max_receive_message_length", 1_000)]
    async with serving(directory, {"Echo": echo}, options=options) as served:
        client = await served.client()
        large, fitting = await client.call(ECHO, bytes(1_001)), await client.call(ECHO, bytes(1_000))

    assert (large.status, large.details) == (8, "SERVER: Received message larger than max (1001 vs. 1000)")
    assert fitting.status == 0


async def test_a_reply_above_grpcs_limit_is_answered_as_grpc_does(directory: Path) -> None:
    options = [("grpc.max_send_message_length", 1_000)]
    async with serving(directory, {"Echo": echo}, options=options) as served:
        client = await served.client()
        large, fitting = await client.call(ECHO, bytes(1_001)), await client.call(ECHO, bytes(1_000))

    assert (large.status, large.details) == (8, "SERVER: Sent message larger than max (1001 vs. 1000)")
    assert fitting.status == 0


async def test_a_reply_above_the_gateways_frame_fails_that_call_alone(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await LaneClient.connect(served.lane.path)
        client.writer.write(lane.hello(served.lane.token, frame_bytes=65_536))
        await client.frame()
        client.writer.write(lane.call(0, 1, bytes(65_517)) + lane.call(0, 2, bytes(65_516)))
        replies = [await client.reply() for _ in range(2)]

    assert [(number, reply.status, len(reply.body)) for number, reply in replies] == [(1, 8, 0), (2, 0, 65_516)]


async def test_a_gateway_that_says_why_it_goes_cancels_its_calls(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin("test.Service/Wait", b"")
        await until(gate.began)
        client.writer.write(lane.frame(GOAWAY, struct.pack("<xHI", 6, 0) + b"no PONG"))
        assert await client.reader.read() == b""
        await until(gate.ended)

    assert gate.cancelled == 1


async def test_a_gateway_that_is_gone_cancels_its_calls(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin("test.Service/Wait", b"")
        await until(gate.began)
        await client.close()
        await until(gate.ended)

    assert gate.cancelled == 1


async def test_a_gateway_that_stops_gets_its_answers(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin("test.Service/Wait", b"hi")
        client.writer.write(lane.frame(GOAWAY, struct.pack("<xHI", 0, 0) + b"leaving"))
        await until(gate.began)
        gate.may_end.set()

        assert (await client.reply())[1].body == b"hi"
