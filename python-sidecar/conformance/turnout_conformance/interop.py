"""gRPC's interop TestService, for the cases of unary calls.

Source: https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md, "Server" and the unary cases.
"""

from __future__ import annotations

import grpc
from turnout.interop import interop_pb2, interop_pb2_grpc

from turnout_conformance.ledger import Context, Ledger, call_id

_INITIAL = "x-grpc-test-echo-initial"
_TRAILING = "x-grpc-test-echo-trailing-bin"


class TestService(interop_pb2_grpc.TestServiceServicer):
    """UnimplementedCall stays the base class's, which is the point of it."""

    __test__ = False  # no test of pytest's

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def EmptyCall(self, request: interop_pb2.Empty, context: Context) -> interop_pb2.Empty:  # noqa: N802
        self._ledger.ran(context, call_id(context))
        await _echo_metadata(context)
        return interop_pb2.Empty()

    async def UnaryCall(  # noqa: N802
        self, request: interop_pb2.SimpleRequest, context: Context
    ) -> interop_pb2.SimpleResponse:
        self._ledger.ran(context, call_id(context))
        await _echo_metadata(context)
        if request.HasField("response_compressed"):
            context.set_compression(
                grpc.Compression.Gzip if request.response_compressed.value else grpc.Compression.NoCompression
            )
        if request.response_status.code:
            await context.abort(_code(request.response_status.code), request.response_status.message)
        return interop_pb2.SimpleResponse(
            payload=interop_pb2.Payload(type=request.response_type, body=bytes(request.response_size))
        )

    async def CacheableUnaryCall(  # noqa: N802
        self, request: interop_pb2.SimpleRequest, context: Context
    ) -> interop_pb2.SimpleResponse:
        return await self.UnaryCall(request, context)


async def _echo_metadata(context: Context) -> None:
    metadata = context.invocation_metadata() or ()
    initial = tuple((name, value) for name, value in metadata if name == _INITIAL)
    if initial:
        await context.send_initial_metadata(initial)
    context.set_trailing_metadata(tuple((name, value) for name, value in metadata if name == _TRAILING))


def _code(number: int) -> grpc.StatusCode:
    return next(code for code in grpc.StatusCode if code.value[0] == number)
