"""The private keys that a signer has. They go into no message, log or cache."""

from __future__ import annotations

from typing import NamedTuple

from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.keys.extended_key import DEEPEST, ExtendedKey, child
from turnout_sidecar.psbt.fields import Origin, read_origin, read_tap_origin
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.types import In

MOST_STEPS = 10_000


class Pair(NamedTuple):
    """A private key, 32 bytes, and its public one in the form that it signs for."""

    private: bytes
    public: bytes

    def __repr__(self) -> str:
        return f"Pair({self.public.hex()})"


class TooManyStepsError(ValueError):
    """More derivation steps than one request may ask for."""


class KeyRing:
    """Keys by HASH160 of the public key and by its x. Belongs to one call."""

    def __init__(self, pairs: list[Pair], extended: list[ExtendedKey]) -> None:
        self._by_hash: dict[bytes, Pair] = {}
        self._by_x: dict[bytes, Pair] = {}
        self._extended = extended
        for pair in pairs:
            self._add(pair)

    def __repr__(self) -> str:
        return f"KeyRing({len(self._by_hash)} keys)"

    def by_hash(self, key_hash: bytes) -> Pair | None:
        """The key whose public one has this HASH160."""
        return self._by_hash.get(key_hash)

    def by_x(self, x: bytes) -> Pair | None:
        """The key whose public one has this x coordinate."""
        return self._by_x.get(x)

    def derive(self, psbt: Psbt) -> None:
        """Adds what the extended keys give for the key origins of the inputs. Raises TooManyStepsError."""
        roots: dict[bytes, list[ExtendedKey]] = {}
        for key in self._extended:
            roots.setdefault(key.fingerprint, []).append(key)
        wanted = [named for named in _origins(psbt) if named[1].fingerprint in roots]
        if sum(len(origin.path) for _, origin in wanted) > MOST_STEPS:
            raise TooManyStepsError
        known: dict[tuple[bytes, tuple[int, ...]], ExtendedKey | None] = {}
        for public, origin in wanted:
            for root in roots[origin.fingerprint]:
                found = _descend(root, origin.path, known)
                if found is not None and public in (found.public, found.public[1:]):
                    self._add(Pair(found.private, found.public))
                    break

    def _add(self, pair: Pair) -> None:
        self._by_hash.setdefault(hash160(pair.public), pair)
        self._by_x.setdefault(pair.public[1:33], pair)


def _origins(psbt: Psbt) -> list[tuple[bytes, Origin]]:
    """Public keys, x only for taproot's, with their origins."""
    found = []
    for records in psbt.inputs:
        for key, value in records.items():
            if key[0] == In.BIP32_DERIVATION:
                found.append((key[1:], read_origin(value)))
            elif key[0] == In.TAP_BIP32_DERIVATION:
                found.append((key[1:], read_tap_origin(value)[1]))
    return found


def _descend(
    root: ExtendedKey, path: tuple[int, ...], known: dict[tuple[bytes, tuple[int, ...]], ExtendedKey | None]
) -> ExtendedKey | None:
    """The descendant; steps that paths share are made once."""
    if root.depth + len(path) > DEEPEST:
        return None
    reached: ExtendedKey | None = root
    for length in range(1, len(path) + 1):
        place = (root.private + root.chain_code, path[:length])
        if place not in known:
            known[place] = None if reached is None else child(reached, path[length - 1])
        reached = known[place]
    return reached
