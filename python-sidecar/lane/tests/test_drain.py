"""A stop: both ways end what they have begun, and begin nothing more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc.aio
import pytest
from lane_client import GOAWAY, LaneClient
from serving import PATIENCE, Gate, echo, serving, until
from ways import by_grpc

WAIT, ECHO = "test.Service/Wait", "test.Service/Echo"
UNAVAILABLE = 14


async def stopping(client: LaneClient) -> None:
    """Reads the GOAWAY of a stop."""
    said = await client.frame()
    assert (said.kind, said.rest) == (GOAWAY, b"\x00" * 7 + b"the service stops")


async def test_calls_in_flight_are_answered_and_later_ones_refused(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait, "Echo": echo}) as served:
        client = await served.client()
        begun = client.begin(WAIT, b"hi")
        await until(gate.began)
        stop = asyncio.create_task(served.server.stop(PATIENCE))
        await stopping(client)
        late = client.begin(ECHO, b"late")
        refused, refusal = await client.reply()
        assert not stop.done()
        gate.may_end.set()
        answered, reply = await client.reply()
        await client.close()
        await stop

    assert (refused, refusal.status, refusal.refused, refusal.details) == (late, UNAVAILABLE, True, "stopping")
    assert (answered, reply.status, reply.refused, reply.body) == (begun, 0, False, b"hi")


async def test_a_call_that_arrives_after_the_last_reply_is_refused_not_lost(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        stop = asyncio.create_task(served.server.stop(PATIENCE))
        await stopping(client)
        client.begin(ECHO, b"late")
        _, refusal = await client.reply()
        await client.close()
        await stop

    assert refusal.refused


async def test_nobody_can_connect_any_more(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        stop = asyncio.create_task(served.server.stop(PATIENCE))
        await stopping(client)

        with pytest.raises(FileNotFoundError):
            await LaneClient.connect(served.lane.path)
        await client.close()
        await stop


async def test_after_the_grace_what_runs_is_cancelled_and_answered_as_by_grpc(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        begun = client.begin(WAIT, b"hi")
        await until(gate.began)
        gate.began.clear()
        async with grpc.aio.insecure_channel(served.target) as channel:
            other = asyncio.create_task(by_grpc(channel, WAIT, b"hi"))
            await until(gate.began)
            stop = asyncio.create_task(served.server.stop(0.02))
            await stopping(client)
            answered, reply = await client.reply()
            await client.close()
            observation = await other
            await stop

    assert gate.cancelled == 2
    assert (answered, reply.status, reply.details, reply.refused) == (begun, UNAVAILABLE, "Cancelling all calls", False)
    assert (observation.status, observation.details) == (reply.status, reply.details)


async def test_without_a_grace_all_is_cancelled_at_once(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin(WAIT, b"hi")
        await until(gate.began)
        await served.server.stop(None)
        await stopping(client)
        _, reply = await client.reply()

        assert (reply.status, gate.cancelled) == (UNAVAILABLE, 1)
        assert await client.reader.read() == b""


async def test_a_second_stop_may_shorten_the_grace(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.begin(WAIT, b"hi")
        await until(gate.began)
        patient = asyncio.create_task(served.server.stop(3_600))
        await stopping(client)
        await asyncio.wait_for(served.server.stop(None), PATIENCE)
        await asyncio.wait_for(patient, PATIENCE)

    assert gate.cancelled == 1


async def test_termination_is_waited_for_on_both_ways(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        assert await served.server.wait_for_termination(0.001)
        client = await served.client()
        client.begin(WAIT, b"hi")
        await until(gate.began)
        waiting = asyncio.create_task(served.server.wait_for_termination())
        stop = asyncio.create_task(served.server.stop(PATIENCE))
        await stopping(client)
        gate.may_end.set()
        assert (await client.reply())[1].body == b"hi"
        assert not waiting.done()
        await client.close()
        await stop

        assert not await asyncio.wait_for(waiting, PATIENCE)


async def test_a_server_that_never_started_can_be_stopped() -> None:
    import turnout_lane

    await turnout_lane.server().stop(None)
