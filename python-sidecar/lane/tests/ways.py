"""The same call by gRPC and by the lane, and what its caller sees, in one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import grpc.aio
from lane_client import Announcement, Entries, LaneClient


@dataclass(frozen=True)
class Observation:
    """All that a caller of a unary method can see; `body` is None beside a status that is not OK."""

    status: int
    details: str
    initial: list[tuple[str, str | bytes]]
    trailing: list[tuple[str, str | bytes]]
    body: bytes | None


async def by_grpc(
    channel: grpc.aio.Channel, method: str, body: bytes, entries: Entries = (), seconds: float | None = None
) -> Observation:
    multi: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(f"/{method}")
    call: Any = multi(body, metadata=grpc.aio.Metadata(*entries), timeout=seconds)
    try:
        reply: bytes | None = await call
    except grpc.aio.AioRpcError:
        reply = None
    code = await call.code()
    return Observation(
        code.value[0],
        await call.details(),
        _grouped(await call.initial_metadata()),
        _grouped(await call.trailing_metadata()),
        reply,
    )


async def by_lane(
    lane: Announcement, method: str, body: bytes, entries: Entries = (), seconds: float | None = None
) -> Observation:
    client = await LaneClient.greeted(lane.path, lane.token)
    reply = await client.call(method, body, (("user-agent", "a test"), *entries), seconds or 0)
    await client.close()
    return Observation(
        reply.status,
        # grpc.aio's client does not show what stands beside OK; others do.
        reply.details if reply.status else "",
        _grouped(reply.initial),
        _grouped(reply.trailing),
        reply.body if reply.status == 0 else None,
    )


def _grouped(entries: Any) -> list[tuple[str, str | bytes]]:
    """Equal names beside each other, as grpc.aio's client gives them whatever their order was."""
    pairs = [(key, value) for key, value in entries or ()]
    first = {key: at for at, (key, _) in reversed(list(enumerate(pairs)))}
    return sorted(pairs, key=lambda pair: first[pair[0]])
