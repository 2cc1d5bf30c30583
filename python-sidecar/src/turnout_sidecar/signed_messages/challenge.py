"""An address that a message is to be signed for, and what of script and keys fits it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256

from turnout_sidecar.btclib_door import taproot_output_key
from turnout_sidecar.codec.hashes import hash160, tagged_hash
from turnout_sidecar.keys.wif import WifKey
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.solver import ScriptType, Solution, solve

# Core's MAX_SCRIPT_ELEMENT_SIZE: a longer redeem script cannot be pushed.
_LONGEST_REDEEM_SCRIPT = 520


class Kind(Enum):
    """The value is the first header byte of a compressed key's signature by BIP137; 0 and below where there is none."""

    P2PKH = 31
    P2SH_P2WPKH = 35
    P2WPKH = 39
    P2TR = 0
    P2SH_MULTISIG = -1
    P2WSH_MULTISIG = -2
    P2SH_P2WSH_MULTISIG = -3

    @property
    def has_one_key(self) -> bool:
        """Else a multisig script says how many."""
        return self.value >= 0

    @property
    def is_native_segwit(self) -> bool:
        """Whether a witness is all that satisfies it."""
        return self in (Kind.P2WPKH, Kind.P2TR, Kind.P2WSH_MULTISIG)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`public` is the key as the script has it."""

    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class Challenge:
    """`script` is a multisig's, else empty; `keys` are those that sign, in its order."""

    kind: Kind
    script_pub_key: bytes
    script: bytes
    keys: list[SigningKey]


def challenge_of(script_pub_key: bytes, solution: Solution, script: bytes, keys: list[WifKey]) -> Challenge:
    """Refuses a script that does not belong to the address, then keys that do not."""
    kind = _kind(solution, script)
    chosen = [_single(kind, solution.data, keys)] if kind.has_one_key else _chosen(kind, script, keys)
    return Challenge(kind, script_pub_key, script, chosen)


def _kind(solution: Solution, script: bytes) -> Kind:
    if solution.type is ScriptType.WITNESS_V0_SCRIPTHASH:
        if not script:
            raise required("script", "the witness script")
        return _multisig(Kind.P2WSH_MULTISIG, script, fits=sha256(script).digest() == solution.data)
    if not script:
        return {
            ScriptType.PUBKEYHASH: Kind.P2PKH,
            ScriptType.WITNESS_V0_KEYHASH: Kind.P2WPKH,
            ScriptType.WITNESS_V1_TAPROOT: Kind.P2TR,
            ScriptType.SCRIPTHASH: Kind.P2SH_P2WPKH,
        }[solution.type]
    if solution.type is not ScriptType.SCRIPTHASH:
        raise _other_script("the address has none behind it")
    if hash160(script) == solution.data:
        return _multisig(Kind.P2SH_MULTISIG, script, fits=len(script) <= _LONGEST_REDEEM_SCRIPT)
    program = b"\x00\x20" + sha256(script).digest()
    return _multisig(Kind.P2SH_P2WSH_MULTISIG, script, fits=hash160(program) == solution.data)


def _multisig(kind: Kind, script: bytes, *, fits: bool) -> Kind:
    if not fits:
        raise _other_script("does not stand behind the address, or can never be spent")
    if solve(script).type is not ScriptType.MULTISIG:
        raise _other_script("not multisig")
    return kind


def _single(kind: Kind, expected: bytes, keys: list[WifKey]) -> SigningKey:
    key = keys[0]
    if len(keys) > 1:
        raise _other_keys("one key signs for this address")
    if not key.is_compressed and kind is not Kind.P2PKH:
        raise _other_keys("segwit has compressed keys only")
    public = key.public_key
    match kind:
        case Kind.P2TR:
            fits = taproot_output_key(public[1:], tagged_hash("TapTweak", public[1:])) == expected
        case Kind.P2SH_P2WPKH:
            fits = hash160(b"\x00\x14" + hash160(public)) == expected
        case _:
            fits = hash160(public) == expected
    if not fits:
        raise _other_keys("not the key of the address")
    return SigningKey(key.key, public)


def _chosen(kind: Kind, script: bytes, keys: list[WifKey]) -> list[SigningKey]:
    """Those that come first in the script; every given key must be in it."""
    solution = solve(script)
    given = {}
    for key in keys:
        public = key.public_key
        if (not key.is_compressed and kind is not Kind.P2SH_MULTISIG) or public not in solution.keys:
            raise _other_keys("not a key of the script")
        given[public] = key.key
    chosen = [SigningKey(given[public], public) for public in solution.keys if public in given]
    if len(chosen) < solution.required:
        raise _other_keys(f"{len(chosen)} of {solution.required} keys that the script needs")
    return chosen[: solution.required]


def _other_script(message: str) -> Refusal:
    return Refusal("SCRIPT_MISMATCH", "script", message)


def _other_keys(message: str) -> Refusal:
    return Refusal("KEY_MISMATCH", "private_keys", message)
