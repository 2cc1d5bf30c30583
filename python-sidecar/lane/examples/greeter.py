"""A service as it was before, by gRPC alone: `python greeter.py unix:$PWD/greeter`.

Messages are JSON here, so that the example needs no generated code; what protoc generates is used in the same way.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import grpc
import grpc.aio


class Greeter:
    """Knows nothing of how it is called."""

    async def Greet(self, request: dict[str, Any], context: grpc.aio.ServicerContext[Any, Any]) -> dict[str, Any]:  # noqa: N802
        """Greets by name."""
        if not request.get("name"):
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "name: is missing")
        return {"greeting": f"Good day, {request['name']}!"}


def add_greeter_to_server(greeter: Greeter, server: grpc.aio.Server) -> None:
    """What protoc generates for a service, in short."""
    greet: grpc.RpcMethodHandler[Any, Any] = grpc.unary_unary_rpc_method_handler(
        greeter.Greet, request_deserializer=json.loads, response_serializer=lambda reply: json.dumps(reply).encode()
    )
    server.add_registered_method_handlers("example.Greeter", {"Greet": greet})


async def serve(address: str) -> None:
    """Until the process is told to end."""
    server = grpc.aio.server()
    add_greeter_to_server(Greeter(), server)
    server.add_insecure_port(address)
    await server.start()
    print(f"listening on {address}", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
