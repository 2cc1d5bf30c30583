"""A JSON-RPC port that misbehaves on request: for what a good node cannot be brought to do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from turnout_sidecar.node.options import NodeOptions

Gate = tuple[str, asyncio.Event, asyncio.Event]
Answer = Callable[[list[dict[str, Any]], str], "bytes | None"]


def http(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def replies(batch: list[dict[str, Any]], results: dict[str, Any]) -> bytes:
    """Good answers by method; an {"error": …} is one."""
    found = [{"jsonrpc": "2.0", "id": call["id"], **_outcome(results[call["method"]])} for call in batch]
    return http(200, json.dumps(found).encode())


def _outcome(result: Any) -> dict[str, Any]:
    return result if isinstance(result, dict) and "error" in result else {"result": result}


@dataclass
class FakeRpcServer:
    """`answer` gives the bytes for one batch and its Authorization, or None to close the connection.

    `gate` holds back a batch with one method: it sets the first event and waits for the second.
    """

    answer: Answer
    gate: Gate | None = None
    url: str = ""
    connections: int = 0
    batches: list[list[str]] = field(default_factory=list)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writers.append(writer)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:-2])
                batch = json.loads(await reader.readexactly(int(fields["Content-Length"])))
                self.batches.append([call["method"] for call in batch])
                if self.gate and self.gate[0] in self.batches[-1]:
                    self.gate[1].set()
                    await self.gate[2].wait()
                answer = self.answer(batch, fields["Authorization"])
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def options(self, **changes: Any) -> NodeOptions:
        return NodeOptions(**{"url": self.url, "chain": "regtest", **changes})


@asynccontextmanager
async def serving(answer: Answer, gate: Gate | None = None) -> AsyncIterator[FakeRpcServer]:
    fake = FakeRpcServer(answer, gate)
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        server.close()
        for writer in fake.writers:
            writer.close()
