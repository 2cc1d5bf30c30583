"""turnout.keys.v1.KeysService/ValidateMnemonic."""

from __future__ import annotations

from turnout.keys.v1 import mnemonic_pb2

from turnout_sidecar.keys.mnemonic import WORD_COUNTS, detect_language, has_good_checksum, split_words
from turnout_sidecar.keys.word_lists import LANGUAGES, suggestions, word_list
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required, unknown_value

_MOST_BYTES = 1024


def validate_mnemonic(body: bytes) -> bytes:
    """Whether a mnemonic is valid, and which of its words are wrong and what they may have been."""
    request = parse(mnemonic_pb2.ValidateMnemonicRequest, body)
    if not request.mnemonic:
        raise required("mnemonic", "12 to 24 words")
    size = len(request.mnemonic.encode())
    if size > _MOST_BYTES:
        raise Refusal("LIMIT_EXCEEDED", "mnemonic", f"{size} bytes (expected: at most {_MOST_BYTES})")
    if not 0 <= request.language <= len(LANGUAGES):
        raise unknown_value("language", request.language, "turnout.keys.v1.Language")
    words = split_words(request.mnemonic)
    language = request.language or detect_language(words)
    response = mnemonic_pb2.ValidateMnemonicResponse(language=language, word_count=len(words))  # type: ignore[arg-type]
    known = word_list(language).indexes
    for position, word in enumerate(words, 1):
        if word not in known:
            response.unknown_words.add(position=position, suggestions=suggestions(word, language))
    if len(words) not in WORD_COUNTS:
        response.problem = mnemonic_pb2.MNEMONIC_PROBLEM_WORD_COUNT
    elif response.unknown_words:
        response.problem = mnemonic_pb2.MNEMONIC_PROBLEM_UNKNOWN_WORD
    elif not has_good_checksum(words, language):
        response.problem = mnemonic_pb2.MNEMONIC_PROBLEM_CHECKSUM
    else:
        response.valid = True
    return response.SerializeToString()
