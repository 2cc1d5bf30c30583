"""A gateway that does not read is not read: what waits is bounded, and it goes on when the gateway does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import lane_client as lane
from fake_transport import FakeTransport
from lane_without_a_socket import TOKEN, a_lane
from serving import PATIENCE, echo, serving
from turnout_lane.connection import Connection

# Far more than sockets and buffers hold.
CALLS, BODY = 2_000, bytes(50_000)


async def test_a_gateway_that_does_not_read_is_not_read(directory: Path) -> None:
    ran = 0

    async def counts(request: bytes, _context: object) -> bytes:
        nonlocal ran
        ran += 1
        return request

    async with serving(directory, {"Count": counts, "Echo": echo}) as served:
        client = await served.client()
        client.reader._transport.pause_reading()  # type: ignore[attr-defined]
        number = client.methods["test.Service/Count"]
        for call_id in range(CALLS):
            client.writer.write(lane.call(number, call_id, BODY))
        # Another gateway's calls are answered meanwhile, and take as many turns of the loop as the first one is given.
        other = await served.client()
        for _ in range(500):
            assert (await other.call("test.Service/Echo", b"hi")).status == 0
        ran_unread = ran

        client.reader._transport.resume_reading()  # type: ignore[attr-defined]
        async with asyncio.timeout(PATIENCE):
            answered = {(await client.reply())[0] for _ in range(CALLS)}

    # The socket holds some 200 KiB, the buffers of both sides at most one read and what it answers.
    assert ran_unread < 100
    assert answered == set(range(CALLS))


async def test_reading_stops_and_goes_on_with_the_transport() -> None:
    connection, transport = Connection(a_lane()), FakeTransport()
    connection.connection_made(transport)
    connection.data_received(lane.hello(TOKEN))

    connection.pause_writing()
    assert not transport.reading
    connection.resume_writing()
    assert transport.reading
    connection.connection_lost(None)
