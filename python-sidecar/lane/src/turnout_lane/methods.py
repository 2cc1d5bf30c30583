"""The methods that a lane carries: unary ones, of handlers that can be listed."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc

from turnout_lane.metadata import Metadata

# That a HELLO of at most 1 MiB holds them all. Longer names and more methods than anybody has go by gRPC.
_MOST_METHODS = 4_096
_LONGEST_PATH = 250


@dataclass(frozen=True, slots=True)
class CallDetails:
    """What generic handlers and interceptors are asked with, as grpc.HandlerCallDetails."""

    method: str
    invocation_metadata: Metadata


@dataclass(slots=True)
class Method:
    """One method; `path` has the leading slash. `behaviour` is awaited where `is_async`, else run in the pool.

    `answer` is what the task of a call runs, given the call and the request's bytes.
    """

    path: str
    behaviour: Callable[[Any, Any], Any]
    deserialize: Callable[[bytes], Any] | None
    serialize: Callable[[Any], bytes] | None
    is_async: bool
    answer: Callable[[Any, bytes], Coroutine[Any, Any, None]] = field(init=False)


def method_of(path: str, handler: Any) -> Method | None:
    """None where the handler is not for unary calls."""
    if handler.request_streaming or handler.response_streaming:
        return None
    behaviour = handler.unary_unary
    # grpc.aio's own question, so that a method does not change its thread with the transport.
    is_async = any(
        asks(behaviour) for asks in (inspect.iscoroutinefunction, inspect.isasyncgenfunction, inspect.isawaitable)
    )
    return Method(path, behaviour, handler.request_deserializer, handler.response_serializer, is_async)


class Handlers:
    """Registered and generic handlers in grpc.aio's order: a registered one first, then the first that knows it."""

    def __init__(self) -> None:
        self._registered: dict[str, Any] = {}
        self._generic: list[grpc.GenericRpcHandler] = []

    def register(self, service: str, handlers: Mapping[str, Any]) -> None:
        """Later ones of a name replace earlier ones."""
        self._registered.update({f"/{service}/{name}": handler for name, handler in handlers.items()})

    def add(self, handlers: Sequence[grpc.GenericRpcHandler]) -> None:
        """Behind those that are there."""
        self._generic.extend(handlers)

    def find(self, details: Any) -> Any:
        """The handler that grpc.aio would take, or None."""
        found = self._registered.get(details.method)
        if found is not None:
            return found
        for handler in self._generic:
            found = handler.service(details)
            if found is not None:
                return found
        return None

    def methods(self) -> list[Method]:
        """All unary methods that can be listed, in alphabetical order.

        What comes behind a generic handler that decides call by call is left to gRPC: that one may take its place.
        """
        listed: dict[str, Any] = {}
        for generic in self._generic:
            known = _listed_by(generic)
            if known is None:
                break
            listed = known | listed
        methods = [method_of(path, handler) for path, handler in sorted((listed | self._registered).items())]
        return [method for method in methods if method is not None and len(method.path) <= _LONGEST_PATH][
            :_MOST_METHODS
        ]


def _listed_by(handler: grpc.GenericRpcHandler) -> dict[str, Any] | None:
    """Of grpc.method_handlers_generic_handler; others decide call by call and cannot be listed.

    grpcio has no public name for the dictionary. Where it is renamed, these methods go by gRPC again.
    """
    known = getattr(handler, "_method_handlers", None)
    return known if isinstance(handler, grpc.ServiceRpcHandler) and isinstance(known, dict) else None
