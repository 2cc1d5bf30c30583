"""The same in plain functions, which the server runs in its thread pool."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import grpc

from turnout_conformance.ledger import CALL_ID
from turnout_conformance.replies import INITIAL, TRAILING
from turnout_conformance.statuses import SPECIAL


def echo(request: bytes, _context: grpc.ServicerContext) -> bytes:
    """The request."""
    return request


def in_a_thread(_request: bytes, _context: grpc.ServicerContext) -> bytes:
    """Whether it runs on another thread than the event loop's."""
    return str(threading.current_thread() is not threading.main_thread()).encode()


def mirror(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """The metadata as the handler sees it."""
    seen = [
        [name, value.hex() if isinstance(value, bytes) else value]
        for name, value in context.invocation_metadata()
        if name != CALL_ID
    ]
    return json.dumps(seen).encode()


def metadata_both(request: bytes, context: grpc.ServicerContext) -> bytes:
    """Metadata both ways."""
    context.send_initial_metadata(INITIAL)
    context.set_trailing_metadata(TRAILING)
    return request


def set_code(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """Code, details and a body."""
    context.set_code(grpc.StatusCode.NOT_FOUND)
    context.set_details(SPECIAL)
    return b"body"


def abort(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """A status of the handler's."""
    context.abort(grpc.StatusCode.ABORTED, "in a thread")


def abort_with_trailing(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """With what was set before."""
    context.set_trailing_metadata(TRAILING)
    context.abort(grpc.StatusCode.ABORTED, "in a thread")


def abort_swallowed(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """Caught, and answered."""
    try:
        context.abort(grpc.StatusCode.ABORTED, "swallowed")
    except Exception:
        return b"answered after all"


def abort_ok(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """OK is no status to abort with."""
    context.abort(grpc.StatusCode.OK, "fine")


def raises(_request: bytes, _context: grpc.ServicerContext) -> bytes:
    """An exception."""
    raise ValueError("in a thread")


def returns_none(_request: bytes, _context: grpc.ServicerContext) -> Any:
    """No reply."""


def works_for(request: bytes, _context: grpc.ServicerContext) -> bytes:
    """Blocks its thread for as many milliseconds as the request's first field says, a text."""
    time.sleep(float(request[2:]) / 1000)
    return b"worked"


def offers(_request: bytes, context: grpc.ServicerContext) -> bytes:
    """Which of the context's methods are there at all."""
    names = ("is_active", "time_remaining", "cancel", "add_callback", "peer", "peer_identities", "auth_context", "code")
    return json.dumps({name: callable(getattr(context, name, None)) for name in names}).encode()


def read_back(_request: bytes, context: Any) -> bytes:
    """What the context says of what was set, where it says anything."""
    context.set_code(grpc.StatusCode.OK)
    context.set_details("fine")
    context.set_trailing_metadata((("a", "1"),))
    names = ("code", "details", "trailing_metadata")
    return repr([str(getattr(context, name)()) if hasattr(context, name) else name for name in names]).encode()


HANDLERS: dict[str, Any] = {
    "PlainEcho": echo,
    "PlainInAThread": in_a_thread,
    "PlainMirror": mirror,
    "PlainMetadataBoth": metadata_both,
    "PlainSetCode": set_code,
    "PlainAbort": abort,
    "PlainAbortWithTrailing": abort_with_trailing,
    "PlainAbortSwallowed": abort_swallowed,
    "PlainAbortOk": abort_ok,
    "PlainRaises": raises,
    "PlainReturnsNone": returns_none,
    "PlainWorksFor": works_for,
    "PlainOffers": offers,
    "PlainReadBack": read_back,
}
