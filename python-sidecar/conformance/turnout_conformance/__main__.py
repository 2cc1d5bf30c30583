"""`python -m turnout_conformance --listen unix:PATH|HOST:PORT [--way lane|grpc] [--journal FILE]`."""

from __future__ import annotations

import asyncio
import signal
from argparse import ArgumentParser
from pathlib import Path

import grpc.aio
import uvloop
from turnout.interop import interop_pb2_grpc

from turnout_conformance.interop import TestService
from turnout_conformance.ledger import Ledger
from turnout_conformance.table import handlers

_GRACE_SECONDS = 5.0

_OPTIONS = [
    ("grpc.so_reuseport", 0),
    # The gateway's heartbeats come oftener than grpcio likes.
    ("grpc.http2.max_ping_strikes", 0),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_metadata_size", 16 * 1024),
]


def _server(way: str) -> grpc.aio.Server:
    if way == "grpc":
        return grpc.aio.server(options=_OPTIONS)
    from turnout_lane import server

    return server(options=_OPTIONS)


async def serve(listen: str, way: str, journal: Path | None) -> None:
    """Returns after SIGTERM, when what was running has ended."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    ledger = Ledger(journal)
    server = _server(way)
    server.add_generic_rpc_handlers(handlers(ledger, stopping))
    interop_pb2_grpc.add_TestServiceServicer_to_server(TestService(ledger), server)  # type: ignore[abstract] # UnimplementedCall stays so
    port = server.add_insecure_port(listen)
    await server.start()
    address = listen if listen.startswith("unix:") else f"{listen.rpartition(':')[0]}:{port}"
    print(f"listening on {address}", flush=True)
    await stopping.wait()
    await server.stop(_GRACE_SECONDS)


def main() -> None:
    """Serves on the address that the command line names."""
    parser = ArgumentParser(prog="turnout_conformance", description=__doc__)
    parser.add_argument("--listen", required=True, help="unix:PATH or HOST:PORT; port 0 is any free one")
    parser.add_argument("--way", choices=("lane", "grpc"), default="lane", help="grpc serves no lane (default: lane)")
    parser.add_argument("--journal", type=Path, help="where each execution is written with its id, a line each")
    given = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(given.listen, given.way, given.journal))


if __name__ == "__main__":
    main()
