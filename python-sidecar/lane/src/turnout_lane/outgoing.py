"""What one connection sends: replies gathered for one write each turn of the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from turnout_lane import frames, statuses
from turnout_lane.context import LaneContext
from turnout_lane.frames import HEAD_BYTES, REPLY, REPLY_HEAD

if TYPE_CHECKING:
    from turnout_lane.lane import Lane

# Joining larger ones would copy them once more.
_JOINED_BYTES = 256 * 1024


class Outgoing:
    """Holds the calls in flight, because a call is in flight until its reply is here."""

    _transport: asyncio.Transport

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self.limits = lane.limits
        self.peer = lane.address
        self.calls: dict[int, LaneContext] = {}
        self._loop = asyncio.get_running_loop()
        self._waiting: list[bytes] = []
        self._flush_is_due = False
        self._stopping = False
        self._closed = False
        self._largest_reply = 0

    def answer(self, call_id: int, body: bytes) -> None:
        """Sends OK with nothing but a body."""
        length = len(body) + (HEAD_BYTES - 4)
        if length > self._largest_reply:
            self._answer_too_large(call_id, length)
            return
        del self.calls[call_id]
        self._waiting.append(REPLY_HEAD.pack(length, REPLY, 0, 0, 0, call_id, 0, 0, 0) + body)
        if not self._flush_is_due:
            self._flush_soon()

    def answer_with(self, call_id: int, reply: bytes) -> None:
        """Sends any whole REPLY."""
        if len(reply) - 4 > self._largest_reply:
            self._answer_too_large(call_id, len(reply) - 4)
            return
        del self.calls[call_id]
        self.send(reply)

    def refuse(self, call_id: int) -> None:
        """Says that the call has not begun and will not."""
        self.send(frames.reply(call_id, statuses.UNAVAILABLE, b"stopping", b"", b"", b"", frames.REFUSED))

    def exhausted(self, call_id: int, details: str) -> None:
        """Answers for a message that is too large, in grpc.aio's words."""
        self.send(frames.reply(call_id, statuses.RESOURCE_EXHAUSTED, details.encode(), b"", b"", b""))

    def is_over(self) -> bool:
        """Whether nothing can be sent any more."""
        return self._closed or self._loop.is_closed()

    def send(self, frame: bytes) -> None:
        """With the next write."""
        self._waiting.append(frame)
        if not self._flush_is_due:
            self._flush_soon()

    def _answer_too_large(self, call_id: int, length: int) -> None:
        del self.calls[call_id]
        sizes = f"({length - HEAD_BYTES + 4} vs. {self._largest_reply - HEAD_BYTES + 4})"
        self.exhausted(call_id, f"SERVER: Sent message larger than max {sizes}")

    def _flush_soon(self) -> None:
        self._flush_is_due = True
        self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_is_due = False
        waiting = self._waiting
        if not waiting:
            return
        self._waiting = []
        if self._closed:
            return
        if len(waiting) == 1:
            self._transport.write(waiting[0])
        elif sum(map(len, waiting)) <= _JOINED_BYTES:
            self._transport.write(b"".join(waiting))
        else:
            self._transport.writelines(waiting)
        if self._stopping:
            self._lane.answered()
