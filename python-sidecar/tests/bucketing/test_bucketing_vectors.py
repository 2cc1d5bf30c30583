"""The checked-in vectors are what this implementation, independent of the gateway's, finds.

Run as a program (``python tests/bucketing/test_bucketing_vectors.py``) it writes the file anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from reference_bucketing import bucket, integer_key, is_native, murmur3_x86_32, vectors

FILE: Final = Path(__file__).parents[3] / "proto" / "vectors" / "bucketing.json"


def text() -> str:
    """The file: one JSON array, one vector a line, keys in hex."""
    lines = [
        json.dumps(
            {
                "salt": vector.salt,
                "component": vector.component,
                "key": vector.key.hex(),
                "hash": vector.hash,
                "bucket": vector.bucket,
            }
        )
        for vector in vectors()
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def test_hashes_as_published() -> None:
    # https://en.wikipedia.org/wiki/MurmurHash and the vectors of Guava and smhasher that cite it.
    published = [
        (b"", 0, 0),
        (b"", 1, 0x514E28B7),
        (b"", 0xFFFFFFFF, 0x81F16F39),
        (b"test", 0, 0xBA6BD213),
        (b"Hello, world!", 0, 0xC0363E43),
        (b"The quick brown fox jumps over the lazy dog", 0, 0x2E4FF723),
        (b"\xff\xff\xff\xff", 0, 0x76293B50),
        (b"\x21\x43\x65\x87", 0, 0xF55B516B),
        (b"\x21\x43\x65", 0, 0x7E4A8634),
        (b"\x21\x43", 0, 0xA0F7B07A),
        (b"\x21", 0, 0x72661CF4),
        (b"\x00\x00\x00\x00", 0, 0x2362F9DE),
    ]

    for data, seed, expected in published:
        assert murmur3_x86_32(data, seed) == expected, data


def test_finds_the_checked_in_vectors() -> None:
    assert len(vectors()) >= 1_000
    assert FILE.read_text(encoding="utf-8") == text()


def test_puts_a_key_on_native_from_its_bucket_on() -> None:
    key = integer_key(-1)
    first = bucket("turnout:rollout:", "chain", key) + 1

    assert not is_native("chain", key, first - 1)
    assert is_native("chain", key, first)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
