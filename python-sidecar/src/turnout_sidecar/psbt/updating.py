"""The updater: puts UTXOs, scripts and key origins where they belong (BIP174)."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.psbt.facts import TAPSCRIPT, TapScript
from turnout_sidecar.psbt.fields import Origin, read_output, read_tree, read_utxo_transaction
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.model import Psbt, write_output
from turnout_sidecar.psbt.tapscripts import keys_of
from turnout_sidecar.psbt.types import In, Out
from turnout_sidecar.script.solver import ScriptType, Solution, solve

# What an update may add, bytes: one previous transaction can belong to every input.
MOST_ADDED = 4_000_000

_WITNESSES = frozenset(
    {
        ScriptType.WITNESS_V0_KEYHASH,
        ScriptType.WITNESS_V0_SCRIPTHASH,
        ScriptType.WITNESS_V1_TAPROOT,
        ScriptType.ANCHOR,
        ScriptType.WITNESS_UNKNOWN,
    }
)


class TooMuchError(ValueError):
    """More than MOST_ADDED bytes."""


@dataclass(frozen=True)
class _Places:
    """Record types that inputs and outputs number differently."""

    redeem: bytes
    witness: bytes
    origin: int
    tap_origin: int
    internal_key: bytes


_INPUT = _Places(b"\x04", b"\x05", In.BIP32_DERIVATION, In.TAP_BIP32_DERIVATION, bytes((In.TAP_INTERNAL_KEY,)))
_OUTPUT = _Places(b"\x00", b"\x01", Out.BIP32_DERIVATION, Out.TAP_BIP32_DERIVATION, bytes((Out.TAP_INTERNAL_KEY,)))
_NON_WITNESS_UTXO, _WITNESS_UTXO = bytes((In.NON_WITNESS_UTXO,)), bytes((In.WITNESS_UTXO,))


@dataclass
class Updater:
    """One PSBT while it is updated. Belongs to one call. Each step raises TooMuchError."""

    psbt: Psbt
    globals: Records = field(init=False)
    inputs: list[Records] = field(init=False)
    outputs: list[Records] = field(init=False)

    def __post_init__(self) -> None:
        self.globals = dict(self.psbt.globals)
        self.inputs = [dict(records) for records in self.psbt.inputs]
        self.outputs = [dict(records) for records in self.psbt.outputs]
        self._added = 0
        self._told: dict[int, Output] = {}
        self._by_txid: dict[bytes, list[int]] = {}
        for index in range(len(self.inputs)):
            self._by_txid.setdefault(self.psbt.spent_outpoint(index)[:32], []).append(index)

    def put(self, records: Records, key: bytes, value: bytes) -> None:
        """Adds or replaces one record."""
        self._added += len(key) + len(value)
        if self._added > MOST_ADDED:
            raise TooMuchError
        records[key] = value

    def previous_transaction(self, transaction: Transaction) -> None:
        """A whole transaction that inputs may spend from."""
        for index in self._by_txid.get(transaction.txid, ()):
            vout = int.from_bytes(self.psbt.spent_outpoint(index)[32:], "little")
            if vout >= len(transaction.outputs):
                continue
            output = transaction.outputs[vout]
            self._told[index] = output
            kind = solve(output.script).type
            if kind is not ScriptType.WITNESS_V1_TAPROOT:
                self.put(self.inputs[index], _NON_WITNESS_UTXO, transaction.raw)
            if kind in _WITNESSES:
                self.put(self.inputs[index], _WITNESS_UTXO, write_output(output))

    def prevout(self, outpoint: bytes, output: Output) -> None:
        """One output that inputs may spend."""
        for index in self._by_txid.get(outpoint[:32], ()):
            if self.psbt.spent_outpoint(index) == outpoint:
                self._told[index] = output
                if solve(output.script).type in _WITNESSES:
                    self.put(self.inputs[index], _WITNESS_UTXO, write_output(output))

    def scripts(self, scripts: list[bytes]) -> None:
        """Redeem and witness scripts, and the witness UTXOs that redeem scripts make right."""
        redeems = {hash160(script): script for script in scripts}
        witnesses = {sha256(script).digest(): script for script in scripts}
        for index, records in enumerate(self.inputs):
            spent = self._spent(index)
            if spent is None:
                continue
            self._put_scripts(records, _INPUT, spent.script, redeems, witnesses)
            redeem = records.get(_INPUT.redeem)
            if solve(spent.script).type is ScriptType.SCRIPTHASH and redeem is not None:
                told = self._told.get(index)
                if told is not None and solve(redeem).type in _WITNESSES:
                    self.put(records, _WITNESS_UTXO, write_output(told))
        for records, payment in zip(self.outputs, self.psbt.payments, strict=True):
            self._put_scripts(records, _OUTPUT, payment.script, redeems, witnesses)

    def _put_scripts(
        self,
        records: Records,
        places: _Places,
        script: bytes,
        redeems: dict[bytes, bytes],
        witnesses: dict[bytes, bytes],
    ) -> None:
        solution = solve(script)
        if solution.type is ScriptType.SCRIPTHASH:
            if solution.data in redeems:
                self.put(records, places.redeem, redeems[solution.data])
            if places.redeem not in records:
                return
            solution = solve(records[places.redeem])
        if solution.type is ScriptType.WITNESS_V0_SCRIPTHASH and solution.data in witnesses:
            self.put(records, places.witness, witnesses[solution.data])

    def origins(self, origins: list[tuple[bytes, Origin]]) -> None:
        """Where keys come from; of one key's several origins the last one stays."""
        by_hash = {hash160(key): (key, origin) for key, origin in origins}
        by_x = {key[1:33]: origin for key, origin in origins}
        for index, records in enumerate(self.inputs):
            spent = self._spent(index)
            if spent is not None:
                leaves = [TapScript(v[:-1], v[-1], b"") for k, v in records.items() if k[0] == In.TAP_LEAF_SCRIPT]
                self._put_origins(records, _INPUT, spent.script, leaves, by_hash, by_x)
        for records, payment in zip(self.outputs, self.psbt.payments, strict=True):
            tree = records.get(bytes((Out.TAP_TREE,)))
            leaves = [TapScript(leaf.script, leaf.version, b"") for leaf in read_tree(tree)] if tree else []
            self._put_origins(records, _OUTPUT, payment.script, leaves, by_hash, by_x)

    def _put_origins(
        self,
        records: Records,
        places: _Places,
        script: bytes,
        leaves: list[TapScript],
        by_hash: dict[bytes, tuple[bytes, Origin]],
        by_x: dict[bytes, Origin],
    ) -> None:
        solution = solve(script)
        if solution.type is ScriptType.WITNESS_V1_TAPROOT:
            for x, hashes in _tap_keys(records.get(places.internal_key, b""), leaves).items():
                if x in by_x:
                    value = write_compact_size(len(hashes)) + b"".join(sorted(hashes)) + _origin(by_x[x])
                    self.put(records, bytes((places.tap_origin,)) + x, value)
            return
        if solution.type is ScriptType.SCRIPTHASH:
            solution = solve(records.get(places.redeem, b""))
        if solution.type is ScriptType.WITNESS_V0_SCRIPTHASH:
            solution = solve(records.get(places.witness, b""))
        for key_hash in _key_hashes(solution):
            if key_hash in by_hash:
                key, origin = by_hash[key_hash]
                self.put(records, bytes((places.origin,)) + key, _origin(origin))

    def _spent(self, index: int) -> Output | None:
        told = self._told.get(index)
        if told is not None:
            return told
        records = self.inputs[index]
        if _NON_WITNESS_UTXO in records:
            outputs = read_utxo_transaction(records[_NON_WITNESS_UTXO]).outputs
            return outputs[int.from_bytes(self.psbt.spent_outpoint(index)[32:], "little")]
        return read_output(records[_WITNESS_UTXO]) if _WITNESS_UTXO in records else None


def _tap_keys(internal_key: bytes, leaves: list[TapScript]) -> dict[bytes, set[bytes]]:
    """The x-only keys of a taproot output, with the hashes of the leaves that they stand in."""
    keys: dict[bytes, set[bytes]] = {internal_key: set()} if internal_key else {}
    for leaf in leaves:
        asked = keys_of(leaf.script) if leaf.version == TAPSCRIPT else None
        for x in asked.keys if asked else []:
            keys.setdefault(x, set()).add(leaf.leaf_hash)
    return keys


def _key_hashes(solution: Solution) -> list[bytes]:
    match solution.type:
        case ScriptType.PUBKEY:
            return [hash160(solution.data)]
        case ScriptType.PUBKEYHASH | ScriptType.WITNESS_V0_KEYHASH:
            return [solution.data]
        case ScriptType.MULTISIG:
            return [hash160(key) for key in solution.keys]
        case _:
            return []


def _origin(origin: Origin) -> bytes:
    return origin.fingerprint + b"".join([step.to_bytes(4, "little") for step in origin.path])
