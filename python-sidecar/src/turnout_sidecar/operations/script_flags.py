"""The contract's script flags."""

from __future__ import annotations

from collections.abc import Iterable

from turnout_sidecar.btclib_interpreter import FLAG_COUNT, ScriptFlag, flags_of
from turnout_sidecar.refusal import unknown_value


def read_flags(numbers: Iterable[int]) -> ScriptFlag:
    """The rules that a request names."""
    numbers = list(numbers)
    for place, number in enumerate(numbers):
        if not 1 <= number <= FLAG_COUNT:
            raise unknown_value(f"flags[{place}]", number, "ScriptFlag")
    return flags_of(numbers)
