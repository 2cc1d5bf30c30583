"""Properties of the parser: any bytes, in any pieces."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import lane_client as lane
from fake_transport import FakeTransport
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lane_client import Frame
from lane_without_a_socket import LIMITS, TOKEN, a_lane
from turnout_lane.connection import Connection

# uvloop's largest read; more than a frame's limit and one read is never held.
PIECE = 256 * 1024


@dataclass(frozen=True)
class Session:
    """What a service sent, and whether it ended the connection."""

    sent: list[Frame]
    closed: bool
    held: int
    in_flight: int


async def _received(pieces: Iterable[bytes]) -> Session:
    connection, transport = Connection(a_lane()), FakeTransport()
    connection.connection_made(transport)
    held = 0
    for piece in pieces:
        connection.data_received(piece)
        held = max(held, len(connection._unfinished))
        # One turn begins the tasks, in the same turn the replies leave; the second one is for those of a first flush.
        for _ in range(3):
            await asyncio.sleep(0)
    in_flight = len(connection.calls)
    connection.connection_lost(None)
    for _ in range(3):
        await asyncio.sleep(0)
    assert not connection.calls
    return Session(transport.frames(), transport.closed, held, in_flight)


def received(pieces: Iterable[bytes]) -> Session:
    """In a loop of its own. Raises what data_received raises, which must be nothing."""
    return asyncio.run(_received(pieces))


def in_pieces(data: bytes, cuts: Sequence[int]) -> list[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(places)]


cuts = st.lists(st.integers(0, 1 << 20), max_size=12)
names = st.from_regex(r"[a-z0-9_.-]{1,12}", fullmatch=True).filter(lambda name: not name.endswith("-bin"))
entries = st.lists(
    st.tuples(names, st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20))
    | st.tuples(names.map(lambda name: name + "-bin"), st.binary(max_size=20)),
    max_size=4,
)
bodies = st.binary(max_size=200) | st.integers(0, 99_000).map(bytes)
echoes = st.builds(lambda number, body, block: lane.call(0, number, body, block), st.integers(0, 5), bodies, entries)
waits = st.builds(lambda number: lane.call(1, number, b""), st.integers(6, 9))
others = st.builds(lane.cancel, st.integers(0, 9)) | st.builds(lane.ping, st.integers(0, (1 << 64) - 1))
good_frames = st.lists(echoes | waits | others, max_size=12)
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def judged(session: Session) -> None:
    """What holds whatever was received."""
    kinds = [frame.kind for frame in session.sent]
    assert kinds.count(lane.GOAWAY) <= 1
    assert session.closed == (lane.GOAWAY in kinds)
    if session.closed:
        assert kinds[-1] == lane.GOAWAY
        assert len(session.sent[-1].rest) > 7, "a GOAWAY says why"
    assert session.held <= LIMITS.frame_bytes + PIECE
    assert session.in_flight <= LIMITS.calls_in_flight
    for frame in session.sent:
        if frame.kind == lane.REPLY:
            lane.read_reply(frame.rest)


@relaxed
@given(st.binary(max_size=600), cuts, st.booleans())
def test_any_bytes_end_in_replies_or_a_goaway(data: bytes, cuts: list[int], greeted: bool) -> None:
    judged(received(in_pieces((lane.hello(TOKEN) if greeted else b"") + data, cuts)))


@relaxed
@given(good_frames, cuts)
def test_frames_mean_the_same_in_any_pieces(good: list[bytes], cuts: list[int]) -> None:
    # Calls are cancelled before they have begun or after, as the pieces fall; all else is the same.
    data = lane.hello(TOKEN) + b"".join(frame for frame in good if lane.read_head(frame)[1] != lane.CANCEL)
    ids = [struct.unpack_from("<I", frame, 8)[0] for frame in good if lane.read_head(frame)[1] == lane.CALL]
    if len(set(ids)) < len(ids):
        # Whether an id is free again depends on the pieces too.
        return

    whole, parts = received([data]), received(in_pieces(data, cuts))

    judged(whole)
    judged(parts)
    assert sorted(whole.sent, key=repr) == sorted(parts.sent, key=repr)
    assert not whole.closed


@relaxed
@given(st.integers(0, 70_000), st.integers(1, 9_000), entries)
def test_a_large_call_is_whole_whatever_its_pieces(size: int, step: int, block: list[tuple[str, str | bytes]]) -> None:
    body = bytes(range(256)) * (size // 256) + bytes(size % 256)
    data = lane.hello(TOKEN) + lane.call(0, 1, body, block)

    session = received(data[at : at + step] for at in range(0, len(data), step))

    assert [frame.kind for frame in session.sent] == [lane.HELLO, lane.REPLY]
    assert lane.read_reply(session.sent[1].rest)[1].body == body


@relaxed
@given(good_frames, st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=4), cuts)
def test_a_session_with_wrong_bytes_ends_in_replies_or_a_goaway(
    good: list[bytes], wrong: list[tuple[int, int]], cuts: list[int]
) -> None:
    data = bytearray(b"".join(good))
    for place, byte in wrong:
        if data:
            data[place % len(data)] = byte

    judged(received(in_pieces(lane.hello(TOKEN) + bytes(data), cuts)))


@relaxed
@given(good_frames, cuts, st.integers(0, 1 << 20))
def test_a_session_that_is_cut_off_leaves_nothing(good: list[bytes], cuts: list[int], end: int) -> None:
    data = lane.hello(TOKEN) + b"".join(good)

    judged(received(in_pieces(data[: end % (len(data) + 1)], cuts)))


def test_a_frame_in_pieces_of_one_byte_is_not_copied_for_each() -> None:
    data = lane.hello(TOKEN) + lane.call(0, 1, bytes(60_000))

    session = received(data[at : at + 1] for at in range(len(data)))

    assert [frame.kind for frame in session.sent] == [lane.HELLO, lane.REPLY]
    assert session.held <= len(data)
