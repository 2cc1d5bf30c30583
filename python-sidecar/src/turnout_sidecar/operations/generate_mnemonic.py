"""turnout.keys.v1.KeysService/GenerateMnemonic."""

from __future__ import annotations

from turnout.keys.v1 import mnemonic_pb2

from turnout_sidecar.keys.mnemonic import words_of
from turnout_sidecar.keys.word_lists import LANGUAGES
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required, unknown_value

_SIZES = (16, 20, 24, 28, 32)


def generate_mnemonic(body: bytes) -> bytes:
    """The mnemonic of an entropy (BIP39)."""
    request = parse(mnemonic_pb2.GenerateMnemonicRequest, body)
    size = len(request.entropy)
    if not size:
        raise required("entropy", "16 to 32 bytes")
    if size not in _SIZES:
        raise Refusal("ENTROPY_INVALID", "entropy", f"{size} bytes (expected: 16, 20, 24, 28 or 32)")
    if not request.language:
        raise required("language", "one of LANGUAGE_ENGLISH to LANGUAGE_TURKISH")
    if not 0 < request.language <= len(LANGUAGES):
        raise unknown_value("language", request.language, "turnout.keys.v1.Language")
    # BIP39 prints Japanese with ideographic spaces, which NFKD turns into plain ones.
    space = "\u3000" if request.language == mnemonic_pb2.LANGUAGE_JAPANESE else " "
    mnemonic = space.join(words_of(request.entropy, request.language))
    return mnemonic_pb2.GenerateMnemonicResponse(mnemonic=mnemonic).SerializeToString()
