"""One server, by gRPC and by the lane: assembled here, a line and a reason for each layer."""

from __future__ import annotations

import grpc.aio
import turnout_lane
from grpc_health.v1 import health_pb2
from grpc_health.v1.health import SERVICE_NAME as HEALTH
from grpc_health.v1.health import aio as health_aio
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from turnout_sidecar.counters import counters_handler
from turnout_sidecar.handlers import Handlers
from turnout_sidecar.operations.table import SERVICES


def _options(*, reuse_port: bool) -> list[tuple[str, int]]:
    return [
        # On by default, and then two servers share one port without a word.
        ("grpc.so_reuseport", int(reuse_port)),
        # The gateway's heartbeat is a PING every second; grpcio says GOAWAY to the fourth otherwise.
        ("grpc.http2.max_ping_strikes", 0),
        ("grpc.keepalive_permit_without_calls", 1),
        # Requests keep the default of 4 MiB, blocks may be larger.
        ("grpc.max_send_message_length", -1),
        ("grpc.max_metadata_size", 16 * 1024),
    ]


class Server:
    """Not started by its constructor; used from one event loop."""

    def __init__(self, handlers: Handlers, *, reuse_port: bool = False) -> None:
        # Behind a shared port the lane would tie a gateway to the one worker that told it of its own.
        make = grpc.aio.server if reuse_port else turnout_lane.server
        self._server: grpc.aio.Server = make(options=_options(reuse_port=reuse_port))
        # The operations.
        self._server.add_generic_rpc_handlers(handlers.generic_handlers())
        # The gateway's split is checked against these.
        self._server.add_generic_rpc_handlers([counters_handler(handlers.calls)])
        # Whoever runs the sidecar alone watches this.
        self._health = health_aio.HealthServicer()
        add_HealthServicer_to_server(self._health, self._server)

    def listen(self, address: str) -> int:
        """The bound port (1 for a unix socket). Raises OSError where the address cannot be had."""
        try:
            port = self._server.add_insecure_port(address)
        except RuntimeError:
            port = 0
        if port == 0:
            raise OSError(f"cannot listen on {address}: it is in use, or not an address of this machine")
        return port

    def reflect(self) -> None:
        """Lets grpcurl list and describe; imported here because a gateway's worker has no use for it."""
        from grpc_reflection.v1alpha import reflection

        reflection.enable_server_reflection((*SERVICES, HEALTH, reflection.SERVICE_NAME), self._server)

    async def start(self) -> None:
        """Serves from here on."""
        for name in ("", *SERVICES):
            await self._health.set(name, health_pb2.HealthCheckResponse.SERVING)
        await self._server.start()

    async def stop(self, grace_seconds: float) -> None:
        """Takes no new calls, lets those that run end, and cancels them after the grace."""
        await self._health.enter_graceful_shutdown()
        await self._server.stop(grace_seconds)
