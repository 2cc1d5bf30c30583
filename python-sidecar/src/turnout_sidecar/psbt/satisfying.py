"""How signatures, keys and scripts make a scriptSig and a witness. Source: Core's sign.cpp, ProduceSignature.

Forms: P2PK, P2PKH, multisig (each bare, in P2SH, in P2WSH), P2WPKH, taproot key paths, tapscripts of one key and
multi_a.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from turnout_sidecar.codec.hashes import hash160, ripemd160
from turnout_sidecar.psbt.facts import TAPSCRIPT, Facts, TapScript
from turnout_sidecar.psbt.model import write_stack
from turnout_sidecar.psbt.musig import key_path_signature, leaf_signature
from turnout_sidecar.psbt.pushing import push_all
from turnout_sidecar.psbt.tapscripts import keys_of
from turnout_sidecar.script.solver import ScriptType, solve

# A low-R signature with its hash type, as Core's size estimate counts it; and BIP340's without one.
_DUMMY_SIGNATURE = bytes.fromhex("3044022000") + bytes(31) + bytes.fromhex("022000") + bytes(31) + b"\x01"
_DUMMY_SCHNORR = bytes(64)


# Hash type and hash that a taproot input signs, for a leaf hash or, empty, the key path; None where it cannot.
Digest = Callable[[bytes], tuple[int, bytes] | None]


@dataclass
class Satisfaction:
    """What came out: whether it is whole, and what was missed on the way."""

    solved: bool = False
    uses_witness: bool = False
    script_sig: bytes = b""
    witness: list[bytes] = field(default_factory=list)
    missing_public_keys: list[bytes] = field(default_factory=list)
    missing_signatures: list[bytes] = field(default_factory=list)
    missing_redeem_script: bytes = b""
    missing_witness_script: bytes = b""


class _Satisfier:
    def __init__(self, facts: Facts, dummy: bool, digest: Digest | None) -> None:
        self._facts = facts
        self._digest = digest
        self._dummy = dummy
        self.result = Satisfaction()

    def run(self, script: bytes) -> None:
        result = self.result
        solution = solve(script)
        redeem: bytes | None = None
        if solution.type is ScriptType.SCRIPTHASH:
            redeem = self._facts.script_of(solution.data)
            if redeem is None:
                result.missing_redeem_script = solution.data
                return
            solution = solve(redeem)
        stack: list[bytes] = []
        match solution.type:
            case ScriptType.WITNESS_V0_KEYHASH:
                result.uses_witness = True
                result.solved = self._key_hash(solution.data, result.witness, compressed_only=True)
            case ScriptType.WITNESS_V0_SCRIPTHASH:
                result.solved = self._witness_script(solution.data)
            case ScriptType.WITNESS_V1_TAPROOT:
                if redeem is None:
                    result.uses_witness = True
                    result.solved = self._taproot(solution.data)
            case ScriptType.ANCHOR:
                result.solved = True
            case _:
                result.solved = self._step(redeem if redeem is not None else script, stack, compressed_only=False)
        if redeem is not None:
            stack.append(redeem)
        result.script_sig = push_all(stack)

    def _step(self, script: bytes, stack: list[bytes], *, compressed_only: bool) -> bool:
        solution = solve(script)
        match solution.type:
            case ScriptType.PUBKEY:
                return self._sign(solution.data, stack, compressed_only)
            case ScriptType.PUBKEYHASH:
                return self._key_hash(solution.data, stack, compressed_only=compressed_only)
            case ScriptType.MULTISIG:
                found: list[bytes] = []
                for key in solution.keys:
                    self._sign(key, found, compressed_only)
                chosen = found[: solution.required]
                stack += [b"", *chosen, *[b""] * (solution.required - len(chosen))]
                return len(chosen) == solution.required
            case _:
                return False

    def _key_hash(self, key_hash: bytes, stack: list[bytes], *, compressed_only: bool) -> bool:
        key = self._facts.public_keys.get(key_hash)
        if key is None:
            self.result.missing_public_keys.append(key_hash)
            return False
        if not self._sign(key, stack, compressed_only):
            return False
        stack.append(key)
        return True

    def _sign(self, key: bytes, stack: list[bytes], compressed_only: bool) -> bool:
        key_hash = hash160(key)
        signature = self._facts.signatures.get(key_hash)
        if signature is None and self._dummy and not (compressed_only and len(key) != 33):
            signature = _DUMMY_SIGNATURE
        if signature is None:
            self.result.missing_signatures.append(key_hash)
            return False
        stack.append(signature)
        return True

    def _witness_script(self, script_hash: bytes) -> bool:
        result = self.result
        script = self._facts.script_of(ripemd160(script_hash))
        if script is None or sha256(script).digest() != script_hash:
            result.missing_witness_script = script_hash
            return False
        result.uses_witness = True
        solved = self._step(script, result.witness, compressed_only=True)
        result.witness.append(script)
        return solved

    def _taproot(self, output_key: bytes) -> bool:
        result = self.result
        signature = self._facts.tap_key_signature or (_DUMMY_SCHNORR if self._dummy else b"")
        signature = signature or self._musig(b"", lambda message: key_path_signature(self._facts, output_key, message))
        if signature:
            result.witness = [signature]
            return True
        smallest = 0
        for leaf in self._facts.tap_scripts:
            stack = self._leaf(leaf)
            size = len(write_stack(stack)) if stack else 0
            if stack and (not smallest or size < smallest):
                result.witness, smallest = stack, size
        return smallest > 0

    def _leaf_signature(self, key: bytes, leaf_hash: bytes) -> bytes:
        own = self._facts.tap_signatures.get(key + leaf_hash)
        return own or self._musig(leaf_hash, lambda message: leaf_signature(self._facts, key, leaf_hash, message))

    def _musig(self, leaf_hash: bytes, signature_of: Callable[[bytes], bytes]) -> bytes:
        if self._digest is None or not self._facts.musig_parts:
            return b""
        asked = self._digest(leaf_hash)
        if asked is None:
            return b""
        hash_type, message = asked
        signature = signature_of(message)
        return signature + bytes((hash_type,)) if signature and hash_type else signature

    def _leaf(self, leaf: TapScript) -> list[bytes]:
        """The witness of a script path; empty where signatures are missing."""
        asked = keys_of(leaf.script) if leaf.version == TAPSCRIPT else None
        if asked is None:
            return []
        leaf_hash = leaf.leaf_hash
        left = asked.required
        stack = []
        # The last keys that have signed are taken, as Core's miniscript satisfier does.
        for key in reversed(asked.keys):
            signature = self._leaf_signature(key, leaf_hash) if left else b""
            left -= bool(signature)
            stack.append(signature)
        return [] if left else [*stack, leaf.script, leaf.control_block]


def satisfy(facts: Facts, *, dummy: bool = False, digest: Digest | None = None) -> Satisfaction:
    """The scriptSig and witness that an input's facts make; with `dummy` as if every signature were there.

    Without `digest` MuSig2's partial signatures are not put together.
    """
    satisfier = _Satisfier(facts, dummy, digest)
    if facts.spent is not None:
        satisfier.run(facts.spent.script)
    return satisfier.result
