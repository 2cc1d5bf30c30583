"""turnout.keys.v1.KeysService/MnemonicToSeed."""

from __future__ import annotations

from turnout.keys.v1 import mnemonic_pb2

from turnout_sidecar.keys.mnemonic import detect_language, is_valid, seed_of, split_words
from turnout_sidecar.keys.word_lists import LANGUAGES
from turnout_sidecar.operations.key_fields import limited
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required, unknown_value

_MOST_BYTES = 1024


def mnemonic_to_seed(body: bytes) -> bytes:
    """The seed of a valid mnemonic (BIP39)."""
    request = parse(mnemonic_pb2.MnemonicToSeedRequest, body)
    if not request.mnemonic:
        raise required("mnemonic", "12 to 24 words")
    limited("mnemonic", request.mnemonic.encode(), _MOST_BYTES)
    words = split_words(request.mnemonic)
    is_known = 0 <= request.language <= len(LANGUAGES)
    # A language without a name is refused in its turn; until then the mnemonic is judged as if none were given.
    language = (request.language if is_known else 0) or detect_language(words)
    if not is_valid(words, language):
        raise Refusal("MNEMONIC_INVALID", "mnemonic", "not valid, ValidateMnemonic says why")
    limited("passphrase", request.passphrase.encode(), _MOST_BYTES)
    if not is_known:
        raise unknown_value("language", request.language, "turnout.keys.v1.Language")
    seed = seed_of(words, request.passphrase)
    return mnemonic_pb2.MnemonicToSeedResponse(
        seed=seed,
        language=language,  # type: ignore[arg-type]
    ).SerializeToString()
