from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from turnout.keys.v1 import mnemonic_pb2

from tests import corpus
from turnout_sidecar.keys.word_lists import LANGUAGES, suggestions, word_list
from turnout_sidecar.operations.generate_mnemonic import generate_mnemonic
from turnout_sidecar.operations.mnemonic_to_seed import mnemonic_to_seed
from turnout_sidecar.operations.validate_mnemonic import validate_mnemonic
from turnout_sidecar.refusal import Refusal

GOOD = "abandon " * 11 + "about"


def validate(mnemonic: str, language: int = 0) -> mnemonic_pb2.ValidateMnemonicResponse:
    request = mnemonic_pb2.ValidateMnemonicRequest(
        mnemonic=mnemonic, language=mnemonic_pb2.Language.ValueType(language)
    )
    return mnemonic_pb2.ValidateMnemonicResponse.FromString(validate_mnemonic(request.SerializeToString()))


def test_takes_every_vector_in_every_language() -> None:
    count = 0
    for name, vectors in corpus.load("mnemonic/vectors.json").items():
        language = mnemonic_pb2.Language.Value(f"LANGUAGE_{name.upper()}")
        for _, mnemonic, *_ in vectors:
            for spelling in (mnemonic, normalize("NFC", mnemonic), normalize("NFKD", mnemonic)):
                response = validate(spelling, language)
                assert response.valid
                assert response.problem == mnemonic_pb2.MNEMONIC_PROBLEM_UNSPECIFIED
                # Four Chinese vectors are valid in both scripts, and the first of the enum wins.
                detected = validate(spelling).language
                assert detected == language or (detected, language) == (5, 6)
            count += 1
    assert count == 288


def test_the_lists_are_2048_words_without_doubles() -> None:
    for language in range(1, len(LANGUAGES) + 1):
        assert len(word_list(language).indexes) == len(word_list(language).words) == 2048


def test_names_a_wrong_word_and_what_it_may_have_been() -> None:
    response = validate(GOOD.replace("abandon", "abandno", 1).replace("about", "aboutt"))

    assert response.problem == mnemonic_pb2.MNEMONIC_PROBLEM_UNKNOWN_WORD
    assert response.language == mnemonic_pb2.LANGUAGE_ENGLISH
    assert [(word.position, list(word.suggestions)) for word in response.unknown_words] == [
        (1, ["abandon"]),
        (12, ["about"]),
    ]


def test_word_count_comes_before_unknown_words() -> None:
    response = validate("abandon xyzzy")

    assert response.problem == mnemonic_pb2.MNEMONIC_PROBLEM_WORD_COUNT
    assert (response.word_count, [word.position for word in response.unknown_words]) == (2, [2])


def test_names_a_wrong_checksum() -> None:
    assert validate("abandon " * 12).problem == mnemonic_pb2.MNEMONIC_PROBLEM_CHECKSUM


def test_keeps_case_and_splits_at_any_blank() -> None:
    assert validate(GOOD.replace(" ", "\u2003\n")).valid
    assert validate(GOOD.upper()).problem == mnemonic_pb2.MNEMONIC_PROBLEM_UNKNOWN_WORD


def test_blanks_alone_are_no_words() -> None:
    response = validate(" \u3000")

    assert (response.word_count, response.language) == (0, mnemonic_pb2.LANGUAGE_ENGLISH)
    assert response.problem == mnemonic_pb2.MNEMONIC_PROBLEM_WORD_COUNT


def one_edit_apart(left: str, right: str) -> bool:
    """The definition, slowly."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    if len(left) == len(right):
        places = [index for index in range(len(left)) if left[index] != right[index]]
        if len(places) == 1:
            return True
        return (
            len(places) == 2
            and places[1] == places[0] + 1
            and left[places[0]] == right[places[1]]
            and left[places[1]] == right[places[0]]
        )
    short, long = sorted((left, right), key=len)
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


@pytest.mark.parametrize("word", ["abandno", "bandon", "zo", "a", "x", "acct", "wodo", "lady's", "zooo"])
def test_suggests_exactly_the_words_one_edit_apart(word: str) -> None:
    assert suggestions(word, 1) == [known for known in word_list(1).words if one_edit_apart(word, known)]


@pytest.mark.parametrize(
    ("reason", "field", "mnemonic", "language"),
    [
        ("FIELD_REQUIRED", "mnemonic", "", 99),
        ("LIMIT_EXCEEDED", "mnemonic", "é" * 513, 99),
        ("FIELD_UNKNOWN_VALUE", "language", GOOD, 13),
        ("FIELD_UNKNOWN_VALUE", "language", GOOD, -1),
    ],
)
def test_refuses_the_first_bad_field(reason: str, field: str, mnemonic: str, language: int) -> None:
    with pytest.raises(Refusal) as refused:
        validate(mnemonic, language)

    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert mnemonic == "" or mnemonic not in str(refused.value)


def generate(entropy: bytes, language: int) -> str:
    request = mnemonic_pb2.GenerateMnemonicRequest(entropy=entropy, language=mnemonic_pb2.Language.ValueType(language))
    return mnemonic_pb2.GenerateMnemonicResponse.FromString(generate_mnemonic(request.SerializeToString())).mnemonic


def to_seed(**fields: Any) -> mnemonic_pb2.MnemonicToSeedResponse:
    request = mnemonic_pb2.MnemonicToSeedRequest(**fields)
    return mnemonic_pb2.MnemonicToSeedResponse.FromString(mnemonic_to_seed(request.SerializeToString()))


def test_generates_every_mnemonic_and_its_seed() -> None:
    count = 0
    for name, vectors in corpus.load("mnemonic/vectors.json").items():
        language = mnemonic_pb2.Language.Value(f"LANGUAGE_{name.upper()}")
        for entropy, mnemonic, seed, _ in vectors:
            assert generate(bytes.fromhex(entropy), language) == mnemonic
            assert to_seed(mnemonic=mnemonic, passphrase="TREZOR", language=language).seed.hex() == seed
            count += 1
    assert count == 288


def test_the_passphrase_is_normalised_and_the_blanks_between_words_are_not_hashed() -> None:
    composed = to_seed(mnemonic=GOOD, passphrase="\u00e4").seed
    assert composed == to_seed(mnemonic=GOOD.replace(" ", " \n "), passphrase="a\u0308").seed
    assert composed != to_seed(mnemonic=GOOD).seed


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({}, "FIELD_REQUIRED", "mnemonic"),
        ({"mnemonic": "a" * 1025}, "LIMIT_EXCEEDED", "mnemonic"),
        ({"mnemonic": "abandon " * 12, "language": 13}, "MNEMONIC_INVALID", "mnemonic"),
        ({"mnemonic": GOOD, "language": 2}, "MNEMONIC_INVALID", "mnemonic"),
        ({"mnemonic": GOOD, "passphrase": "a" * 1025, "language": 13}, "LIMIT_EXCEEDED", "passphrase"),
        ({"mnemonic": GOOD, "language": 13}, "FIELD_UNKNOWN_VALUE", "language"),
    ],
)
def test_gives_no_seed_for_what_is_no_mnemonic(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        to_seed(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert "abandon" not in str(refused.value)


@pytest.mark.parametrize(
    ("entropy", "language", "reason", "field"),
    [
        (b"", 1, "FIELD_REQUIRED", "entropy"),
        (bytes(17), 1, "ENTROPY_INVALID", "entropy"),
        (bytes(36), 1, "ENTROPY_INVALID", "entropy"),
        (bytes(16), 0, "FIELD_REQUIRED", "language"),
        (bytes(16), 13, "FIELD_UNKNOWN_VALUE", "language"),
    ],
)
def test_generates_of_five_sizes_only(entropy: bytes, language: int, reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        generate(entropy, language)
    assert (refused.value.reason, refused.value.field) == (reason, field)
