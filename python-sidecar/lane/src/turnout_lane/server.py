"""A grpc.aio.Server that serves the same handlers by gRPC and by the lane: assembled here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import grpc
import grpc.aio

from turnout_lane.announcement import Announcing
from turnout_lane.dispatch import Dispatch
from turnout_lane.lane import Lane
from turnout_lane.methods import Handlers
from turnout_lane.options import LaneOptions, limits_of
from turnout_lane.place import Place, path_beside

_log = logging.getLogger(__name__)


class LaneServer(grpc.aio.Server):
    """Used from one event loop, as every grpc.aio.Server. Whatever the lane cannot carry goes by gRPC."""

    def __init__(
        self,
        pool: Executor | None,
        handlers: Sequence[grpc.GenericRpcHandler],
        interceptors: Sequence[Any],
        options: Sequence[tuple[str, Any]],
        maximum_concurrent_rpcs: int | None,
        compression: grpc.Compression | None,
        lane: LaneOptions,
    ) -> None:
        self._lane = Lane(limits_of(lane, dict(options)))
        self._path = lane.path
        self._handlers = Handlers()
        self._handlers.add(handlers)
        self._dispatch = Dispatch(self._handlers, interceptors, pool, maximum_concurrent_rpcs)
        # Before all others, so that no handler of the service can stand in its way.
        announced = (Announcing(self._lane), *handlers)
        self._grpc = grpc.aio.server(pool, announced, interceptors, options, maximum_concurrent_rpcs, compression)

    def add_generic_rpc_handlers(self, generic_rpc_handlers: Iterable[grpc.GenericRpcHandler]) -> None:
        handlers = tuple(generic_rpc_handlers)
        self._grpc.add_generic_rpc_handlers(handlers)
        self._handlers.add(handlers)

    def add_registered_method_handlers(
        self, service_name: str, method_handlers: Mapping[str, grpc.RpcMethodHandler[Any, Any]]
    ) -> None:
        self._grpc.add_registered_method_handlers(service_name, method_handlers)
        self._handlers.register(service_name, method_handlers)

    def add_insecure_port(self, address: str) -> int:
        port = self._grpc.add_insecure_port(address)
        self._stand_beside(address)
        return port

    def add_secure_port(self, address: str, server_credentials: grpc.ServerCredentials) -> int:
        port = self._grpc.add_secure_port(address, server_credentials)
        self._stand_beside(address)
        return port

    def _stand_beside(self, address: str) -> None:
        self._path = self._path or path_beside(address)

    async def start(self) -> None:
        # Before gRPC, so that whoever asks for the lane is told of it.
        await self._open_lane()
        try:
            await self._grpc.start()
        except BaseException:
            await self._lane.stop(None)
            raise

    async def _open_lane(self) -> None:
        try:
            await self._lane.start(Place(self._path), self._dispatch.methods())
        except OSError as error:
            # The lane makes calls cheap; it is not needed to answer them.
            _log.warning("no lane: its socket cannot be had: %s", error)

    async def stop(self, grace: float | None) -> None:
        await asyncio.gather(self._grpc.stop(grace), self._lane.stop(grace))

    async def wait_for_termination(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109
        expired = await self._grpc.wait_for_termination(timeout)
        if not expired:
            await self._lane.stopped()
        return expired


def server(
    migration_thread_pool: Executor | None = None,
    handlers: Sequence[grpc.GenericRpcHandler] | None = None,
    interceptors: Sequence[Any] | None = None,
    options: Sequence[tuple[str, Any]] | None = None,
    maximum_concurrent_rpcs: int | None = None,
    compression: grpc.Compression | None = None,
    *,
    lane: LaneOptions | None = None,
) -> LaneServer:
    """Stands where grpc.aio.server stood: its parameters, in its order, and what is to be said about the lane.

    `maximum_concurrent_rpcs` holds for each of the two ways. `compression` is gRPC's: a lane compresses nothing.
    """
    return LaneServer(
        migration_thread_pool,
        handlers or (),
        interceptors or (),
        options or (),
        maximum_concurrent_rpcs,
        compression,
        lane or LaneOptions(),
    )
