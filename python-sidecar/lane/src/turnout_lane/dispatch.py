"""What may stand between a call and its handler: the limit, the interceptors, the thread pool."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from time import monotonic
from typing import Any

import grpc.aio

from turnout_lane import statuses
from turnout_lane.answering import answer, fail, finish
from turnout_lane.context import LaneContext
from turnout_lane.methods import CallDetails, Handlers, Method, method_of
from turnout_lane.sync_context import SyncContext


class Dispatch:
    """Chooses once for each method: where nothing stands between, nothing is paid for it."""

    def __init__(
        self,
        handlers: Handlers,
        interceptors: Sequence[grpc.aio.ServerInterceptor],
        pool: Executor | None,
        most_at_once: int | None,
    ) -> None:
        self._handlers = handlers
        self._interceptors = tuple(interceptors)
        self._pool = pool
        self._most_at_once = most_at_once
        self._at_once = 0

    def methods(self) -> list[Method]:
        """Those that a lane can carry, ready to answer."""
        methods = self._handlers.methods()
        for method in methods:
            straight = method.is_async and not self._interceptors and self._most_at_once is None
            method.answer = answer if straight else self._answer
        return methods

    async def _answer(self, call: LaneContext, body: bytes) -> None:
        if call.deadline and monotonic() >= call.deadline:
            call.end_unbegun()
            return
        exceeded = self._most_at_once is not None and self._at_once >= self._most_at_once
        self._at_once += not exceeded
        try:
            await self._perform(call, body, exceeded=exceeded)
        except BaseException as error:
            fail(call, error)
        finally:
            self._at_once -= not exceeded

    async def _perform(self, call: LaneContext, body: bytes, *, exceeded: bool) -> None:
        details = CallDetails(call.method.path, call.metadata)
        handler = await self._intercepted(0, details)
        method = None if handler is None else method_of(details.method, handler)
        if method is None:
            call.end(statuses.UNIMPLEMENTED, "Method not found!")
            return
        if exceeded:
            call.end(statuses.RESOURCE_EXHAUSTED, "Concurrent RPC limit exceeded!")
            return
        request = body if method.deserialize is None else method.deserialize(body)
        if method.is_async:
            response = await method.behaviour(request, call)
        else:
            response = await self._in_pool(method, request, call)
        finish(call, response, method.serialize)

    async def _intercepted(self, number: int, details: Any) -> Any:
        if number == len(self._interceptors):
            return self._handlers.find(details)
        following = functools.partial(self._intercepted, number + 1)
        return await self._interceptors[number].intercept_service(following, details)

    async def _in_pool(self, method: Method, request: Any, call: LaneContext) -> Any:
        loop = asyncio.get_running_loop()
        callbacks: list[Callable[[], object]] = []
        context = SyncContext(call, loop, callbacks)
        response = await loop.run_in_executor(self._pool, method.behaviour, request, context)
        for callback in callbacks:
            callback()
        return response
