"""One gateway's connection: frames in, calls begun, and its end."""

from __future__ import annotations

import asyncio
import hmac
from time import monotonic
from typing import TYPE_CHECKING, cast

from turnout_lane import frames, metadata
from turnout_lane.call import CANCELLED, Interruption
from turnout_lane.context import LaneContext
from turnout_lane.deadlines import Deadlines
from turnout_lane.frames import HEAD_BYTES, BadFrame, Code
from turnout_lane.outgoing import Outgoing

if TYPE_CHECKING:
    from turnout_lane.lane import Lane

_HELLO_SECONDS = 5.0
_CLOSE_SECONDS = 1.0
_MICROSECOND = 1e-6


class Connection(Outgoing, asyncio.Protocol):
    """Used from its event loop. A gateway that does not read is not read, so that all that can wait is bounded."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(lane)
        self._deadlines = Deadlines(self._loop, self.calls)
        self._unfinished = bytearray()
        self._needed = 0
        self._largest = frames.LARGEST_HELLO
        self._greeted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._hello_timer = self._loop.call_later(_HELLO_SECONDS, self._miss_hello)
        self._lane.join(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed = True
        self._hello_timer.cancel()
        self._deadlines.close()
        self.interrupt(CANCELLED)
        self._lane.leave(self)

    def pause_writing(self) -> None:
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        if not self._closed:
            self._transport.resume_reading()

    def data_received(self, data: bytes) -> None:
        if self._closed:
            return
        if self._unfinished:
            self._unfinished += data
            if len(self._unfinished) < self._needed:
                return
            data = bytes(self._unfinished)
            self._unfinished = bytearray()
        try:
            self._read(data)
        except BadFrame as bad:
            self.go_away(bad.code, bad.sentence)

    def stop(self) -> None:
        """Begins no more calls; those in flight are answered."""
        self._stopping = True
        if self._greeted:
            self.send(frames.goaway(Code.STOPPING, "the service stops"))
        else:
            self.close()

    def interrupt(self, interruption: Interruption) -> None:
        """Stops the work of all calls in flight."""
        for call in self.calls.values():
            call.interrupt(interruption)

    def go_away(self, code: Code, sentence: str) -> None:
        """Says why, and closes."""
        if not self._closed:
            self.send(frames.goaway(code, sentence))
            self.close()

    def close(self) -> None:
        """After what waits to be written, if the gateway reads it."""
        self._flush()
        self._closed = True
        self._transport.close()
        if self._transport.get_write_buffer_size():
            self._loop.call_later(_CLOSE_SECONDS, self._transport.abort)

    def _miss_hello(self) -> None:
        if not self._greeted:
            self.go_away(Code.TIMEOUT, f"no whole HELLO came within {_HELLO_SECONDS:g} s")

    def _read(self, data: bytes) -> None:
        """Takes all whole frames and keeps the rest. Raises BadFrame."""
        at, end = 0, len(data)
        while not self._closed:
            if self._greeted:
                at = self._read_calls(data, at, end)
            next_at = self._read_other(data, at, end)
            if next_at == at:
                break
            at = next_at
        if at < end:
            self._unfinished += memoryview(data)[at:]

    def _read_calls(self, data: bytes, at: int, end: int) -> int:
        """Begins the calls from `at` on; returns where something else begins. Each round is paid by each call."""
        calls, methods, largest, deadlines = self.calls, self._lane.methods, self._largest, self._deadlines
        most, most_bytes = self.limits.calls_in_flight, self.limits.receive_bytes
        begin, unpack = self._loop.create_task, frames.CALL_HEAD.unpack_from
        now = 0.0
        while end - at >= HEAD_BYTES:
            length, kind, _, number, call_id, metadata_bytes, timeout = unpack(data, at)
            stop = at + 4 + length
            if kind != frames.CALL or stop > end or not HEAD_BYTES - 4 <= length <= largest:
                break
            body_at = at + HEAD_BYTES + metadata_bytes
            entries: metadata.Metadata = ()
            if metadata_bytes:
                if body_at > stop:
                    raise BadFrame(Code.PROTOCOL, "a CALL's metadata is longer than the CALL")
                block = data[at + HEAD_BYTES : body_at]
                entries = metadata.seen(block) or metadata.decode(block)
            if number >= len(methods):
                raise BadFrame(Code.PROTOCOL, f"method {number} is not in the list of {len(methods)}")
            if call_id in calls:
                raise BadFrame(Code.PROTOCOL, f"call {call_id} is in flight already")
            if len(calls) >= most:
                raise BadFrame(Code.TOO_MANY_CALLS, f"more than {most} calls are in flight")
            at = stop
            if self._stopping:
                self.refuse(call_id)
                continue
            if stop - body_at > most_bytes:
                self.exhausted(call_id, f"SERVER: Received message larger than max ({stop - body_at} vs. {most_bytes})")
                continue
            deadline = 0.0
            if timeout:
                now = now or monotonic()
                deadline = now + timeout * _MICROSECOND
                if deadline < deadlines.soonest:
                    deadlines.watch(deadline)
            method = methods[number]
            calls[call_id] = call = LaneContext(self, call_id, method, entries, deadline)
            call.task = begin(method.answer(call, data[body_at:stop]))
        # Runs behind the first steps of these tasks, so that what is answered at once leaves in one write.
        if calls and not self._flush_is_due:
            self._flush_soon()
        return at

    def _read_other(self, data: bytes, at: int, end: int) -> int:
        """Takes one frame that is no CALL; returns `at` where it is not whole yet. Raises BadFrame."""
        if end - at < frames.HEAD.size:
            self._needed = frames.HEAD.size
            return at
        length, kind = frames.HEAD.unpack_from(data, at)
        frames.judge(length, kind, self._largest)
        if self._greeted == (kind == frames.HELLO):
            raise BadFrame(Code.PROTOCOL, "a second HELLO" if self._greeted else "the first frame is not a HELLO")
        stop: int = at + 4 + length
        if stop > end:
            self._needed = stop - at
            return at
        if kind == frames.HELLO:
            self._greet(frames.read_hello(data[at:stop]))
        elif kind == frames.PING:
            self.send(frames.pong(data, at))
        elif kind == frames.CANCEL:
            call = self.calls.get(frames.read_cancel(data, at))
            if call is not None:
                call.interrupt(CANCELLED)
        elif kind == frames.GOAWAY and frames.read_goaway(data, at) != Code.STOPPING:
            self.close()
        return stop

    def _greet(self, hello: frames.Hello) -> None:
        if not hmac.compare_digest(hello.token, self._lane.token):
            raise BadFrame(Code.TOKEN, "the token is not the announced one")
        self._hello_timer.cancel()
        self._greeted = True
        self._largest = self.limits.frame_bytes
        self._largest_reply = min(hello.frame_bytes, self.limits.send_bytes + frames.HEAD_BYTES - 4)
        self.send(self._lane.hello)
