"""What a descriptor says, as it is nested in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from turnout_sidecar.descriptors.key import KeyExpression


@dataclass(frozen=True, slots=True)
class Function:
    """`name` of one key: pk, pkh, wpkh, combo, rawtr, or tr without scripts. `x_only` inside tr()."""

    name: str
    key: KeyExpression
    x_only: bool = False

    def text(self, alternative: int) -> str:
        """The canonical form."""
        return f"{self.name}({self.key.text(alternative)})"

    def key_expressions(self) -> Iterator[KeyExpression]:
        """In the order of the text."""
        yield self.key


@dataclass(frozen=True, slots=True)
class Multi:
    """multi, sortedmulti, and with `x_only` multi_a and sortedmulti_a."""

    name: str
    threshold: int
    listed: tuple[KeyExpression, ...]
    x_only: bool

    @property
    def is_sorted(self) -> bool:
        """Whether the script has the keys in the order of their bytes."""
        return self.name.startswith("sorted")

    def text(self, alternative: int) -> str:
        """The canonical form."""
        return f"{self.name}({self.threshold},{','.join([key.text(alternative) for key in self.listed])})"

    def key_expressions(self) -> Iterator[KeyExpression]:
        """In the order of the text."""
        yield from self.listed


@dataclass(frozen=True, slots=True)
class Wrapped:
    """sh() or wsh() around a script."""

    name: str
    inside: Expression

    def text(self, alternative: int) -> str:
        """The canonical form."""
        return f"{self.name}({self.inside.text(alternative)})"

    def key_expressions(self) -> Iterator[KeyExpression]:
        """In the order of the text."""
        yield from self.inside.key_expressions()


@dataclass(frozen=True, slots=True)
class Tree:
    """tr() with scripts, depth first, each with its depth (0 where it is alone)."""

    key: KeyExpression
    leaves: tuple[tuple[int, Expression], ...]

    def text(self, alternative: int) -> str:
        """The canonical form."""
        # A left branch waits at its depth for the right one.
        waiting: list[tuple[int, str]] = []
        for depth, leaf in self.leaves:
            text = leaf.text(alternative)
            while waiting and waiting[-1][0] == depth:
                text = f"{{{waiting.pop()[1]},{text}}}"
                depth -= 1
            waiting.append((depth, text))
        return f"tr({self.key.text(alternative)},{waiting[0][1]})"

    def key_expressions(self) -> Iterator[KeyExpression]:
        """In the order of the text."""
        yield self.key
        for _, leaf in self.leaves:
            yield from leaf.key_expressions()


@dataclass(frozen=True, slots=True)
class Fixed:
    """addr() or raw(): `argument` is the canonical address or hex."""

    name: str
    argument: str
    script: bytes

    def text(self, alternative: int) -> str:
        """The canonical form."""
        return f"{self.name}({self.argument})"

    def key_expressions(self) -> Iterator[KeyExpression]:
        """None."""
        return iter(())


Expression = Function | Multi | Wrapped | Tree | Fixed
