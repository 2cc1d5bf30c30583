"""Where the substitution errors of a bech32 text stand, as Core locates them.

Both codes are BCH codes over GF(32) whose generator has the roots e^997, e^998 and e^999 of GF(1024): three syndromes,
which determine one or two errors. GF(1024) is built here as GF(32)[x] / (x² + 9x + 23), GF(32) as GF(2)[x] / (x⁵ + x³ +
1), e = x. Corrections are never told: a plausible wrong address costs money. Source: BIP173, Core's bech32.cpp.
"""

from __future__ import annotations

from turnout_sidecar.codec.bech32 import (
    BECH32,
    BECH32M,
    CHECKSUM_SIZE,
    LONGEST,
    VALUES,
    expand_hrp,
    polymod,
    wrong_characters,
)

# The order of GF(1024)'s multiplicative group; GF(32)'s 31 elements are the powers of e that 33 divides.
_ORDER = 1023
_SUBFIELD_STEP = 33
_FIRST_ROOT = 997


def _times_in_gf32(left: int, right: int) -> int:
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b101001 << (bit - 5)
    return product


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < _ORDER:
        high, low = divmod(powers[-1], 32)
        powers.append((_times_in_gf32(9, high) ^ low) << 5 | _times_in_gf32(23, high))
    return powers


_EXP = _powers()
_LOG = {element: power for power, element in enumerate(_EXP)}


def _times_power(element: int, power: int) -> int:
    return _EXP[(_LOG[element] + power) % _ORDER] if element else 0


def _syndromes(residue: int) -> tuple[int, int, int]:
    """The residue as a polynomial of degree 5 over GF(32), at e^997, e^998 and e^999."""
    sums = [0, 0, 0]
    for degree in range(6):
        symbol = residue >> 5 * degree & 31
        for which in range(3):
            sums[which] ^= _times_power(symbol, (_FIRST_ROOT + which) * degree)
    return sums[0], sums[1], sums[2]


def _places(residue: int, length: int) -> list[int]:
    """Degrees of at most two errors, highest first; none where more happened. Degree 0 is the last character."""
    s0, s1, s2 = _syndromes(residue)
    if s0 and s1 and s2 and (2 * _LOG[s1] - _LOG[s2] - _LOG[s0]) % _ORDER == 0:
        place = (_LOG[s1] - _LOG[s0]) % _ORDER
        value = _LOG[s0] - _FIRST_ROOT * place
        return [place] if place < length and value % _SUBFIELD_STEP == 0 else []
    for first in range(length):
        second_and_s1 = s1 ^ _times_power(s0, first)
        second_and_s2 = s2 ^ _times_power(s1, first)
        if not second_and_s1 or not second_and_s2:
            continue
        second = (_LOG[second_and_s2] - _LOG[second_and_s1]) % _ORDER
        if second >= length or second == first:
            continue
        first_and_s1 = s1 ^ _times_power(s0, second)
        if not first_and_s1:
            continue
        difference = _LOG[_EXP[first] ^ _EXP[second]]
        second_value = _LOG[second_and_s1] - difference - _FIRST_ROOT * second
        first_value = _LOG[first_and_s1] - difference - _FIRST_ROOT * first
        if first_value % _SUBFIELD_STEP == 0 and second_value % _SUBFIELD_STEP == 0:
            return sorted((first, second), reverse=True)
    return []


def locate_errors(text: bytes) -> list[int]:
    """Indexes of wrong characters, ascending; empty where they cannot be told or nothing is wrong."""
    if len(text) > LONGEST:
        return list(range(LONGEST, len(text)))
    wrong = wrong_characters(text)
    if wrong:
        return wrong
    plain = text.decode("ascii").lower()
    separator = plain.rfind("1")
    if separator < 0:
        return []
    if separator == 0 or separator + CHECKSUM_SIZE >= len(plain):
        return [separator]
    for index in range(separator + 1, len(plain)):
        if plain[index] not in VALUES:
            return [index]
    values = [VALUES[character] for character in plain[separator + 1 :]]
    return _fewest(polymod(expand_hrp(plain[:separator]) + values), len(values), len(plain))


def _fewest(remainder: int, length: int, text_length: int) -> list[int]:
    """Either code may have been meant: the one that explains the text with fewer errors, bech32 where both do."""
    found: list[int] = []
    for constant in (BECH32, BECH32M):
        if remainder == constant:
            return []
        places = [text_length - 1 - degree for degree in _places(remainder ^ constant, length)]
        if places and (not found or len(places) < len(found)):
            found = places
    return found
