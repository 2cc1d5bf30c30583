"""The servicer that is measured: a generated echo, and the sidecar's own DecodeTransaction."""

from __future__ import annotations

import asyncio
from typing import Any

import grpc
from turnout.chain.v1 import chain_pb2, chain_pb2_grpc

from turnout_sidecar.operations.decode_transaction import decode_transaction
from turnout_sidecar.operations.table import SCRIPT


class AsyncEcho(chain_pb2_grpc.ChainServiceServicer):
    """Answers with the request's bytes: its one field and the reply's first have the same number and type."""

    async def GetTransaction(  # noqa: N802
        self, request: chain_pb2.GetTransactionRequest, context: object
    ) -> chain_pb2.GetTransactionResponse:
        return chain_pb2.GetTransactionResponse(tip_hash=request.txid)


class BlockingEcho(chain_pb2_grpc.ChainServiceServicer):
    """The same for a server of threads."""

    def GetTransaction(  # noqa: N802
        self, request: chain_pb2.GetTransactionRequest, context: object
    ) -> chain_pb2.GetTransactionResponse:
        return chain_pb2.GetTransactionResponse(tip_hash=request.txid)


async def _decode_async(body: bytes, context: object) -> bytes:
    return decode_transaction(body)


def _decode_blocking(body: bytes, context: object) -> bytes:
    return decode_transaction(body)


def add_async(server: Any) -> None:
    """Adds both methods as coroutines, as the sidecar has them: the echo generated, the operation on raw bytes."""
    chain_pb2_grpc.add_ChainServiceServicer_to_server(AsyncEcho(), server)  # type: ignore[abstract]
    _add_decode(server, _decode_async)


def add_faulty(server: Any, fault: str) -> None:
    """Adds DecodeTransaction as a coroutine that is slow (50 ms), hangs until it is cancelled, or throws."""

    async def decode(body: bytes, context: object) -> bytes:
        if fault == "throw":
            raise RuntimeError("thrown on purpose")
        if fault == "hang":
            await asyncio.Event().wait()
        await asyncio.sleep(0.05)
        return decode_transaction(body)

    _add_decode(server, decode)


def add_blocking(server: Any) -> None:
    """Adds both methods as plain functions."""
    chain_pb2_grpc.add_ChainServiceServicer_to_server(BlockingEcho(), server)  # type: ignore[abstract]
    _add_decode(server, _decode_blocking)


def _add_decode(server: Any, decode: Any) -> None:
    handler: grpc.RpcMethodHandler[bytes, bytes] = grpc.unary_unary_rpc_method_handler(decode)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SCRIPT, {"DecodeTransaction": handler}),))
