"""The twelve word lists of BIP39 and of trezor's reference implementation, in NFKD."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from turnout_sidecar.btclib_door import read_words

# In the order of turnout.keys.v1.Language, which starts with 1.
LANGUAGES = (
    "english",
    "japanese",
    "korean",
    "spanish",
    "chinese_simplified",
    "chinese_traditional",
    "french",
    "italian",
    "czech",
    "portuguese",
    "russian",
    "turkish",
)


@dataclass(frozen=True, slots=True)
class WordList:
    """`indexes` gives each word's place in `words`."""

    words: tuple[str, ...]
    indexes: dict[str, int]


@cache
def word_list(language: int) -> WordList:
    """The list of a language's number; read once, when first asked for."""
    words = tuple(normalize("NFKD", word) for word in read_words(LANGUAGES[language - 1]))
    return WordList(words, {word: index for index, word in enumerate(words)})


@cache
def _words_without_one(language: int) -> dict[tuple[int, str], list[int]]:
    """Places of words by (position, the word without the code point there)."""
    shortened: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, word in enumerate(word_list(language).words):
        for position in range(len(word)):
            shortened[position, word[:position] + word[position + 1 :]].append(index)
    return shortened


def suggestions(word: str, language: int) -> list[str]:
    """Words of the list one edit away: insertion, deletion, substitution or swap of neighbours; in list order."""
    words = word_list(language)
    shortened = _words_without_one(language)
    found: set[int] = set()
    for position in range(len(word) + 1):
        found.update(shortened.get((position, word), ()))
    for position in range(len(word)):
        rest = word[:position] + word[position + 1 :]
        found.update(shortened.get((position, rest), ()))
        swapped = word[:position] + word[position + 1 : position + 2] + word[position] + word[position + 2 :]
        found.update(words.indexes[near] for near in (rest, swapped) if near in words.indexes)
    return [words.words[index] for index in sorted(found)]
