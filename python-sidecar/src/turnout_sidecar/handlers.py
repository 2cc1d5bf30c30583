"""Operations as gRPC method handlers that get and give raw bytes.

Without a deserializer, because grpcio's own would answer INTERNAL to a body that is not the message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any, NoReturn

import grpc
from grpc.aio import ServicerContext

from turnout_sidecar.journal import FaultLog, NodeState
from turnout_sidecar.node.node import Node
from turnout_sidecar.operations.table import ASKING, PURE, STREAMING
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.statuses import DETAILS_KEY, code_of, details_of

if TYPE_CHECKING:  # generic in the stubs only
    Context = ServicerContext[bytes, bytes]
    Handler = grpc.RpcMethodHandler[bytes, bytes]


class Handlers:
    """One worker's handlers; `calls` counts what arrived, by full method name."""

    def __init__(self, node: Node, node_state: NodeState, faults: FaultLog) -> None:
        self._node = node
        self._node_state = node_state
        self._faults = faults
        self.calls: Counter[str] = Counter()

    def generic_handlers(self) -> list[grpc.GenericRpcHandler]:
        """One for each service of the contract."""
        methods: dict[str, Any] = {method: self._pure(method, answer) for method, answer in PURE.items()}
        methods |= {method: self._asking(method, answer) for method, answer in ASKING.items()}
        methods |= {method: self._streaming(method, answers) for method, answers in STREAMING.items()}
        services: dict[str, dict[str, Handler]] = {}
        for method, handler in methods.items():
            service, _, name = method.partition("/")
            services.setdefault(service, {})[name] = handler
        return [grpc.method_handlers_generic_handler(service, handlers) for service, handlers in services.items()]

    def _pure(self, method: str, answer: Callable[[bytes], bytes]) -> Handler:
        async def handle(body: bytes, context: Context) -> bytes:
            self.calls[method] += 1
            try:
                return answer(body)
            except Exception as error:
                await self._refuse(method, error, context)

        return grpc.unary_unary_rpc_method_handler(handle)

    def _asking(self, method: str, answer: Callable[[bytes, Node], Awaitable[bytes]]) -> Handler:
        async def handle(body: bytes, context: Context) -> bytes:
            self.calls[method] += 1
            try:
                reply = await answer(body, self._node)
            except Exception as error:
                await self._refuse(method, error, context)
            self._node_state.now("answers")
            return reply

        return grpc.unary_unary_rpc_method_handler(handle)

    def _streaming(self, method: str, answers: Callable[[bytes, Node], AsyncIterator[bytes]]) -> Handler:
        async def handle(body: bytes, context: Context) -> AsyncIterator[bytes]:
            self.calls[method] += 1
            try:
                async for reply in answers(body, self._node):
                    yield reply
            except Exception as error:
                await self._refuse(method, error, context)

        return grpc.unary_stream_rpc_method_handler(handle)

    async def _refuse(self, method: str, error: Exception, context: Context) -> NoReturn:
        if isinstance(error, Refusal):
            refusal = error
            if refusal.reason.startswith("NODE_"):
                self._node_state.now(refusal.reason, refusal.message)
        else:
            self._faults.fault(method, error)
            refusal = Refusal("ENGINE_FAULT", "", "the engine failed; its log says where")
        trailers = ((DETAILS_KEY, details_of(refusal)),)
        await context.abort(code_of(refusal), str(refusal), trailers)
        raise AssertionError("abort returned")
