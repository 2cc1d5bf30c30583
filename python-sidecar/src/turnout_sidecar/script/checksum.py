"""The checksum of output descriptors (BIP380)."""

from __future__ import annotations

_INPUT = b"0123456789()[],'/*abcdefgh@:$%{}IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~ijklmnopqrstuvwxyzABCDEFGH`#\"\\ "
_OUTPUT = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0xF5DEE51989, 0xA9FDCA3312, 0x1BAB10E32D, 0x3706B1677A, 0x644D626FFD)

# A character's place in _INPUT, as its low five bits and its group; any other character counts as the first one.
_LOW = bytes(max(_INPUT.find(character), 0) & 31 for character in range(256))
_GROUP = bytes(max(_INPUT.find(character), 0) >> 5 for character in range(256))


def _step(remainder: int, symbol: int) -> int:
    top = remainder >> 35
    remainder = (remainder & (1 << 35) - 1) << 5 ^ symbol
    for bit, generator in enumerate(_GENERATOR):
        if top >> bit & 1:
            remainder ^= generator
    return remainder


# What the top ten bits come back as, two symbols later: this runs for every output that is decoded.
_FOLD = tuple(_step(_step(top << 30, 0), 0) for top in range(1024))
_KEPT = (1 << 30) - 1


def with_checksum(descriptor: str) -> str:
    """The descriptor, `#` and 8 characters. The text must be of BIP380's character set."""
    text = descriptor.encode("ascii")
    low, group = text.translate(_LOW), text.translate(_GROUP)
    whole = len(text) // 3 * 3
    remainder = 1
    # Three characters give three symbols of their low bits and one of their groups.
    for at in range(0, whole, 3):
        first = low[at] << 5 | low[at + 1]
        second = low[at + 2] << 5 | group[at] * 9 + group[at + 1] * 3 + group[at + 2]
        remainder = (remainder & _KEPT) << 10 ^ first ^ _FOLD[remainder >> 30]
        remainder = (remainder & _KEPT) << 10 ^ second ^ _FOLD[remainder >> 30]
    for symbol in low[whole:]:
        remainder = _step(remainder, symbol)
    if len(text) > whole:
        left = group[whole:]
        remainder = _step(remainder, left[0] if len(left) == 1 else left[0] * 3 + left[1])
    for _ in range(4):
        remainder = (remainder & _KEPT) << 10 ^ _FOLD[remainder >> 30]
    remainder ^= 1
    return descriptor + "#" + "".join([_OUTPUT[remainder >> shift & 31] for shift in range(35, -1, -5)])


def is_descriptor_text(text: str) -> bool:
    """Whether all characters are of BIP380's character set."""
    return text.isascii() and not text.encode().translate(None, _INPUT)
