"""The forms of ECDSA signatures."""

from __future__ import annotations


def read_strict_der(signature: bytes) -> bytes | None:
    """R and S in 64 bytes out of BIP66's form without a hash type; None for another form.

    Numbers that do not fit 32 bytes become 2^256 - 1, which like every number of n or more is nobody's signature.
    """
    size = len(signature)
    if not 8 <= size <= 72 or signature[0] != 0x30 or signature[1] != size - 2:
        return None
    r_size = signature[3]
    if 5 + r_size >= size:
        return None
    s_size = signature[5 + r_size]
    if r_size + s_size + 6 != size or signature[2] != 2 or signature[4 + r_size] != 2:
        return None
    numbers = signature[4 : 4 + r_size], signature[6 + r_size :]
    if not all(map(_is_positive, numbers)):
        return None
    return b"".join(number.lstrip(b"\0").rjust(32, b"\0") if _fits(number) else b"\xff" * 32 for number in numbers)


def _is_positive(number: bytes) -> bool:
    """Whether a DER integer is positive and in its shortest form."""
    return bool(number) and number[0] < 0x80 and not (len(number) > 1 and number[0] == 0 and number[1] < 0x80)


def _fits(number: bytes) -> bool:
    return len(number) <= 32 or (len(number) == 33 and number[0] == 0)
