"""The signer (BIP174, 370, 371): which input it signs with which keys, or why not."""

from __future__ import annotations

from enum import IntEnum
from hashlib import sha256
from typing import NamedTuple

from turnout_sidecar.btclib_door import (
    add_to_private_key,
    negate_private_key,
    public_key,
    sign_ecdsa,
    sign_schnorr,
    taproot_output_key,
)
from turnout_sidecar.codec.hashes import hash160, ripemd160, tagged_hash
from turnout_sidecar.codec.transaction import Output
from turnout_sidecar.psbt.control_block import proves
from turnout_sidecar.psbt.facts import TAPSCRIPT, Facts, facts_of
from turnout_sidecar.psbt.fields import read_output
from turnout_sidecar.psbt.key_ring import KeyRing, Pair
from turnout_sidecar.psbt.model import Psbt, write_output
from turnout_sidecar.psbt.pushing import push
from turnout_sidecar.psbt.sighash import Sighashes
from turnout_sidecar.psbt.tapscripts import keys_of
from turnout_sidecar.psbt.types import In
from turnout_sidecar.script.opcodes import CHECKSIG, DUP, EQUALVERIFY, HASH160
from turnout_sidecar.script.solver import ScriptType, Solution, solve
from turnout_sidecar.sighash.hash_type import ANYONE_CAN_PAY, SINGLE

DEFAULT, ALL = 0, 1
TYPES = frozenset({1, 2, 3, 0x81, 0x82, 0x83})
_NO_AUX = bytes(32)


class Reason(IntEnum):
    """Numbered as turnout.keys.v1.PsbtUnsignedReason."""

    FINAL = 1
    UTXO_MISSING = 2
    UTXO_MISMATCH = 3
    NON_WITNESS_UTXO_MISSING = 4
    SCRIPT_MISSING = 5
    SCRIPT_MISMATCH = 6
    SCRIPT_UNSUPPORTED = 7
    SIGHASH_NOT_ALLOWED = 8
    NO_KEY = 9
    SIGNED_ALREADY = 10


class UnsignedError(Exception):
    """Why an input got no signature."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


class Signed(NamedTuple):
    """One signature, and the record that carries it."""

    public_key: bytes
    leaf_hash: bytes
    hash_type: int
    key: bytes
    value: bytes


class Signer:
    """One PSBT and the keys for it. Belongs to one call."""

    def __init__(self, psbt: Psbt, ring: KeyRing, allowed: frozenset[int]) -> None:
        self._psbt = psbt
        self._ring = ring
        self._allowed = allowed
        self._facts = [facts_of(psbt, index) for index in range(len(psbt.inputs))]
        prevouts = [facts.spent for facts in self._facts]
        self._knows_all = all(prevout is not None for prevout in prevouts)
        self._hashes = Sighashes(psbt.transaction, prevouts)
        self._witnesses: set[int] = set()

    def sign(self, index: int) -> list[Signed]:
        """The signatures of one input, one at least. Raises UnsignedError."""
        facts = self._facts[index]
        if facts.is_final:
            raise UnsignedError(Reason.FINAL)
        if facts.spent is None:
            raise UnsignedError(Reason.UTXO_MISSING)
        witness_utxo = self._psbt.inputs[index].get(bytes((In.WITNESS_UTXO,)))
        if facts.proven and witness_utxo is not None and read_output(witness_utxo) != facts.spent:
            raise UnsignedError(Reason.UTXO_MISMATCH)
        solution = solve(facts.spent.script)
        if solution.type is ScriptType.WITNESS_V1_TAPROOT:
            return self._sign_taproot(index, facts, solution.data)
        return self._sign_ecdsa(index, facts, facts.spent, solution)

    def witness_utxo(self, index: int) -> bytes:
        """What a signed input's witness UTXO has to be; empty for one without witness."""
        spent = self._facts[index].spent
        return write_output(spent) if spent is not None and index in self._witnesses else b""

    def _sign_ecdsa(self, index: int, facts: Facts, spent: Output, solution: Solution) -> list[Signed]:
        code = spent.script
        if solution.type is ScriptType.SCRIPTHASH:
            code = _revealed(facts, solution.data, facts.redeem_script)
            solution = solve(code)
        is_witness = solution.type in (ScriptType.WITNESS_V0_KEYHASH, ScriptType.WITNESS_V0_SCRIPTHASH)
        if solution.type is ScriptType.WITNESS_V0_SCRIPTHASH:
            code = _revealed(facts, ripemd160(solution.data), facts.witness_script)
            if sha256(code).digest() != solution.data:
                raise UnsignedError(Reason.SCRIPT_MISMATCH)
            solution = solve(code)
            if solution.type is ScriptType.WITNESS_V0_KEYHASH:
                raise UnsignedError(Reason.SCRIPT_UNSUPPORTED)
        if not is_witness and not facts.proven:
            raise UnsignedError(Reason.NON_WITNESS_UTXO_MISSING)
        hashes = _key_hashes(solution)
        if solution.type is ScriptType.WITNESS_V0_KEYHASH:
            code = bytes((DUP, HASH160)) + push(solution.data) + bytes((EQUALVERIFY, CHECKSIG))
        hash_type = self._hash_type(index, facts, ALL)
        held = [pair for pair in map(self._ring.by_hash, hashes) if pair is not None]
        if is_witness:
            self._witnesses.add(index)
            held = [pair for pair in held if len(pair.public) == 33]
            digest = self._hashes.witness_v0(index, code, spent.value, hash_type)
        else:
            digest = self._hashes.legacy(index, code, hash_type)
        fresh = {pair.public: pair for pair in held if hash160(pair.public) not in facts.signatures}
        if not fresh:
            raise UnsignedError(Reason.SIGNED_ALREADY if held else Reason.NO_KEY)
        return [_ecdsa(pair, digest, hash_type) for pair in fresh.values()]

    def _sign_taproot(self, index: int, facts: Facts, output_key: bytes) -> list[Signed]:
        self._witnesses.add(index)
        if not self._knows_all:
            raise UnsignedError(Reason.UTXO_MISSING)
        hash_type = self._hash_type(index, facts, DEFAULT)
        pair = self._key_path(facts, output_key)
        if pair is not None:
            if facts.tap_key_signature:
                raise UnsignedError(Reason.SIGNED_ALREADY)
            value = self._schnorr(index, pair.private, hash_type)
            return [Signed(pair.public, b"", hash_type, bytes((In.TAP_KEY_SIG,)), value)]
        return self._sign_leaves(index, facts, output_key, hash_type)

    def _key_path(self, facts: Facts, output_key: bytes) -> Pair | None:
        """The tweaked private key with the x of the internal one; None where there is no such key."""
        if not facts.tap_internal_key:
            pair = self._ring.by_x(output_key)
            return None if pair is None else Pair(pair.private, output_key)
        tweak = tagged_hash("TapTweak", facts.tap_internal_key + facts.tap_merkle_root)
        if taproot_output_key(facts.tap_internal_key, tweak) != output_key:
            raise UnsignedError(Reason.SCRIPT_MISMATCH)
        pair = self._ring.by_x(facts.tap_internal_key)
        private = None if pair is None else _tweaked(pair.private, tweak)
        return None if private is None else Pair(private, facts.tap_internal_key)

    def _sign_leaves(self, index: int, facts: Facts, output_key: bytes, hash_type: int) -> list[Signed]:
        signed: dict[bytes, Signed] = {}
        reason = Reason.NO_KEY
        for leaf in facts.tap_scripts:
            if not proves(leaf, output_key):
                reason = Reason.SCRIPT_MISMATCH if reason is Reason.NO_KEY else reason
                continue
            asked = keys_of(leaf.script) if leaf.version == TAPSCRIPT else None
            for x in asked.keys if asked else []:
                pair = self._ring.by_x(x)
                if pair is None:
                    continue
                if x + leaf.leaf_hash in facts.tap_signatures:
                    reason = Reason.SIGNED_ALREADY
                    continue
                key = bytes((In.TAP_SCRIPT_SIG,)) + x + leaf.leaf_hash
                if key not in signed:
                    value = self._schnorr(index, pair.private, hash_type, leaf.leaf_hash)
                    signed[key] = Signed(x, leaf.leaf_hash, hash_type, key, value)
        if not signed:
            raise UnsignedError(reason)
        return list(signed.values())

    def _schnorr(self, index: int, private: bytes, hash_type: int, leaf_hash: bytes = b"") -> bytes:
        digest = self._hashes.taproot(index, hash_type, leaf_hash)
        if digest is None:
            raise UnsignedError(Reason.SIGHASH_NOT_ALLOWED)
        signature = sign_schnorr(digest, private, _NO_AUX)
        return signature + bytes((hash_type,)) if hash_type else signature

    def _hash_type(self, index: int, facts: Facts, default: int) -> int:
        """The type that the input asks for, where it may."""
        asked = default if facts.sighash_type is None else facts.sighash_type
        exists = asked in TYPES or (asked == DEFAULT and default == DEFAULT)
        lacks_output = asked & ~ANYONE_CAN_PAY == SINGLE and index >= len(self._psbt.payments)
        if not exists or lacks_output or asked not in self._allowed | {ALL, default}:
            raise UnsignedError(Reason.SIGHASH_NOT_ALLOWED)
        return asked


def _revealed(facts: Facts, script_hash: bytes, record: bytes | None) -> bytes:
    script = facts.script_of(script_hash)
    if script is None:
        raise UnsignedError(Reason.SCRIPT_MISSING if record is None else Reason.SCRIPT_MISMATCH)
    return script


def _key_hashes(solution: Solution) -> list[bytes]:
    match solution.type:
        case ScriptType.PUBKEY:
            return [hash160(solution.data)]
        case ScriptType.PUBKEYHASH | ScriptType.WITNESS_V0_KEYHASH:
            return [solution.data]
        case ScriptType.MULTISIG:
            return [hash160(key) for key in solution.keys]
        case _:
            raise UnsignedError(Reason.SCRIPT_UNSUPPORTED)


def _ecdsa(pair: Pair, digest: bytes, hash_type: int) -> Signed:
    value = sign_ecdsa(digest, pair.private, compact=False) + bytes((hash_type,))
    return Signed(pair.public, b"", hash_type, bytes((In.PARTIAL_SIG,)) + pair.public, value)


def _tweaked(private: bytes, tweak: bytes) -> bytes | None:
    """The private key of a taproot output (BIP341); None where there is none."""
    has_odd_y = public_key(private)[0] == 3
    return add_to_private_key(negate_private_key(private) if has_odd_y else private, tweak)
