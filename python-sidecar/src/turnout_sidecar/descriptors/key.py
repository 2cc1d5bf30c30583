"""Keys of a descriptor (BIP380, 390), and how they derive."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from turnout_sidecar.btclib_door import add_to_public_key
from turnout_sidecar.descriptors.musig import CHAIN_CODE, aggregate
from turnout_sidecar.descriptors.path import Path, steps_text
from turnout_sidecar.descriptors.problem import DescriptorError
from turnout_sidecar.keys.extended_key import DEEPEST, HARDENED, ExtendedKey, child
from turnout_sidecar.keys.versions import MAINNET

# The public key at an index, 33 or 65 bytes.
Source = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Origin:
    """BIP380's [fingerprint/path]: changes nothing but the text. `mark` is the last hardened mark of it."""

    fingerprint: str
    steps: tuple[int, ...]
    mark: str

    def text(self, mark: str) -> str:
        """With its brackets."""
        return f"[{self.fingerprint}{steps_text(self.steps, mark)}]"


@dataclass(frozen=True, slots=True)
class FixedKey:
    """A key in hex, or that of a WIF private key; with `x_only` it is written with 32 bytes."""

    origin: Origin | None
    public: bytes
    x_only: bool
    has_private: bool

    is_range = False
    alternatives = 1
    count = 1
    fixed_steps = 0

    def text(self, alternative: int) -> str:
        """The canonical form; never the private key."""
        origin = self.origin.text(self.origin.mark or "h") if self.origin else ""
        return origin + (self.public[1:] if self.x_only else self.public).hex()

    def source(self, alternative: int) -> Source:
        """The same key at all indexes."""
        return lambda _: self.public


@dataclass(frozen=True, slots=True)
class DerivedKey:
    """An extended key and its path; `public_text` is the key without its private half."""

    origin: Origin | None
    root: ExtendedKey = field(repr=False)
    public_text: str
    path: Path

    count = 1

    @property
    def has_private(self) -> bool:
        """Whether it is an extended private key."""
        return bool(self.root.private)

    @property
    def is_range(self) -> bool:
        """Whether it ends in a wildcard."""
        return self.path.wildcard is not None

    @property
    def alternatives(self) -> int:
        """1 without a multipath specifier."""
        return self.path.alternatives

    @property
    def fixed_steps(self) -> int:
        """Steps before the wildcard."""
        return len(self.path.steps)

    def text(self, alternative: int) -> str:
        """The canonical form: Core keeps one hardened mark for the whole expression, the last that it read."""
        mark = self.path.mark or (self.origin.mark if self.origin else "") or "h"
        return (self.origin.text(mark) if self.origin else "") + self.public_text + self.path.text(alternative, mark)

    def source(self, alternative: int) -> Source:
        """Walks the fixed steps; raises DescriptorError where that cannot be."""
        parent = self.root
        for step in self.path.chosen(alternative):
            parent = _child(parent, step)
        match self.path.wildcard:
            case None:
                return lambda _: parent.public
            case "":
                return lambda index: _public_child(parent, index)
            case _:
                return lambda index: _child(parent, index + HARDENED).public


@dataclass(frozen=True, slots=True)
class MusigKey:
    """musig(): the aggregate of its participants, or a key below that (BIP328)."""

    participants: tuple[FixedKey | DerivedKey, ...]
    path: Path

    @property
    def has_private(self) -> bool:
        """Whether a participant is a private key."""
        return any(key.has_private for key in self.participants)

    @property
    def is_range(self) -> bool:
        """Whether there is a wildcard, behind it or within."""
        return self.path.wildcard is not None or any(key.is_range for key in self.participants)

    @property
    def alternatives(self) -> int:
        """Its own, or those of its participants."""
        return max(self.path.alternatives, *(key.alternatives for key in self.participants))

    @property
    def count(self) -> int:
        """Participants count for themselves."""
        return len(self.participants)

    @property
    def fixed_steps(self) -> int:
        """Of the participants and behind the aggregate."""
        return len(self.path.steps) + sum(key.fixed_steps for key in self.participants)

    def text(self, alternative: int) -> str:
        """The canonical form."""
        inside = ",".join(key.text(alternative) for key in self.participants)
        return f"musig({inside}){self.path.text(alternative, 'h')}"

    def source(self, alternative: int) -> Source:
        """Aggregates once where no participant has a wildcard."""
        sources = [key.source(alternative) for key in self.participants]
        if any(key.is_range for key in self.participants):
            return lambda index: _aggregate([source(index) for source in sources])
        public = _aggregate([source(0) for source in sources])
        if not self.path.steps and self.path.wildcard is None:
            return lambda _: public
        root = ExtendedKey(MAINNET, 0, bytes(4), 0, CHAIN_CODE, b"", public)
        return DerivedKey(None, root, "", self.path).source(alternative)


KeyExpression = FixedKey | DerivedKey | MusigKey


def _underivable() -> DescriptorError:
    return DescriptorError("CHILD_NOT_DERIVABLE", "a key on the way does not exist")


def _child(parent: ExtendedKey, number: int) -> ExtendedKey:
    if number >= HARDENED and not parent.private:
        raise DescriptorError("HARDENED_FROM_PUBLIC", "a hardened step needs the private key")
    reached = child(parent, number)
    if reached is None:
        raise _underivable()
    return reached


def _public_child(parent: ExtendedKey, index: int) -> bytes:
    """The key alone: what hangs on a child's place is not asked for here."""
    if parent.depth == DEEPEST:
        raise _underivable()
    tweak = hmac.digest(parent.chain_code, parent.public + index.to_bytes(4, "big"), "sha512")[:32]
    public = add_to_public_key(parent.public, tweak)
    if public is None:
        raise _underivable()
    return public


def _aggregate(keys: list[bytes]) -> bytes:
    public = aggregate(keys)
    if public is None:
        raise _underivable()
    return public
