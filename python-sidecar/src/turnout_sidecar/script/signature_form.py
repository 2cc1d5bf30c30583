"""What a signature of a scriptSig looks like."""

from __future__ import annotations

_HASH_TYPES = {
    0x01: "[ALL]",
    0x02: "[NONE]",
    0x03: "[SINGLE]",
    0x81: "[ALL|ANYONECANPAY]",
    0x82: "[NONE|ANYONECANPAY]",
    0x83: "[SINGLE|ANYONECANPAY]",
}


def hash_type_text(element: bytes) -> str:
    """`[ALL]` and so on where the element is a strictly encoded signature with a defined hash type; else empty.

    Source: BIP66, and Core's CheckSignatureEncoding with STRICTENC.
    """
    size = len(element)
    if not 9 <= size <= 73 or element[0] != 0x30 or element[1] != size - 3:
        return ""
    r_size = element[3]
    if 5 + r_size >= size:
        return ""
    s_size = element[5 + r_size]
    if r_size + s_size + 7 != size:
        return ""
    if not _is_positive_integer(element, 2, r_size) or not _is_positive_integer(element, 4 + r_size, s_size):
        return ""
    return _HASH_TYPES.get(element[-1], "")


def _is_positive_integer(element: bytes, at: int, size: int) -> bool:
    if element[at] != 0x02 or size == 0 or element[at + 2] & 0x80:
        return False
    return not (size > 1 and element[at + 2] == 0 and not element[at + 3] & 0x80)
