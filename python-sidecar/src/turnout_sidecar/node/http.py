"""One kept-alive HTTP/1.1 connection that posts JSON.

Ours, because aiohttp takes 437 µs of CPU a call and http.client, at 229, blocks the event loop or needs a thread each;
this is what they do for one method, one content type and no redirects. Source: RFC 9112.
"""

from __future__ import annotations

from asyncio import IncompleteReadError, LimitOverrunError, StreamReader, StreamWriter, open_connection

# A verbose block is below 40 MB of JSON; more is no answer.
LARGEST_BODY = 256 << 20
_LONGEST_HEAD = 1 << 16


class ConnectionLostError(Exception):
    """The connection ended; `answered` tells whether a part of the answer had come."""

    def __init__(self, *, answered: bool) -> None:
        super().__init__("the node closed the connection")
        self.answered = answered


class NonsenseError(Exception):
    """What came is not HTTP as a node speaks it."""


class HttpConnection:
    """Used by one caller at a time; after an exception only `close` is allowed."""

    def __init__(self, reader: StreamReader, writer: StreamWriter, host: str) -> None:
        self._reader = reader
        self._writer = writer
        self._host = host
        self.is_reusable = True
        self.is_fresh = True

    @classmethod
    async def open(cls, host: str, port: int) -> HttpConnection:
        """Raises OSError where nothing listens."""
        reader, writer = await open_connection(host, port, limit=_LONGEST_HEAD)
        return cls(reader, writer, f"{host}:{port}")

    async def post(self, authorization: str, body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer. Raises ConnectionLostError and NonsenseError."""
        head = (
            f"POST / HTTP/1.1\r\nHost: {self._host}\r\nAuthorization: {authorization}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        answered = False
        try:
            self._writer.write(head.encode() + body)
            await self._writer.drain()
            answer_head = await self._reader.readuntil(b"\r\n\r\n")
            answered = True
            status, headers = _read_head(answer_head)
            self.is_reusable = headers.get("connection", "").lower() != "close"
            self.is_fresh = False
            return status, await self._read_body(headers)
        except IncompleteReadError as error:
            raise ConnectionLostError(answered=answered or bool(error.partial)) from error
        except (ConnectionError, BrokenPipeError) as error:
            raise ConnectionLostError(answered=answered) from error
        except (LimitOverrunError, ValueError) as error:
            raise NonsenseError("not an HTTP answer") from error

    async def _read_body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return await self._read_chunks()
        if "content-length" in headers:
            return await self._reader.readexactly(_bounded(int(headers["content-length"])))
        raise ValueError("a body without a length")

    async def _read_chunks(self) -> bytes:
        chunks: list[bytes] = []
        total = 0
        while True:
            size = int((await self._reader.readuntil(b"\r\n")).split(b";")[0], 16)
            total = _bounded(total + size)
            chunk = await self._reader.readexactly(size + 2)
            if size == 0:
                return b"".join(chunks)
            chunks.append(chunk[:-2])

    def close(self) -> None:
        """Ends the connection without waiting."""
        self._writer.close()


def _bounded(size: int) -> int:
    if not 0 <= size <= LARGEST_BODY:
        raise ValueError("a body larger than any block")
    return size


def _read_head(head: bytes) -> tuple[int, dict[str, str]]:
    lines = head.decode("latin-1").split("\r\n")
    version, status, *_ = lines[0].split(" ", 2)
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    headers = {}
    for line in lines[1:-2]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return int(status), headers
