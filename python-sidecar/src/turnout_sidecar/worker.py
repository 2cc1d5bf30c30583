"""One worker process: serves until it is told to stop, or until nobody supervises it any more."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time

import uvloop

from turnout_sidecar import __version__
from turnout_sidecar.handlers import Handlers
from turnout_sidecar.journal import FaultLog, Log, NodeState, open_log
from turnout_sidecar.node.node import Node, NoNode, RpcNode
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.table import SERVICES
from turnout_sidecar.options import Options
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.server import Server

# A worker whose supervisor died must not outlive it by more, even when its event loop hangs.
_ORPHAN_SECONDS = 5.0


def run_worker(options: Options) -> None:
    """Returns after a graceful stop. Raises OSError where the address cannot be had."""
    log = open_log(worker=options.worker or 0, pid=os.getpid())
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(options, log))


async def _serve(options: Options, log: Log) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    if options.supervised:
        _stop_when_input_closes(loop, stopping)
    node_state = NodeState(log)
    node: Node = RpcNode(options.node) if options.node else NoNode()
    server = Server(Handlers(node, node_state, FaultLog(log)), reuse_port=options.reuse_port)
    port = server.listen(options.listen)
    if not options.supervised:
        server.reflect()
    await server.start()
    _announce(options, port)
    log.info("serving", services=",".join(SERVICES), listen=options.listen)
    greeting = asyncio.create_task(_greet(node, node_state)) if options.node else None
    await stopping.wait()
    log.info("stopping", grace_seconds=options.grace_seconds)
    await server.stop(options.grace_seconds)
    if greeting is not None:
        greeting.cancel()
    node.close()
    log.info("stopped")


def _announce(options: Options, port: int) -> None:
    """The one line on standard output, for whoever waits for it."""
    address = options.listen
    if not address.startswith("unix:"):
        address = f"{address.rpartition(':')[0]}:{port}"
    print(f"ready {address} version={__version__}" if options.supervised else f"listening on {address}", flush=True)


async def _greet(node: Node, node_state: NodeState) -> None:
    """Says at once what the first caller would find out."""
    try:
        await node.ask(Call("getbestblockhash"))
    except Refusal as refusal:
        node_state.now(refusal.reason, refusal.message)
    else:
        node_state.now("answers")


def _stop_when_input_closes(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    def watch() -> None:
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(stopping.set)
        time.sleep(_ORPHAN_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="supervisor-watch", daemon=True).start()
