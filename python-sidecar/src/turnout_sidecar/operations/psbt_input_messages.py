"""A PSBT's input as a message."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.address.networks import Network
from turnout_sidecar.operations.psbt_messages import (
    fill_others,
    origin_message,
    participants_message,
    script_message,
    tap_origin_message,
)
from turnout_sidecar.operations.script_messages import fill_script_pub_key, fill_transaction
from turnout_sidecar.psbt.fields import read_number, read_output, read_stack, read_utxo_transaction
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.order import canonical_input
from turnout_sidecar.psbt.types import KNOWN_INPUT, In
from turnout_sidecar.script.asm import asm


def fill_input(message: psbt_pb2.PsbtInput, records: Records, network: Network) -> None:
    """Every record, in canonical order."""
    ordered = canonical_input(records)
    for key, value in ordered:
        match key[0]:
            case In.NON_WITNESS_UTXO:
                fill_transaction(message.non_witness_utxo, read_utxo_transaction(value), network)
            case In.WITNESS_UTXO:
                output = read_output(value)
                message.witness_utxo.amount = output.value
                fill_script_pub_key(message.witness_utxo.script_pub_key, output.script, network)
            case In.PARTIAL_SIG:
                message.partial_signatures.add(public_key=key[1:], signature=value)
            case In.SIGHASH_TYPE:
                message.sighash_type = read_number(value, 4)
            case In.REDEEM_SCRIPT:
                message.redeem_script.CopyFrom(script_message(value))
            case In.WITNESS_SCRIPT:
                message.witness_script.CopyFrom(script_message(value))
            case In.BIP32_DERIVATION:
                message.bip32_derivations.append(origin_message(key, value))
            case In.FINAL_SCRIPT_SIG:
                message.final_script_sig.SetInParent()
                message.final_script_sig.asm = asm(value, is_script_sig=True)
                message.final_script_sig.raw = value
            case In.FINAL_SCRIPT_WITNESS:
                message.final_script_witness.extend(read_stack(value))
            case _:
                _fill_newer(message, key, value)
    fill_others(message, ordered, KNOWN_INPUT)


def _fill_newer(message: psbt_pb2.PsbtInput, key: bytes, value: bytes) -> None:
    match key[0]:
        case In.RIPEMD160:
            message.ripemd160_preimages.add(hash=key[1:], preimage=value)
        case In.SHA256:
            message.sha256_preimages.add(hash=key[1:], preimage=value)
        case In.HASH160:
            message.hash160_preimages.add(hash=key[1:], preimage=value)
        case In.HASH256:
            message.hash256_preimages.add(hash=key[1:], preimage=value)
        case In.PREVIOUS_TXID:
            message.previous_txid = value[::-1].hex()
        case In.OUTPUT_INDEX:
            message.previous_vout = read_number(value, 4)
        case In.SEQUENCE:
            message.sequence = read_number(value, 4)
        case In.REQUIRED_TIME:
            message.required_time_lock_time = read_number(value, 4)
        case In.REQUIRED_HEIGHT:
            message.required_height_lock_time = read_number(value, 4)
        case _:
            _fill_taproot(message, key, value)


def _fill_taproot(message: psbt_pb2.PsbtInput, key: bytes, value: bytes) -> None:
    match key[0]:
        case In.TAP_KEY_SIG:
            message.taproot_key_path_signature = value
        case In.TAP_SCRIPT_SIG:
            message.taproot_script_path_signatures.add(public_key=key[1:33], leaf_hash=key[33:], signature=value)
        case In.TAP_LEAF_SCRIPT:
            _fill_leaf(message, key[1:], value)
        case In.TAP_BIP32_DERIVATION:
            message.taproot_bip32_derivations.append(tap_origin_message(key, value))
        case In.TAP_INTERNAL_KEY:
            message.taproot_internal_key = value
        case In.TAP_MERKLE_ROOT:
            message.taproot_merkle_root = value
        case In.MUSIG2_PARTICIPANTS:
            message.musig2_participant_public_keys.append(participants_message(key, value))
        case In.MUSIG2_NONCE:
            nonce = message.musig2_public_nonces.add(public_nonce=value)
            nonce.participant_public_key, nonce.aggregate_public_key, nonce.leaf_hash = key[1:34], key[34:67], key[67:]
        case In.MUSIG2_PARTIAL_SIG:
            part = message.musig2_partial_signatures.add(partial_signature=value)
            part.participant_public_key, part.aggregate_public_key, part.leaf_hash = key[1:34], key[34:67], key[67:]


def _fill_leaf(message: psbt_pb2.PsbtInput, control_block: bytes, value: bytes) -> None:
    """Control blocks of one script follow each other in canonical order, and share its message."""
    script, version = value[:-1], value[-1]
    scripts = message.taproot_scripts
    if not scripts or (scripts[-1].script, scripts[-1].leaf_version) != (script, version):
        scripts.add(script=script, leaf_version=version)
    scripts[-1].control_blocks.append(control_block)
