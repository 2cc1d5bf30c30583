"""Aborts, and aborts in odd places."""

from __future__ import annotations

from typing import Any

import grpc
from grpc import StatusCode

from behaviours.registry import Seen, behaviour


def _state(context: Any) -> tuple[Any, ...]:
    return context.done(), context.cancelled(), context.code(), context.details(), context.trailing_metadata()


class LostStatus(grpc.Status):
    """A rich status."""

    code = StatusCode.DATA_LOSS
    details = "lost"
    trailing_metadata = (("grpc-status-details-bin", b"\x08\x0f"),)


@behaviour
async def aborts(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, "no", (("k", "v"), ("k", "w"), ("k-bin", b"\xff")))


@behaviour
async def aborts_without_details(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND)


@behaviour
async def aborts_without_any_details(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, None)


@behaviour
async def aborts_with_a_number_for_details(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, 5)


@behaviour
async def aborts_with_a_list(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, "no", [("k", "v")])


@behaviour
async def aborts_with_metadata_that_is_none(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, "no", (("k", 5),))


@behaviour
async def aborts_with_a_name_that_cannot_be_sent(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.NOT_FOUND, "no", (("Upper", "v"),))


@behaviour
async def aborts_with_what_was_set_before(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_trailing_metadata((("s", "t"),))
    context.set_details("earlier")
    await context.abort(StatusCode.NOT_FOUND)


@behaviour
async def aborts_with_something_else_than_before(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_trailing_metadata((("s", "t"),))
    context.set_details("earlier")
    context.set_code(StatusCode.ABORTED)
    await context.abort(StatusCode.NOT_FOUND, "later", (("u", "v"),))


@behaviour
async def aborts_and_swallows_it(request: bytes, context: Any, seen: Seen) -> Any:
    try:
        await context.abort(StatusCode.NOT_FOUND, "no")
    except Exception as error:
        seen["error"] = repr(error)
    return request


@behaviour
async def aborts_and_raises_something_else(_request: bytes, context: Any, _seen: Seen) -> Any:
    try:
        await context.abort(StatusCode.NOT_FOUND, "no")
    except Exception:
        raise ValueError("y") from None


@behaviour
async def aborts_twice(request: bytes, context: Any, seen: Seen) -> Any:
    for code in (StatusCode.NOT_FOUND, StatusCode.ABORTED):
        try:
            await context.abort(code, "no")
        except Exception as error:
            seen[code.name] = repr(error)
    return request


@behaviour
async def aborts_after_initial_metadata(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.send_initial_metadata((("i", "1"),))
    await context.abort(StatusCode.NOT_FOUND, "no")


@behaviour
async def aborts_and_goes_on(request: bytes, context: Any, seen: Seen) -> Any:
    try:
        await context.abort(StatusCode.NOT_FOUND, "no", (("k", "v"),))
    except Exception as error:
        seen["abort"] = repr(error)
    seen["at once"] = (
        context.done(),
        context.cancelled(),
        context.code(),
        context.details(),
        context.trailing_metadata(),
    )
    try:
        await context.send_initial_metadata(())
    except Exception as error:
        seen["initial"] = repr(error)
    context.set_code(StatusCode.OK)
    context.set_details("later")
    context.set_trailing_metadata((("q", "r"),))
    seen["later"] = _state(context)
    return request


@behaviour
async def aborts_with_a_status(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort_with_status(LostStatus())


@behaviour
async def aborts_with_a_status_without_metadata(_request: bytes, context: Any, _seen: Seen) -> Any:
    status = LostStatus()
    status.trailing_metadata = None  # type: ignore[assignment]
    await context.abort_with_status(status)


@behaviour
async def aborts_as_cancelled(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.abort(StatusCode.CANCELLED, "by itself")


@behaviour
def aborts_in_a_thread(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.abort(StatusCode.NOT_FOUND, "no", (("k", "v"),))


@behaviour
def aborts_in_a_thread_and_swallows_it(request: bytes, context: Any, seen: Seen) -> Any:
    try:
        context.abort(StatusCode.NOT_FOUND, "no", (("k", "v"),))
    except Exception as error:
        seen["error"] = repr(error)
    return request


def _aborts(code: Any) -> None:
    async def aborts_so(_request: bytes, context: Any, _seen: Seen) -> Any:
        await context.abort(code, f"with {code!r}")

    aborts_so.__name__ = f"aborts_with_{code!r}"
    behaviour(aborts_so)


for _code in (5, 16, 17, -1, None, "NOT_FOUND", *(code for code in StatusCode if code is not StatusCode.OK)):
    _aborts(_code)
