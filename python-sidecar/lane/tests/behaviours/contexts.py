"""What a context tells its handler."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import grpc
from grpc import StatusCode

from behaviours.registry import Seen, behaviour


@behaviour
async def asks_its_context(request: bytes, context: Any, seen: Seen) -> Any:
    seen["identities"] = context.peer_identities(), context.peer_identity_key(), context.auth_context()
    seen["state"] = context.done(), context.cancelled(), context.code(), context.details(), context.trailing_metadata()
    entries = context.invocation_metadata()
    seen["types"] = type(entries), {type(entry.value) for entry in entries}, all(len(entry) == 2 for entry in entries)
    seen["metadata"] = sorted(tuple(entry) for entry in entries if entry.key != "user-agent")
    seen["remaining"] = 0 < context.time_remaining() < 6
    task = asyncio.current_task()
    seen["task"] = task is not None and not task.done()
    seen["peer"] = context.peer().startswith("unix:")
    seen["read"] = repr(await context.read())
    return request


@behaviour
def asks_its_context_in_a_thread(request: bytes, context: Any, seen: Seen) -> Any:
    seen["offers"] = [name for name in dir(context) if not name.startswith("_")]
    seen["identities"] = context.peer_identities(), context.peer_identity_key(), context.auth_context()
    seen["metadata"] = sorted(tuple(entry) for entry in context.invocation_metadata() if entry.key != "user-agent")
    seen["remaining"] = 0 < context.time_remaining() < 6
    seen["elsewhere"] = threading.current_thread() is not threading.main_thread()
    return request


@behaviour
async def compresses(request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_compression(grpc.Compression.Gzip)
    context.disable_next_message_compression()
    return request


@behaviour
async def compresses_too_late(request: bytes, context: Any, seen: Seen) -> Any:
    await context.send_initial_metadata(())
    try:
        context.set_compression(grpc.Compression.Gzip)
    except RuntimeError as error:
        seen["error"] = str(error)
    return request


@behaviour
async def is_called_back(request: bytes, context: Any, seen: Seen) -> Any:
    seen["calls"] = []
    context.add_done_callback(lambda said: seen["calls"].append((said is context, said.done(), said.code())))
    context.add_done_callback(lambda _: 1 / 0)
    context.add_done_callback(lambda _: seen["calls"].append("is not reached"))
    context.set_code(StatusCode.OK)
    return request


@behaviour
async def is_called_back_after_an_abort(_request: bytes, context: Any, seen: Seen) -> Any:
    context.add_done_callback(lambda said: seen.__setitem__("end", (said.done(), said.cancelled(), said.code())))
    await context.abort(StatusCode.CANCELLED, "c")


@behaviour
async def waits_and_hears_of_its_end(request: bytes, context: Any, seen: Seen) -> Any:
    context.add_done_callback(lambda said: seen.__setitem__("end", (said.done(), said.cancelled(), said.code())))
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError as error:
        seen["error"] = repr(error)
        seen["state"] = context.time_remaining(), context.done(), context.cancelled(), context.code()
        raise
    return request


@behaviour
async def waits_and_swallows_its_end(request: bytes, _context: Any, seen: Seen) -> Any:
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError as error:
        seen["error"] = repr(error)
    return request
