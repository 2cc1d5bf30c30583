"""Every behaviour by its method's name, as one generic handler."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import grpc

from turnout_conformance import codecs, exceptions, odd_metadata, plain, replies, statuses
from turnout_conformance.ledger import Ledger, call_id
from turnout_conformance.waiting import Waiting

SERVICE = "turnout.conformance.v1.Behaviours"
CONTROL = "turnout.conformance.v1.Control"


def handlers(ledger: Ledger, stopping: asyncio.Event) -> list[grpc.GenericRpcHandler]:
    """One unary method for each behaviour, and those by which tests ask about calls that were made before."""
    methods = _behaviours(ledger, stopping)

    async def names(_request: bytes, _context: Any) -> bytes:
        return "\n".join(sorted(methods)).encode()

    control = {"Names": names, "Seen": ledger.seen}
    return [
        grpc.method_handlers_generic_handler(SERVICE, methods),
        grpc.method_handlers_generic_handler(
            CONTROL, {name: grpc.unary_unary_rpc_method_handler(handler) for name, handler in control.items()}
        ),
    ]


def _behaviours(ledger: Ledger, stopping: asyncio.Event) -> dict[str, Any]:
    raw: dict[str, Any] = {
        **replies.HANDLERS,
        **statuses.HANDLERS,
        **exceptions.HANDLERS,
        **odd_metadata.HANDLERS,
        **plain.HANDLERS,
        **Waiting(ledger, stopping).handlers(),
    }
    coded = {name: (handler, None, None) for name, handler in raw.items()} | codecs.CODECS
    return {
        name: grpc.unary_unary_rpc_method_handler(_counted(ledger, handler), deserializer, serializer)
        for name, (handler, deserializer, serializer) in coded.items()
    }


def _counted(ledger: Ledger, handler: Any) -> Any:
    """The same kind of function, because servers look at the kind."""
    called = handler if inspect.isroutine(handler) else handler.__call__
    if inspect.iscoroutinefunction(called):

        async def counted(request: Any, context: Any) -> Any:
            ledger.ran(context, call_id(context))
            return await handler(request, context)

        return counted

    def counted_plain(request: Any, context: Any) -> Any:
        ledger.ran(context, call_id(context))
        return handler(request, context)

    return counted_plain
