"""Bech32 and bech32m (BIP173, BIP350), read by Core's rules."""

from __future__ import annotations

from typing import NamedTuple

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
VALUES = {character: value for value, character in enumerate(CHARSET)}
VALUES.update({character.upper(): value for character, value in list(VALUES.items())})
CHECKSUM_SIZE = 6
# Core's limit for addresses; the code can name errors only up to here.
LONGEST = 90

BECH32 = 1
BECH32M = 0x2BC830A3

_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _folded(top: int) -> int:
    folded = 0
    for bit, generator in enumerate(_GENERATOR):
        if top >> bit & 1:
            folded ^= generator
    return folded


# One look-up instead of five tests for each symbol.
_FOLD = tuple(_folded(top) for top in range(32))


class Decoded(NamedTuple):
    """`constant` is BECH32 or BECH32M; `hrp` in lower case; `values` 5 bits each, without the checksum."""

    constant: int
    hrp: str
    values: list[int]


def polymod(values: list[int], start: int = 1) -> int:
    """The remainder of the code's polynomial, 30 bits."""
    remainder = start
    for value in values:
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value ^ _FOLD[remainder >> 25]
    return remainder


def expand_hrp(hrp: str) -> list[int]:
    """The prefix as symbols."""
    return [ord(c) >> 5 for c in hrp] + [0] + [ord(c) & 31 for c in hrp]


def encode(constant: int, hrp: str, values: list[int]) -> str:
    """The text with its checksum."""
    remainder = polymod([*values, 0, 0, 0, 0, 0, 0], polymod(expand_hrp(hrp))) ^ constant
    checksum = [remainder >> shift & 31 for shift in (25, 20, 15, 10, 5, 0)]
    return hrp + "1" + "".join([CHARSET[value] for value in values + checksum])


def wrong_characters(text: bytes) -> list[int]:
    """Indexes of what is not printable ASCII, or of the case that came second."""
    wrong = []
    lower = upper = False
    for index, character in enumerate(text):
        if 97 <= character <= 122:
            if upper:
                wrong.append(index)
            else:
                lower = True
        elif 65 <= character <= 90:
            if lower:
                wrong.append(index)
            else:
                upper = True
        elif not 33 <= character <= 126:
            wrong.append(index)
    return wrong


def decode(text: bytes) -> Decoded | None:
    """The parts of a text whose checksum fits one of the two constants; else None."""
    if len(text) > LONGEST or wrong_characters(text):
        return None
    plain = text.decode("ascii").lower()
    separator = plain.rfind("1")
    if separator < 1 or separator + CHECKSUM_SIZE >= len(plain):
        return None
    try:
        values = [VALUES[character] for character in plain[separator + 1 :]]
    except KeyError:
        return None
    hrp = plain[:separator]
    constant = polymod(expand_hrp(hrp) + values)
    if constant not in (BECH32, BECH32M):
        return None
    return Decoded(constant, hrp, values[:-CHECKSUM_SIZE])


def to_symbols(data: bytes) -> list[int]:
    """8 bits to 5, padded with zeros."""
    count = (len(data) * 8 + 4) // 5
    number = int.from_bytes(data, "big") << (count * 5 - len(data) * 8)
    return [number >> shift & 31 for shift in range(count * 5 - 5, -1, -5)]


def to_bytes(symbols: list[int]) -> bytes | None:
    """5 bits to 8, or None where the padding is a whole symbol or not zero."""
    size, spare = divmod(len(symbols) * 5, 8)
    number = 0
    for symbol in symbols:
        number = number << 5 | symbol
    if spare >= 5 or number & ((1 << spare) - 1):
        return None
    return (number >> spare).to_bytes(size, "big")
