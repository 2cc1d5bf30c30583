"""Handlers that end a call with a status, in every way that the context offers."""

from __future__ import annotations

from typing import Any, NamedTuple

import grpc
from google.rpc import code_pb2, error_details_pb2, status_pb2

from turnout_conformance.ledger import Context
from turnout_conformance.replies import INITIAL, TRAILING

# Percent-encoding, UTF-8 of two to four bytes, line ends, and what looks like an encoding already.
SPECIAL = "\t\nwhite space\r\nand Unicode \u00e9 \u263a \U0001f608 100% %41 ~\x7f\t\n"


class RichStatus(NamedTuple):
    """What grpc_status.rpc_status.to_status makes."""

    code: Any
    details: str
    trailing_metadata: Any


# As tuples are grpc.Status in interface only; the context looks at the three names.
def _rich() -> Any:
    status = status_pb2.Status(code=code_pb2.NOT_FOUND, message="no such block")
    status.details.add().Pack(error_details_pb2.ErrorInfo(domain="turnout", reason="BLOCK_NOT_FOUND"))
    return RichStatus(
        grpc.StatusCode.NOT_FOUND,
        "no such block",
        (("grpc-status-details-bin", status.SerializeToString()),),
    )


def _set(code: grpc.StatusCode) -> Any:
    async def handle(_request: bytes, context: Context) -> bytes:
        context.set_code(code)
        context.set_details(f"set to {code.name}")
        return b"body"

    return handle


def _abort(code: grpc.StatusCode) -> Any:
    async def handle(_request: bytes, context: Context) -> bytes:
        await context.abort(code, f"aborted with {code.name}")
        return b"never"

    return handle


def _abort_with(*arguments: Any) -> Any:
    async def handle(_request: bytes, context: Context) -> bytes:
        await context.abort(*arguments)
        return b"never"

    return handle


async def abort_with_status(_request: bytes, context: Context) -> bytes:
    """The richer error model, by the context's own method."""
    await context.abort_with_status(_rich())
    return b"never"


async def abort_rich(_request: bytes, context: Context) -> bytes:
    """The richer error model, as grpc.aio servicers send it."""
    rich = _rich()
    await context.abort(rich.code, rich.details, rich.trailing_metadata)
    return b"never"


async def abort_after_initial_metadata(_request: bytes, context: Context) -> bytes:
    """Headers have left when the call fails."""
    await context.send_initial_metadata(INITIAL)
    await context.abort(grpc.StatusCode.ABORTED, "after headers", TRAILING)
    return b"never"


async def abort_with_trailing_set_before(_request: bytes, context: Context) -> bytes:
    """Trailing metadata that was set survives an abort that brings none."""
    context.set_trailing_metadata(TRAILING)
    await context.abort(grpc.StatusCode.ABORTED, "with what was set before")
    return b"never"


async def abort_with_trailing_twice(_request: bytes, context: Context) -> bytes:
    """Trailing metadata of the abort against those that were set."""
    context.set_trailing_metadata((("set", "before"),))
    await context.abort(grpc.StatusCode.ABORTED, "with both", (("of", "abort"),))
    return b"never"


async def abort_swallowed(_request: bytes, context: Context) -> bytes:
    """A handler that catches everything, its own abort too, and answers."""
    try:
        await context.abort(grpc.StatusCode.ABORTED, "swallowed")
    except Exception:
        return b"answered after all"
    return b"never"


async def abort_swallowed_bare(_request: bytes, context: Context) -> bytes:
    """The same with what catches even more."""
    try:
        await context.abort(grpc.StatusCode.ABORTED, "swallowed")
    except BaseException:
        return b"answered after all"
    return b"never"


async def abort_turned_into_another_error(_request: bytes, context: Context) -> bytes:
    """An abort inside a block that raises something else."""
    try:
        await context.abort(grpc.StatusCode.ABORTED, "first")
    except Exception as error:
        raise ValueError("another") from error
    return b"never"


async def abort_twice(_request: bytes, context: Context) -> bytes:
    """A second abort after the first was caught."""
    try:
        await context.abort(grpc.StatusCode.ABORTED, "first")
    except Exception:
        await context.abort(grpc.StatusCode.NOT_FOUND, "second")
    return b"never"


async def abort_in_finally(_request: bytes, context: Context) -> bytes:
    """An abort while an exception is on its way out."""
    try:
        raise ValueError("on its way")
    finally:
        await context.abort(grpc.StatusCode.DATA_LOSS, "in finally")


async def abort_after_set_code(_request: bytes, context: Context) -> bytes:
    """Code and details that were set lose against the abort's."""
    context.set_code(grpc.StatusCode.NOT_FOUND)
    context.set_details("set before")
    await context.abort(grpc.StatusCode.ABORTED)
    return b"never"


async def set_after_abort(_request: bytes, context: Context) -> bytes:
    """Whatever is set after an abort."""
    try:
        await context.abort(grpc.StatusCode.ABORTED, "first")
    finally:
        context.set_code(grpc.StatusCode.NOT_FOUND)
        context.set_details("after the abort")
        context.set_trailing_metadata((("after", "abort"),))
    return b"never"


def _setting(code: Any = None, details: Any = None, trailing: Any = None, body: Any = b"body") -> Any:
    async def handle(_request: bytes, context: Context) -> Any:
        if code is not None:
            context.set_code(code)
        if details is not None:
            context.set_details(details)
        if trailing is not None:
            context.set_trailing_metadata(trailing)
        return body

    return handle


async def code_read_back(_request: bytes, context: Context) -> bytes:
    """What the context says of code and details before and after they are set."""
    before = (context.code(), context.details())
    context.set_code(grpc.StatusCode.OK)
    context.set_details("fine")
    return repr((before, context.code(), context.details())).encode()


HANDLERS: dict[str, Any] = {
    **{f"Set_{code.name}": _set(code) for code in grpc.StatusCode},
    **{f"Abort_{code.name}": _abort(code) for code in grpc.StatusCode},
    "AbortWithStatus": abort_with_status,
    "AbortRich": abort_rich,
    "AbortWithoutDetails": _abort_with(grpc.StatusCode.NOT_FOUND),
    "AbortWithEmptyDetails": _abort_with(grpc.StatusCode.NOT_FOUND, ""),
    "AbortWithSpecialDetails": _abort_with(grpc.StatusCode.NOT_FOUND, SPECIAL),
    "AbortWithLongDetails": _abort_with(grpc.StatusCode.NOT_FOUND, "long \u00e9 " * 300),
    "AbortWithNoneDetails": _abort_with(grpc.StatusCode.NOT_FOUND, None),
    "AbortWithNumberDetails": _abort_with(grpc.StatusCode.NOT_FOUND, 7),
    "AbortWithTrailing": _abort_with(grpc.StatusCode.NOT_FOUND, "with metadata", TRAILING),
    "AbortWithNumberCode": _abort_with(5, "code 5"),
    "AbortWithNumberZero": _abort_with(0, "code 0"),
    "AbortWithUnknownNumber": _abort_with(99, "code 99"),
    "AbortWithTextCode": _abort_with("NOT_FOUND", "a text"),
    "AbortWithNoneCode": _abort_with(None, "no code"),
    "AbortAfterInitialMetadata": abort_after_initial_metadata,
    "AbortWithTrailingSetBefore": abort_with_trailing_set_before,
    "AbortWithTrailingTwice": abort_with_trailing_twice,
    "AbortSwallowed": abort_swallowed,
    "AbortSwallowedBare": abort_swallowed_bare,
    "AbortTurnedIntoAnotherError": abort_turned_into_another_error,
    "AbortTwice": abort_twice,
    "AbortInFinally": abort_in_finally,
    "AbortAfterSetCode": abort_after_set_code,
    "SetAfterAbort": set_after_abort,
    "SetCodeOnly": _setting(code=grpc.StatusCode.NOT_FOUND),
    "SetCodeAndReturnNone": _setting(code=grpc.StatusCode.NOT_FOUND, details="none", body=None),
    "SetDetailsOnly": _setting(details="details without a code"),
    "SetDetailsSpecial": _setting(code=grpc.StatusCode.NOT_FOUND, details=SPECIAL),
    "SetDetailsBytes": _setting(code=grpc.StatusCode.NOT_FOUND, details=b"bytes"),
    "SetDetailsNumber": _setting(code=grpc.StatusCode.NOT_FOUND, details=7),
    "SetNumberCode": _setting(code=5, details="code 5"),
    "SetUnknownNumber": _setting(code=99, details="code 99"),
    "SetNegativeNumber": _setting(code=-1, details="code -1"),
    "SetCodeTuple": _setting(code=grpc.StatusCode.NOT_FOUND.value, details="as a tuple"),
    "SetCodeText": _setting(code="NOT_FOUND", details="as a text"),
    "SetCodeAndTrailing": _setting(code=grpc.StatusCode.NOT_FOUND, details="both", trailing=TRAILING),
    "CodeReadBack": code_read_back,
}
