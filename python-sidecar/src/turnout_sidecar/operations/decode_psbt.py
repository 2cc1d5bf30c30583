"""turnout.script.v1.ScriptService/DecodePsbt."""

from __future__ import annotations

from contextlib import suppress

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.address.networks import Network, network_of
from turnout_sidecar.codec.base58 import encode_check
from turnout_sidecar.operations.psbt_input_messages import fill_input
from turnout_sidecar.operations.psbt_messages import fill_others
from turnout_sidecar.operations.psbt_output_messages import fill_output
from turnout_sidecar.operations.psbt_requests import psbt_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_transaction
from turnout_sidecar.psbt.fields import read_count, read_number, read_origin
from turnout_sidecar.psbt.finishing import is_money
from turnout_sidecar.psbt.model import LockTimeConflictError, Psbt
from turnout_sidecar.psbt.order import canonical_global
from turnout_sidecar.psbt.paths import path_text
from turnout_sidecar.psbt.types import KNOWN_GLOBAL, Global


def decode_psbt(body: bytes) -> bytes:
    """Everything that the records of a PSBT say, as Core's decodepsbt."""
    request = parse(psbt_pb2.DecodePsbtRequest, body)
    network = network_of(request.network)
    psbt = psbt_field("psbt", request.psbt)
    response = psbt_pb2.DecodePsbtResponse(psbt_version=psbt.version)
    _fill_global(response, psbt, network)
    for records in psbt.inputs:
        fill_input(response.inputs.add(), records, network)
    for records in psbt.outputs:
        fill_output(response.outputs.add(), records, network)
    fee = _fee(psbt)
    if fee is not None:
        response.fee = fee
    return response.SerializeToString()


def _fill_global(response: psbt_pb2.DecodePsbtResponse, psbt: Psbt, network: Network) -> None:
    if psbt.unsigned is not None:
        fill_transaction(response.transaction, psbt.unsigned, network)
    with suppress(LockTimeConflictError):
        response.lock_time = psbt.lock_time
    records = canonical_global(psbt.globals)
    for key, value in records:
        match key[0]:
            case Global.XPUB:
                origin = read_origin(value)
                response.global_xpubs.add(
                    xpub=encode_check(key[1:]),
                    master_fingerprint=origin.fingerprint,
                    path=path_text(origin.path),
                )
            case Global.TX_VERSION:
                response.transaction_version = read_number(value, 4)
            case Global.FALLBACK_LOCK_TIME:
                response.fallback_lock_time = read_number(value, 4)
            case Global.INPUT_COUNT:
                response.input_count = read_count(value)
            case Global.OUTPUT_COUNT:
                response.output_count = read_count(value)
            case Global.TX_MODIFIABLE:
                response.inputs_modifiable = bool(value[0] & 1)
                response.outputs_modifiable = bool(value[0] & 2)
                response.has_sighash_single = bool(value[0] & 4)
    fill_others(response, records, KNOWN_GLOBAL)


def _fee(psbt: Psbt) -> int | None:
    """Inputs less outputs; None where an output spent is unknown or a sum is no money."""
    total = paid = 0
    for index in range(len(psbt.inputs)):
        spent = psbt.spent(index)
        if spent is None:
            return None
        total += spent.value
        if not is_money(spent.value) or not is_money(total):
            return None
    for output in psbt.payments:
        paid += output.value
        if not is_money(output.value) or not is_money(paid):
            return None
    return total - paid
