"""Which handler answers a call, and what may stand before it, is as in grpc.aio."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import pytest
import turnout_lane
from lane_client import announced
from serving import Gate, Served, echo, serving, unary, until
from ways import Observation, by_grpc, by_lane

ECHO = "test.Service/Echo"


def says(text: bytes) -> Any:
    """A handler that answers so."""

    async def say(_request: bytes, _context: object) -> bytes:
        return text

    return unary(say)


class Decides(grpc.GenericRpcHandler):
    """Answers the paths of its table, and cannot be listed."""

    def __init__(self, handlers: dict[str, Any]) -> None:
        self._handlers = handlers

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> Any:
        return self._handlers.get(handler_call_details.method)


def generic(method: str, text: bytes, service: str = "test.Service") -> grpc.GenericRpcHandler:
    return grpc.method_handlers_generic_handler(service, {method: says(text)})


@asynccontextmanager
async def with_handlers(
    directory: Path, add: Callable[[turnout_lane.LaneServer], None], **arguments: Any
) -> AsyncIterator[Served]:
    server = turnout_lane.server(**arguments)
    add(server)
    target = f"unix:{directory / 'g'}"
    server.add_insecure_port(target)
    await server.start()
    try:
        yield Served(server, target, await announced(target))
    finally:
        await server.stop(None)


async def both(served: Served, method: str, body: bytes = b"hi") -> Observation:
    """What is seen by the lane, which is what is seen by gRPC."""
    async with grpc.aio.insecure_channel(served.target) as channel:
        expected = await by_grpc(channel, method, body, seconds=5)
    observation = await by_lane(served.lane, method, body, seconds=5)
    assert observation == expected
    return observation


async def test_a_registered_handler_comes_before_a_generic_one(directory: Path) -> None:
    def add(server: turnout_lane.LaneServer) -> None:
        server.add_generic_rpc_handlers([generic("Echo", b"generic")])
        server.add_registered_method_handlers("test.Service", {"Echo": says(b"registered")})

    async with with_handlers(directory, add) as served:
        assert (await both(served, ECHO)).body == b"registered"


async def test_the_last_registered_handler_is_the_one(directory: Path) -> None:
    def add(server: turnout_lane.LaneServer) -> None:
        for text in (b"first", b"second"):
            server.add_registered_method_handlers("test.Service", {"Echo": says(text)})

    async with with_handlers(directory, add) as served:
        assert (await both(served, ECHO)).body == b"second"


async def test_the_first_generic_handler_is_the_one(directory: Path) -> None:
    def add(server: turnout_lane.LaneServer) -> None:
        server.add_generic_rpc_handlers([generic("Echo", b"second"), generic("Other", b"other")])

    async with with_handlers(directory, add, handlers=[generic("Echo", b"first")]) as served:
        assert (await both(served, ECHO)).body == b"first"
        assert (await both(served, "test.Service/Other")).body == b"other"


async def test_what_cannot_be_listed_goes_by_grpc_alone(directory: Path) -> None:
    def add(server: turnout_lane.LaneServer) -> None:
        decides = Decides({"/test.Service/Echo": says(b"decided"), "/test.Service/More": says(b"more")})
        server.add_generic_rpc_handlers([generic("Before", b"before"), decides, generic("Echo", b"listed")])

    async with with_handlers(directory, add) as served:
        client = await served.client()
        async with grpc.aio.insecure_channel(served.target) as channel:
            assert (await by_grpc(channel, ECHO, b"")).body == b"decided"
            assert (await by_grpc(channel, "test.Service/More", b"")).body == b"more"
        assert (await both(served, "test.Service/Before")).body == b"before"

    assert list(client.methods) == ["test.Service/Before"]


async def test_streams_go_by_grpc_alone(directory: Path) -> None:
    async def stream(_request: bytes, _context: object) -> AsyncIterator[bytes]:
        yield b"x"

    def add(server: turnout_lane.LaneServer) -> None:
        streaming: Any = grpc.unary_stream_rpc_method_handler(stream)
        server.add_registered_method_handlers("test.Service", {"Stream": streaming, "Echo": says(b"one")})

    async with with_handlers(directory, add) as served:
        client = await served.client()

    assert list(client.methods) == ["test.Service/Echo"]


async def test_no_handler_of_the_service_stands_before_the_announcement(directory: Path) -> None:
    announce = "/turnout.lane.v1.Lane/Announce"
    async with with_handlers(directory, lambda _: None, handlers=[Decides({announce: says(b"mine")})]) as served:
        assert served.lane.path == f"{directory}/g.lane"


async def test_plain_handlers_run_in_the_pool_and_asynchronous_ones_on_the_loop(directory: Path) -> None:
    def where(_request: bytes, _context: object) -> bytes:
        return threading.current_thread().name.encode()

    async def here(_request: bytes, _context: object) -> bytes:
        task = asyncio.current_task()
        assert task is not None
        return threading.current_thread().name.encode()

    with ThreadPoolExecutor(1, "the pool") as pool:
        async with serving(directory, {"Where": where, "Here": here}, migration_thread_pool=pool) as served:
            assert (await both(served, "test.Service/Where")).body == b"the pool_0"
            assert (await both(served, "test.Service/Here")).body == b"MainThread"


async def test_each_call_has_a_task_and_a_context_of_its_own(directory: Path) -> None:
    tasks = []

    async def keep(request: bytes, context: Any) -> bytes:
        tasks.append((asyncio.current_task(), context))
        return request

    async with serving(directory, {"Keep": keep}) as served:
        client = await served.client()
        for _ in range(3):
            client.begin("test.Service/Keep", b"")
        for _ in range(3):
            await client.reply()

    assert len({id(task) for task, _ in tasks}) == len({id(context) for _, context in tasks}) == 3
    assert all(isinstance(context, grpc.aio.ServicerContext) for _, context in tasks)


async def test_more_at_once_than_allowed_are_answered_as_by_grpc(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait, "Echo": echo}, maximum_concurrent_rpcs=1) as served:
        client = await served.client()
        client.begin("test.Service/Wait", b"")
        await until(gate.began)
        exceeded = await by_lane(served.lane, ECHO, b"")
        gate.may_end.set()
        assert (await client.reply())[1].status == 0
        after = await by_lane(served.lane, ECHO, b"")

    assert (exceeded.status, exceeded.details) == (8, "Concurrent RPC limit exceeded!")
    assert after.status == 0


class Around(grpc.aio.ServerInterceptor):
    """Notes what it sees, and passes on what it is made to."""

    def __init__(self, name: str, notes: list[str], change: Callable[[Any], Any] = lambda handler: handler) -> None:
        self._name = name
        self._notes = notes
        self._change = change

    async def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        details = handler_call_details
        entries = [tuple(entry) for entry in details.invocation_metadata if entry[0] == "k"]
        self._notes.append(f"{self._name} before {details.method} {entries}")
        handler = await continuation(details)
        self._notes.append(f"{self._name} after")
        return self._change(handler)


async def test_interceptors_run_for_every_call_in_their_order(directory: Path) -> None:
    notes: list[str] = []
    around = [Around("outer", notes), Around("inner", notes)]
    async with serving(directory, {"Echo": echo}, interceptors=around) as served:
        notes.clear()
        client = await served.client()
        for _ in range(2):
            await client.call(ECHO, b"hi", (("k", "v"),))

    once = [f"{name} before /test.Service/Echo [('k', 'v')]" for name in ("outer", "inner")]
    assert notes == [*once, "inner after", "outer after"] * 2


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda _: says(b"another"), 0),
        (lambda _: None, 12),
        (lambda _: 1 / 0, 2),
        (lambda _: unary(lambda request, context: context.abort(grpc.StatusCode.ABORTED, "in a thread")), 10),
    ],
)
async def test_an_interceptor_may_answer_in_its_own_way(directory: Path, change: Any, status: int) -> None:
    def unless_announced(handler: Any) -> Any:
        return handler if handler.unary_unary.__name__ == "_announce" else change(handler)

    around = [Around("around", [], unless_announced)]
    async with serving(directory, {"Echo": echo}, interceptors=around) as served:
        assert (await both(served, ECHO)).status == status


async def test_an_interceptor_may_ask_for_another_method(directory: Path) -> None:
    class Redirects(grpc.aio.ServerInterceptor):
        async def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
            details = handler_call_details
            if details.method == "/test.Service/Echo":
                details = turnout_lane.methods.CallDetails("/test.Service/Other", details.invocation_metadata)
            return await continuation(details)

    async def other(_request: bytes, _context: object) -> bytes:
        return b"other"

    async with serving(directory, {"Echo": echo, "Other": other}, interceptors=[Redirects()]) as served:
        assert (await by_lane(served.lane, ECHO, b"")).body == b"other"


def test_what_is_no_interceptor_is_refused_as_by_grpc() -> None:
    async def make() -> None:
        turnout_lane.server(interceptors=[object()])

    with pytest.raises(ValueError, match="Interceptor must be ServerInterceptor"):
        asyncio.run(make())


async def test_an_interceptor_that_refuses_the_announcement_turns_the_lane_off(directory: Path) -> None:
    def refuses(_request: bytes, context: Any) -> None:
        context.abort(grpc.StatusCode.PERMISSION_DENIED, "who are you?")

    around = [Around("around", [], lambda handler: unary(refuses) if handler else None)]
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        async with serving(directory, {"Echo": echo}, interceptors=around):
            pass

    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED
