"""What stands behind a key: its steps (BIP380), one of which may have alternatives (BIP389)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from turnout_sidecar.descriptors.problem import DescriptorError, invalid
from turnout_sidecar.keys.extended_key import HARDENED

MOST_ALTERNATIVES = 32
_STEP = re.compile(r"0*([0-9]{1,10})(['h]?)", re.ASCII)
_WILDCARDS = {"*": "", "*'": "'", "*h": "h"}


@dataclass(frozen=True, slots=True)
class Path:
    """Steps carry the hardened bit; `choices` replace the step at `multipath_at` (-1: none).

    `wildcard` is None without one, else its hardened mark or empty; `mark` is the last hardened mark, empty without.
    """

    steps: tuple[int, ...] = ()
    multipath_at: int = -1
    choices: tuple[int, ...] = ()
    wildcard: str | None = None
    mark: str = ""

    @property
    def alternatives(self) -> int:
        """1 without a multipath specifier."""
        return len(self.choices) or 1

    @property
    def has_hardened(self) -> bool:
        """Whether a step, an alternative or the wildcard is."""
        return bool(self.wildcard) or any(step >= HARDENED for step in (*self.steps, *self.choices))

    def chosen(self, alternative: int) -> tuple[int, ...]:
        """The steps of one alternative, without the wildcard."""
        if self.multipath_at < 0:
            return self.steps
        at = self.multipath_at
        return (*self.steps[:at], self.choices[alternative], *self.steps[at + 1 :])

    def text(self, alternative: int, mark: str) -> str:
        """One alternative as Core writes it, every hardened step with the given mark."""
        end = "" if self.wildcard is None else "/*" + (mark if self.wildcard else "")
        return steps_text(self.chosen(alternative), mark) + end


NO_PATH = Path()


def steps_text(steps: tuple[int, ...], mark: str) -> str:
    """Steps with a slash before each."""
    return "".join([f"/{step - HARDENED}{mark}" if step >= HARDENED else f"/{step}" for step in steps])


def read_step(text: str) -> tuple[int, str]:
    """One child number and its hardened mark; leading zeros are allowed, as in Core."""
    match = _STEP.fullmatch(text)
    if match is None or int(match[1]) >= HARDENED:
        raise invalid("a path's step is not a number below 2^31")
    return int(match[1]) + (HARDENED if match[2] else 0), match[2]


def read_steps(parts: list[str]) -> tuple[tuple[int, ...], str]:
    """Steps and the last of their marks."""
    mark = ""
    steps = []
    for part in parts:
        step, own = read_step(part)
        steps.append(step)
        mark = own or mark
    return tuple(steps), mark


def read_path(parts: list[str]) -> Path:
    """The path of a key, split at its slashes, the key itself left out."""
    wildcard = _WILDCARDS.get(parts[-1]) if parts else None
    if wildcard is not None:
        parts = parts[:-1]
    steps: list[int] = []
    at, choices, mark = -1, (), ""  # type: int, tuple[int, ...], str
    for index, part in enumerate(parts):
        if part[:1] == "<" and part[-1:] == ">":
            if at >= 0:
                raise invalid("a key has two multipath specifiers")
            at = index
            choices, own = _read_choices(part[1:-1].split(";"))
            steps.append(0)
        else:
            step, own = read_step(part)
            steps.append(step)
        mark = own or mark
    return Path(tuple(steps), at, choices, wildcard, wildcard or mark)


def _read_choices(parts: list[str]) -> tuple[tuple[int, ...], str]:
    if len(parts) < 2:
        raise invalid("a multipath specifier has less than two alternatives")
    if len(parts) > MOST_ALTERNATIVES:
        raise DescriptorError("LIMIT_EXCEEDED", "a multipath specifier has more than 32 alternatives")
    choices, mark = read_steps(parts)
    if len(set(choices)) < len(choices):
        raise invalid("a multipath specifier names a step twice")
    return choices, mark
