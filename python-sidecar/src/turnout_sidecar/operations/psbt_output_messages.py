"""A PSBT's output as a message."""

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
from turnout_sidecar.operations.script_messages import fill_script_pub_key
from turnout_sidecar.psbt.fields import read_tree
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.order import canonical_output
from turnout_sidecar.psbt.types import KNOWN_OUTPUT, Out


def fill_output(message: psbt_pb2.PsbtOutput, records: Records, network: Network) -> None:
    """Every record, in canonical order."""
    ordered = canonical_output(records)
    for key, value in ordered:
        match key[0]:
            case Out.REDEEM_SCRIPT:
                message.redeem_script.CopyFrom(script_message(value))
            case Out.WITNESS_SCRIPT:
                message.witness_script.CopyFrom(script_message(value))
            case Out.BIP32_DERIVATION:
                message.bip32_derivations.append(origin_message(key, value))
            case Out.AMOUNT:
                message.amount = int.from_bytes(value, "little", signed=True)
            case Out.SCRIPT:
                fill_script_pub_key(message.script_pub_key, value, network)
            case Out.TAP_INTERNAL_KEY:
                message.taproot_internal_key = value
            case Out.TAP_TREE:
                for leaf in read_tree(value):
                    message.taproot_tree.add(depth=leaf.depth, leaf_version=leaf.version, script=leaf.script)
            case Out.TAP_BIP32_DERIVATION:
                message.taproot_bip32_derivations.append(tap_origin_message(key, value))
            case Out.MUSIG2_PARTICIPANTS:
                message.musig2_participant_public_keys.append(participants_message(key, value))
    fill_others(message, ordered, KNOWN_OUTPUT)
