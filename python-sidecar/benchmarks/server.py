"""Serves the measured servicer in one way, in one process, until standard input is closed."""

from __future__ import annotations

import argparse
import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import grpc.aio
import uvloop

from benchmarks.servicer import add_async, add_blocking, add_faulty

# As many as a deployment of two cores would have; more cost more.
_THREADS = 4

# The gateway's heartbeat is a PING every second; grpcio says GOAWAY to the fourth otherwise.
_OPTIONS = [("grpc.http2.max_ping_strikes", 0), ("grpc.keepalive_permit_without_calls", 1)]


def main() -> None:
    """Prints `listening on ADDRESS` when calls are answered."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("--way", choices=("lane", "aio", "sync"), required=True)
    parser.add_argument("--listen", metavar="ADDRESS", required=True, help="unix:PATH or 127.0.0.1:0")
    parser.add_argument("--fault", choices=("slow", "hang", "throw"), help="what DecodeTransaction does; not with sync")
    arguments = parser.parse_args()
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    if arguments.way == "sync":
        _serve_blocking(arguments.listen)
    else:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(arguments.way, arguments.listen, arguments.fault))


async def _serve(way: str, address: str, fault: str | None) -> None:
    server: Any
    if way == "lane":
        import turnout_lane

        server = turnout_lane.server(options=_OPTIONS)
    else:
        server = grpc.aio.server(options=_OPTIONS)
    if fault is None:
        add_async(server)
    else:
        add_faulty(server, fault)
    port = server.add_insecure_port(address)
    await server.start()
    _announce(address, port)
    await server.wait_for_termination()


def _serve_blocking(address: str) -> None:
    server = grpc.server(ThreadPoolExecutor(_THREADS), options=_OPTIONS)
    add_blocking(server)
    port = server.add_insecure_port(address)
    server.start()
    _announce(address, port)
    server.wait_for_termination()


def _announce(address: str, port: int) -> None:
    shown = address if address.startswith("unix:") else f"{address.rpartition(':')[0]}:{port}"
    print(f"listening on {shown}", flush=True)


def _end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
