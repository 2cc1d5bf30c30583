"""Names of behaviours, and handlers made of them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

Seen = dict[str, Any]
# (request, context, what the handler notes for the test) -> reply or its coroutine.
Behaviour = Callable[[bytes, Any, Seen], Any]

_all: dict[str, Behaviour] = {}


def behaviour(function: Behaviour) -> Behaviour:
    """Adds it by its name."""
    _all[function.__name__] = function
    return function


def all_of() -> dict[str, Behaviour]:
    """Every one."""
    return dict(_all)


def behaviour_of(function: Behaviour, seen: Seen, ended: asyncio.Event) -> Callable[[bytes, Any], Any]:
    """Asynchronous for an asynchronous one, plain for a plain one; each says when it has ended, callbacks and all."""
    if inspect.iscoroutinefunction(function):

        async def handle(request: bytes, context: Any) -> Any:
            context.add_done_callback(lambda _: ended.set())
            return await function(request, context, seen)

        return handle

    loop = asyncio.get_running_loop()

    def handle_plainly(request: bytes, context: Any) -> Any:
        try:
            return function(request, context, seen)
        finally:
            loop.call_soon_threadsafe(ended.set)

    return handle_plainly
