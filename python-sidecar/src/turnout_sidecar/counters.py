"""turnout.sidecar.v1.Counters: what this worker counted, at its own socket."""

from __future__ import annotations

from collections import Counter

import grpc
from grpc.aio import ServicerContext
from turnout.sidecar.v1 import counters_pb2

SERVICE = "turnout.sidecar.v1.Counters"


def counters_handler(calls: Counter[str]) -> grpc.GenericRpcHandler:
    """Answers Get with the counts as they stand."""

    async def get(_body: bytes, _context: ServicerContext[bytes, bytes]) -> bytes:
        counts = [counters_pb2.MethodCount(method=method, calls=count) for method, count in sorted(calls.items())]
        return counters_pb2.GetResponse(methods=counts).SerializeToString()

    return grpc.method_handlers_generic_handler(SERVICE, {"Get": grpc.unary_unary_rpc_method_handler(get)})
