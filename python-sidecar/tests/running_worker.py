"""A worker in a process of its own, as the gateway starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import grpc.aio

# Long enough for a machine that is busy with a build.
PATIENCE = 30.0


@dataclass
class RunningWorker:
    """`target` is a gRPC target."""

    process: Process
    target: str

    def channel(self) -> grpc.aio.Channel:
        return grpc.aio.insecure_channel(self.target)

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    async def exit_code(self) -> int:
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


async def start(*arguments: str, **environment: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "turnout_sidecar", *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, **environment},
    )


async def first_line(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode().strip()


@asynccontextmanager
async def running(*arguments: str, **environment: str) -> AsyncIterator[RunningWorker]:
    process = await start(*arguments, **environment)
    try:
        line = await first_line(process)
        yield RunningWorker(process, line.removeprefix("listening on ").removeprefix("ready ").split(" ")[0])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
