"""What is right or wrong with a mnemonic (BIP39)."""

from __future__ import annotations

import re
from hashlib import pbkdf2_hmac, sha256
from unicodedata import normalize

from turnout_sidecar.keys.word_lists import LANGUAGES, word_list

WORD_COUNTS = (12, 15, 18, 21, 24)
# Unicode's White_Space; Python's own idea of a blank has four more characters.
_BLANKS = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def split_words(mnemonic: str) -> list[str]:
    """The words in NFKD."""
    return [normalize("NFKD", word) for word in _BLANKS.split(mnemonic) if word]


def has_good_checksum(words: list[str], language: int) -> bool:
    """Whether words that are all in the list end with the checksum of their entropy."""
    indexes = word_list(language).indexes
    number = 0
    for word in words:
        number = number << 11 | indexes[word]
    checksum_bits = len(words) * 11 // 33
    entropy = (number >> checksum_bits).to_bytes(checksum_bits * 4, "big")
    expected = sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return number & ((1 << checksum_bits) - 1) == expected


def is_valid(words: list[str], language: int) -> bool:
    """Count, words and checksum."""
    if len(words) not in WORD_COUNTS or any(word not in word_list(language).indexes for word in words):
        return False
    return has_good_checksum(words, language)


def detect_language(words: list[str]) -> int:
    """The first language that the words are valid in, else the first that knows the most of them."""
    languages = range(1, len(LANGUAGES) + 1)
    for language in languages:
        if is_valid(words, language):
            return language
    return max(languages, key=lambda language: sum(word in word_list(language).indexes for word in words))


def words_of(entropy: bytes, language: int) -> list[str]:
    """The words in NFKD for 16, 20, 24, 28 or 32 bytes of entropy."""
    words = word_list(language).words
    checksum_bits = len(entropy) // 4
    number = int.from_bytes(entropy, "big") << checksum_bits | sha256(entropy).digest()[0] >> (8 - checksum_bits)
    count = checksum_bits * 3
    return [words[number >> 11 * (count - 1 - position) & 0x7FF] for position in range(count)]


def seed_of(words: list[str], passphrase: str) -> bytes:
    """64 bytes: PBKDF2-HMAC-SHA512 of words in NFKD, whatever they are."""
    salt = "mnemonic" + normalize("NFKD", passphrase)
    return pbkdf2_hmac("sha512", " ".join(words).encode(), salt.encode(), 2048)
