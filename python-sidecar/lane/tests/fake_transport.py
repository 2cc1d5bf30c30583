"""A transport that keeps what is written, for tests that need no kernel between the bytes and the protocol."""

from __future__ import annotations

import asyncio

import lane_client
from lane_client import Frame


class FakeTransport(asyncio.Transport):
    """Never full. `written` is all that was sent, `closed` whether the end was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.closed = False
        self.reading = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed
        self.written += data

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True

    def get_write_buffer_size(self) -> int:
        return 0

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def frames(self) -> list[Frame]:
        """Whole frames, and nothing behind them."""
        found, at = [], 0
        while at < len(self.written):
            length, kind = lane_client.read_head(self.written, at)
            found.append(Frame(kind, bytes(self.written[at + 5 : at + 4 + length])))
            at += 4 + length
        assert at == len(self.written)
        return found
