"""Private keys of requests."""

from __future__ import annotations

from turnout_sidecar.keys.wif import WifKey, read_wif
from turnout_sidecar.refusal import Refusal, required


def wif_field(field: str, text: str) -> WifKey:
    """A private key of any network; no message quotes it."""
    if not text:
        raise required(field, "a private key in WIF")
    key = read_wif(text)
    if key is None:
        raise Refusal("PRIVATE_KEY_INVALID", field, "not a private key in WIF")
    return key
