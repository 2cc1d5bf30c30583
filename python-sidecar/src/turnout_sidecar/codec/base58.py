"""Base58 with and without its checksum, by Core's limits; python-bitcoinlib does the digits."""

from __future__ import annotations

from bitcoin.base58 import InvalidBase58Error, decode, encode

from turnout_sidecar.codec.hashes import hash256

# What Core's IsSpace skips around a base58 text.
_SPACES = " \f\n\r\t\v"


def encode_check(payload: bytes) -> str:
    """Base58check text of a payload."""
    return str(encode(payload + hash256(payload)[:4]))


def decode_base58(text: str, longest: int) -> bytes | None:
    """The bytes, or None for a foreign character or more than `longest` bytes; blanks around are skipped.

    Source: Core's base58.cpp, DecodeBase58.
    """
    text = text.strip(_SPACES)
    if len(text) > longest * 2 + 2:  # a digit is at most 0.74 bytes and "1" is one: long before the quadratic part
        return None
    try:
        data = bytes(decode(text))
    except InvalidBase58Error:
        return None
    return data if len(data) <= longest else None


def decode_check(text: str, longest: int) -> bytes | None:
    """The payload where the checksum is right and the payload has at most `longest` bytes; else None."""
    data = decode_base58(text, longest + 4)
    if data is None or len(data) < 4 or hash256(data[:-4])[:4] != data[-4:]:
        return None
    return data[:-4]
