"""turnout.script.v1.ScriptService/ComputeSighash."""

from __future__ import annotations

from turnout.script.v1 import sighash_pb2

from turnout_sidecar.codec.hashes import hash256, tagged_hash
from turnout_sidecar.codec.transaction import Transaction
from turnout_sidecar.operations.requested_transaction import check_input_index, read_prevouts, read_within_weight
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.sighash import taproot, witness
from turnout_sidecar.sighash.legacy import LegacyHashes
from turnout_sidecar.sighash.shared import SharedHashes

_NO_SEPARATOR = 0xFFFFFFFF


def compute_sighash(body: bytes) -> bytes:
    """What a signature of one input signs."""
    request = parse(sighash_pb2.ComputeSighashRequest, body)
    transaction = read_within_weight(request.raw_transaction)
    check_input_index(request.input_index, transaction)
    match request.WhichOneof("input_kind"):
        case "legacy":
            response = _legacy(request, transaction)
        case "witness_v0":
            response = _witness(request, transaction)
        case "taproot":
            response = _taproot(request, transaction)
        case _:
            raise required("input_kind", "legacy, witness_v0 or taproot")
    return response.SerializeToString()


def _legacy(request: sighash_pb2.ComputeSighashRequest, transaction: Transaction) -> sighash_pb2.ComputeSighashResponse:
    hashes, script_code = LegacyHashes(transaction), request.legacy.script_code
    digest = hashes.sighash(request.input_index, script_code, request.hash_type)
    response = sighash_pb2.ComputeSighashResponse(sighash=digest)
    if request.with_preimage:
        response.preimage = hashes.preimage(request.input_index, script_code, request.hash_type)
    return response


def _witness(
    request: sighash_pb2.ComputeSighashRequest, transaction: Transaction
) -> sighash_pb2.ComputeSighashResponse:
    shared, kind = SharedHashes(transaction), request.witness_v0
    index, hash_type = request.input_index, request.hash_type
    message = witness.preimage(shared, index, kind.script_code, kind.amount, hash_type)
    response = sighash_pb2.ComputeSighashResponse(sighash=hash256(message))
    if request.with_preimage:
        within = witness.hashes_within(shared, index, hash_type)
        response.preimage = message
        response.witness_v0.hash_prevouts = within.prevouts
        response.witness_v0.hash_sequence = within.sequence
        response.witness_v0.hash_outputs = within.outputs
    return response


def _taproot(
    request: sighash_pb2.ComputeSighashRequest, transaction: Transaction
) -> sighash_pb2.ComputeSighashResponse:
    kind, index, hash_type = request.taproot, request.input_index, request.hash_type
    if not taproot.can_sign(transaction, index, hash_type):
        raise Refusal("HASH_TYPE_INVALID", "hash_type", f"taproot signs nothing with {hash_type}")
    prevouts = read_prevouts("taproot.prevouts", kind.prevouts, len(transaction.inputs))
    if kind.annex and kind.annex[0] != 0x50:
        raise Refusal("ANNEX_INVALID", "taproot.annex", "does not begin with 0x50")
    if len(kind.leaf_hash) not in (0, 32):
        message = f"{len(kind.leaf_hash)} bytes (expected: 32)"
        raise Refusal("TAPROOT_LEAF_INVALID", "taproot.leaf_hash", message)
    shared = SharedHashes(transaction, prevouts)
    separator = kind.code_separator if kind.HasField("code_separator") else _NO_SEPARATOR
    preimage = taproot.preimage(shared, index, hash_type, kind.annex, kind.leaf_hash, separator)
    response = sighash_pb2.ComputeSighashResponse(sighash=tagged_hash("TapSighash", preimage))
    if request.with_preimage:
        response.preimage = preimage
        within = taproot.hashes_within(shared, index, hash_type, kind.annex)
        response.taproot.SetInParent()
        response.taproot.sha_prevouts = within.prevouts
        response.taproot.sha_amounts = within.amounts
        response.taproot.sha_script_pub_keys = within.script_pub_keys
        response.taproot.sha_sequences = within.sequences
        response.taproot.sha_outputs = within.outputs
        response.taproot.sha_annex = within.annex
        response.taproot.sha_single_output = within.single_output
    return response
