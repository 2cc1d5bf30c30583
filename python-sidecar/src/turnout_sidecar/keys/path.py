"""Derivation paths as text."""

from __future__ import annotations

import re

from turnout_sidecar.keys.extended_key import HARDENED

MOST_STEPS = 255
_STEP = re.compile(r"([0-9]+)([hH']?)", re.ASCII)
# Ten digits hold every index; longer ones are only leading zeros, or too large.
_LONGEST_STEP = 10


def read_path(text: str) -> list[int] | None:
    """Child numbers from the top, the hardened bit set where `h`, `H` or `'` stands; None for what is no path."""
    if text in ("", "m"):
        return []
    if text.startswith("m/"):
        text = text[2:]
    elif text.startswith("/"):
        text = text[1:]
    steps = text.split("/")
    if len(steps) > MOST_STEPS:
        return None
    numbers = []
    for step in steps:
        match = _STEP.fullmatch(step)
        if match is None:
            return None
        digits = match[1].lstrip("0") or "0"
        if len(digits) > _LONGEST_STEP or int(digits) >= HARDENED:
            return None
        numbers.append(int(digits) + (HARDENED if match[2] else 0))
    return numbers
