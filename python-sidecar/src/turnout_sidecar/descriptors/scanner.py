"""A descriptor's text and how far it was read."""

from __future__ import annotations

import re

from turnout_sidecar.descriptors.problem import invalid

_WORD = re.compile(r"[^(){},]*")


class Scanner:
    """Reads from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        """Whether all was read."""
        return self._at == len(self._text)

    def take(self, expected: str) -> bool:
        """Whether this comes next; moves over it then."""
        if not self._text.startswith(expected, self._at):
            return False
        self._at += len(expected)
        return True

    def expect(self, expected: str) -> None:
        """Moves over what must come next."""
        if not self.take(expected):
            raise invalid(f"{expected} is missing at character {self._at}")

    def word(self) -> str:
        """Everything up to the next bracket, brace or comma."""
        match = _WORD.match(self._text, self._at)
        assert match is not None  # it matches nothing, too
        self._at = match.end()
        return match[0]
