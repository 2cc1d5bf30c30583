"""Several workers behind one TCP port, for a sidecar that stands alone.

The port is held by a socket that never listens, so that all workers can bind it with SO_REUSEPORT and nobody else got
it in between.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Sequence

from turnout_sidecar.options import Options


def run_shared_port(options: Options, arguments: Sequence[str]) -> int:
    """Exit code: 0 after a stop that was asked for, 1 when a worker ended by itself. Raises OSError."""
    host, _, port = options.listen.rpartition(":")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind((host.strip("[]"), int(port)))
        address = f"{host}:{held.getsockname()[1]}"
        workers = [_start(number, address, arguments) for number in range(options.workers)]
        return _watch(workers, address)


def _start(number: int, address: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "turnout_sidecar", *arguments]
    command += ["--listen", address, "--workers", "1", "--worker", str(number), "--reuse-port", "--supervised"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _watch(workers: list[subprocess.Popen[bytes]], address: str) -> int:
    signals = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    if all(worker.stdout is not None and worker.stdout.readline() for worker in workers):
        print(f"listening on {address}", flush=True)
        number = signal.sigwait(signals)
    else:
        number = signal.SIGCHLD
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait()
    return 1 if number == signal.SIGCHLD else 0
