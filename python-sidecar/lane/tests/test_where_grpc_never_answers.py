"""Where grpc.aio lets callers wait for their deadline, the lane answers: docs/lane.md, What differs from gRPC."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import pytest
from grpc import StatusCode
from serving import serving
from ways import Observation, by_lane


class OwnBase(BaseException):
    """No Exception."""


class Mute(Exception):
    """Cannot say what it is."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


async def raises_its_own_base(_request: bytes, _context: Any) -> bytes:
    raise OwnBase("x")


async def raises_generator_exit(_request: bytes, _context: Any) -> bytes:
    raise GeneratorExit


async def raises_cancelled(_request: bytes, _context: Any) -> bytes:
    raise asyncio.CancelledError


async def raises_what_has_no_text(_request: bytes, _context: Any) -> bytes:
    raise Mute


async def raises_no_unicode(_request: bytes, _context: Any) -> bytes:
    raise ValueError("a\ud800")


async def details_that_are_no_unicode(_request: bytes, context: Any) -> bytes:
    context.set_code(StatusCode.NOT_FOUND)
    context.set_details("a\ud800")
    return b""


async def aborts_with_ok(_request: bytes, context: Any) -> bytes:
    await context.abort(StatusCode.OK, "fine", (("a", "b"),))
    return b""


def aborts_with_ok_in_a_thread(_request: bytes, context: Any) -> bytes:
    context.abort(0, "fine")
    return b""


async def text_in_a_binary_value(request: bytes, context: Any) -> bytes:
    context.set_trailing_metadata((("a-bin", "text"),))
    return request


async def swallows_an_abort_that_failed(request: bytes, context: Any) -> bytes:
    with contextlib.suppress(TypeError):
        await context.abort(StatusCode.NOT_FOUND, "no", (("a", 5),))
    return request


@pytest.mark.parametrize(
    ("behaviour", "status", "details"),
    [
        (raises_its_own_base, 2, f"Unexpected {OwnBase}: x"),
        (raises_generator_exit, 2, "Unexpected <class 'GeneratorExit'>: "),
        (raises_cancelled, 1, "the handler raised CancelledError"),
        (
            raises_what_has_no_text,
            2,
            f"Unexpected {Mute}: (without a text: its __str__ raised RuntimeError)",
        ),
        (raises_no_unicode, 2, "Unexpected <class 'ValueError'>: a\\ud800"),
        (
            details_that_are_no_unicode,
            5,
            "Unexpected <class 'UnicodeEncodeError'>: 'utf-8' codec can't encode character '\\ud800' in position 1: "
            "surrogates not allowed",
        ),
        (aborts_with_ok_in_a_thread, 2, "aborted with OK: fine"),
        (
            text_in_a_binary_value,
            2,
            "Unexpected <class 'TypeError'>: Binary metadata key=\"a-bin\" expected bytes, got <class 'str'>",
        ),
        (
            swallows_an_abort_that_failed,
            2,
            "Unexpected <class 'grpc._cython.cygrpc.AbortError'>: Locally aborted.",
        ),
    ],
)
async def test_is_answered_at_once(directory: Path, behaviour: Any, status: int, details: str) -> None:
    async with serving(directory, {"Call": behaviour}) as served:
        observation = await by_lane(served.lane, "test.Service/Call", b"hi")

    assert observation == Observation(status, details, [], [], None)


async def test_an_abort_with_ok_keeps_its_metadata(directory: Path) -> None:
    async with serving(directory, {"Call": aborts_with_ok}) as served:
        observation = await by_lane(served.lane, "test.Service/Call", b"hi")

    assert observation == Observation(2, "aborted with OK: fine", [], [("a", "b")], None)
