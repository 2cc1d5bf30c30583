"""The examples of docs/lane.md, byte for byte, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import lane_client
import pytest
from turnout_lane import frames, metadata
from turnout_lane.frames import Code, Hello

PAGE = Path(__file__).parents[3] / "docs" / "lane.md"


def _examples() -> dict[str, bytes]:
    """By the sentence that stands before each."""
    if not PAGE.exists():
        return {}
    blocks = re.findall(r"^([^\n]+):\n\n```lane\n(.*?)```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return {sentence: bytes.fromhex(text) for sentence, text in blocks}


EXAMPLES = _examples()

pytestmark = pytest.mark.skipif(not EXAMPLES, reason=f"{PAGE} is not there: the package stands alone")


def example(beginning: str) -> bytes:
    """The one whose sentence begins so."""
    (found,) = [frame for sentence, frame in EXAMPLES.items() if sentence.startswith(beginning)]
    return found


def test_every_example_is_used() -> None:
    assert len(EXAMPLES) == 12


def test_reads_the_gateways_hello() -> None:
    frame = example("hello from the gateway")

    assert frames.read_hello(frame) == Hello(version=1, frame_bytes=1_000_000, token=bytes((1, 2, 3, 4)))
    assert lane_client.hello(bytes((1, 2, 3, 4)), frame_bytes=1_000_000) == frame


def test_writes_the_services_hello() -> None:
    written = frames.hello(4_200_000, 4_096, ["demo.Echo/Say", "demo.Echo/Shout"])

    assert written == example("hello from the service")


def test_reads_calls() -> None:
    frame = example("call 7 of method 1")
    length, kind, _, method, call_id, metadata_bytes, timeout = frames.CALL_HEAD.unpack_from(frame)
    block, body = frame[24 : 24 + metadata_bytes], frame[24 + metadata_bytes :]

    assert (length, kind, method, call_id, timeout) == (len(frame) - 4, frames.CALL, 1, 7, 250_000)
    assert metadata.decode(block) == (("user-agent", "x"), ("k-bin", b"\x00\xff"))
    assert body == bytes.fromhex("0a026869")
    assert lane_client.call(1, 7, body, (("user-agent", "x"), ("k-bin", b"\x00\xff")), 0.25) == frame
    assert lane_client.call(0, 8, b"") == example("call 8 of method 0")


def test_writes_replies() -> None:
    initial, trailing = metadata.encode((("a", "1"),)), metadata.encode((("b", "2"), ("b", "3")))
    body = bytes.fromhex("0a024849")

    assert frames.reply(7, 0, b"", initial, trailing, body) == example("reply to call 7")
    assert frames.reply(8, 5, b"no such block", b"", b"", b"") == example("reply to call 8")
    assert frames.reply(9, 14, b"stopping", b"", b"", b"", frames.REFUSED) == example("reply to call 9")


def test_reads_cancel_and_answers_ping() -> None:
    assert frames.read_cancel(example("cancel call 7"), 0) == 7
    assert lane_client.cancel(7) == example("cancel call 7")
    assert lane_client.ping(0x0102030405060708) == example("ping")
    assert frames.pong(example("ping"), 0) == example("pong")


def test_writes_and_reads_goaway() -> None:
    stopping, version = example("goaway, STOPPING"), example("goaway, VERSION")

    assert frames.goaway(Code.STOPPING, "the worker stops") == stopping
    assert frames.goaway(Code.VERSION, "version 9 is not spoken (expected: 1)") == version
    assert (frames.read_goaway(stopping, 0), frames.read_goaway(version, 0)) == (Code.STOPPING, Code.VERSION)
