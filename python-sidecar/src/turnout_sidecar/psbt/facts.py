"""What the records of an input say about how it can be spent."""

from __future__ import annotations

from dataclasses import dataclass, field

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash160, tagged_hash
from turnout_sidecar.codec.transaction import Output
from turnout_sidecar.psbt.fields import read_number, read_participants, read_stack
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.types import In

TAPSCRIPT = 0xC0


@dataclass(frozen=True, slots=True)
class TapScript:
    """A leaf with its shortest control block."""

    script: bytes
    version: int
    control_block: bytes

    @property
    def leaf_hash(self) -> bytes:
        """TapLeaf hash."""
        return tagged_hash("TapLeaf", bytes((self.version,)) + write_compact_size(len(self.script)) + self.script)


@dataclass(slots=True)
class Facts:
    """`signatures` and `public_keys` stand by HASH160 of the key, taproot's signatures by key and leaf hash.

    MuSig2's participants stand by their aggregate; nonces and parts by participant, aggregate and leaf hash.
    """

    spent: Output | None
    proven: bool
    redeem_script: bytes | None = None
    witness_script: bytes | None = None
    sighash_type: int | None = None
    final_script_sig: bytes = b""
    final_witness: list[bytes] = field(default_factory=list)
    signatures: dict[bytes, bytes] = field(default_factory=dict)
    public_keys: dict[bytes, bytes] = field(default_factory=dict)
    tap_key_signature: bytes = b""
    tap_signatures: dict[bytes, bytes] = field(default_factory=dict)
    tap_scripts: list[TapScript] = field(default_factory=list)
    tap_internal_key: bytes = b""
    tap_merkle_root: bytes = b""
    musig_participants: dict[bytes, list[bytes]] = field(default_factory=dict)
    musig_nonces: dict[bytes, bytes] = field(default_factory=dict)
    musig_parts: dict[bytes, bytes] = field(default_factory=dict)

    @property
    def is_final(self) -> bool:
        """Whether it has a final scriptSig or witness, valid or not."""
        return bool(self.final_script_sig or self.final_witness)

    def script_of(self, script_hash: bytes) -> bytes | None:
        """The script with a HASH160, whichever of the two records holds it; Core asks both too."""
        for script in (self.redeem_script, self.witness_script):
            if script is not None and hash160(script) == script_hash:
                return script
        return None


def facts_of(psbt: Psbt, index: int) -> Facts:
    """The facts of one input; `proven` says that the whole previous transaction is there."""
    whole = psbt.spent_by_transaction(index)
    facts = Facts(spent=whole or psbt.spent(index), proven=whole is not None)
    for key, value in psbt.inputs[index].items():
        _take(facts, key, value)
    facts.tap_scripts = _tap_scripts(psbt.inputs[index])
    return facts


def _take(facts: Facts, key: bytes, value: bytes) -> None:
    match key[0]:
        case In.REDEEM_SCRIPT:
            facts.redeem_script = value
        case In.WITNESS_SCRIPT:
            facts.witness_script = value
        case In.SIGHASH_TYPE:
            facts.sighash_type = read_number(value, 4)
        case In.FINAL_SCRIPT_SIG:
            facts.final_script_sig = value
        case In.FINAL_SCRIPT_WITNESS:
            facts.final_witness = read_stack(value)
        case In.PARTIAL_SIG:
            key_hash = hash160(key[1:])
            facts.signatures[key_hash] = value
            facts.public_keys[key_hash] = key[1:]
        case In.BIP32_DERIVATION:
            facts.public_keys[hash160(key[1:])] = key[1:]
        case In.TAP_KEY_SIG:
            facts.tap_key_signature = value
        case In.TAP_SCRIPT_SIG:
            facts.tap_signatures[key[1:]] = value
        case In.TAP_INTERNAL_KEY:
            facts.tap_internal_key = value
        case In.TAP_MERKLE_ROOT:
            facts.tap_merkle_root = value
        case In.MUSIG2_PARTICIPANTS:
            facts.musig_participants[key[1:]] = read_participants(value)
        case In.MUSIG2_NONCE:
            facts.musig_nonces[key[1:]] = value
        case In.MUSIG2_PARTIAL_SIG:
            facts.musig_parts[key[1:]] = value


def _tap_scripts(records: Records) -> list[TapScript]:
    """By script and version; of several control blocks the shortest, then the smallest."""
    shortest: dict[tuple[bytes, int], bytes] = {}
    for key, value in records.items():
        if key[0] == In.TAP_LEAF_SCRIPT:
            leaf, block = (value[:-1], value[-1]), key[1:]
            held = shortest.get(leaf)
            if held is None or (len(block), block) < (len(held), held):
                shortest[leaf] = block
    return [TapScript(script, version, shortest[script, version]) for script, version in sorted(shortest)]
