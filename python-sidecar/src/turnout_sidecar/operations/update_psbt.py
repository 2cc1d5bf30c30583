"""turnout.script.v1.ScriptService/UpdatePsbt."""

from __future__ import annotations

from collections.abc import Callable

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.btclib_door import is_public_key
from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Output
from turnout_sidecar.keys.path import read_path
from turnout_sidecar.operations.psbt_records import put_record
from turnout_sidecar.operations.psbt_requests import amount_field, outpoint_field, psbt_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.fields import Origin, read_utxo_transaction
from turnout_sidecar.psbt.maps import TooLargeError
from turnout_sidecar.psbt.reading import read_psbt, write_psbt
from turnout_sidecar.psbt.updating import MOST_ADDED, TooMuchError, Updater
from turnout_sidecar.refusal import Refusal, quoted, required

_LONGEST_SCRIPT = 10_000
_MOST_RECORDS = 10_000


def update_psbt(body: bytes) -> bytes:
    """What is known of inputs and outputs, put where it belongs."""
    request = parse(psbt_pb2.UpdatePsbtRequest, body)
    updater = Updater(psbt_field("psbt", request.psbt))
    for index, raw in enumerate(request.previous_transactions):
        _previous_transaction(updater, f"previous_transactions[{index}]", raw)
    for index, prevout in enumerate(request.prevouts):
        _prevout(updater, f"prevouts[{index}]", prevout)
    for index, script in enumerate(request.scripts):
        if len(script) > _LONGEST_SCRIPT:
            message = f"{len(script)} bytes (expected: at most {_LONGEST_SCRIPT})"
            raise Refusal("LIMIT_EXCEEDED", f"scripts[{index}]", message)
    _within("scripts", lambda: updater.scripts(list(request.scripts)))
    origins = [_origin(f"key_origins[{index}]", given) for index, given in enumerate(request.key_origins)]
    _within("key_origins", lambda: updater.origins(origins))
    if len(request.records) > _MOST_RECORDS:
        raise Refusal("LIMIT_EXCEEDED", "records", f"{len(request.records)} (expected: at most {_MOST_RECORDS})")
    for index, record in enumerate(request.records):
        put_record(updater, f"records[{index}]", record)
    psbt = write_psbt(updater.globals, updater.inputs, updater.outputs)
    if request.records:
        try:
            read_psbt(psbt)
        except (MalformedError, TooLargeError) as error:
            raise Refusal("PSBT_RECORD_INVALID", "records", str(error)) from None
    return psbt_pb2.UpdatePsbtResponse(psbt=psbt).SerializeToString()


def _within(field: str, step: Callable[[], None]) -> None:
    try:
        step()
    except TooMuchError:
        raise Refusal("LIMIT_EXCEEDED", field, f"the update adds over {MOST_ADDED} bytes") from None


def _previous_transaction(updater: Updater, field: str, raw: bytes) -> None:
    if not raw:
        raise required(field, "one whole serialized transaction")
    try:
        transaction = read_utxo_transaction(raw)
    except MalformedError:
        raise Refusal("TRANSACTION_MALFORMED", field, "not one whole serialized transaction") from None
    _within(field, lambda: updater.previous_transaction(transaction))


def _prevout(updater: Updater, field: str, prevout: psbt_pb2.PsbtPrevout) -> None:
    outpoint = outpoint_field(field, prevout.txid, prevout.vout)
    output = Output(amount_field(f"{field}.value", prevout.value), prevout.script_pub_key)
    _within(field, lambda: updater.prevout(outpoint, output))


def _origin(field: str, given: psbt_pb2.PsbtKeyOrigin) -> tuple[bytes, Origin]:
    key = given.public_key
    if not key:
        raise required(f"{field}.public_key", "33 or 65 bytes")
    if len(key) not in (33, 65) or not is_public_key(key):
        raise Refusal("PUBLIC_KEY_INVALID", f"{field}.public_key", "not a public key of 33 or 65 bytes")
    if len(given.master_fingerprint) != 4:
        message = f"{len(given.master_fingerprint)} bytes (expected: 4)"
        raise Refusal("SIZE_INVALID", f"{field}.master_fingerprint", message)
    path = read_path(given.path)
    if path is None:
        raise Refusal("PATH_INVALID", f"{field}.path", f"{quoted(given.path)} is not a path")
    return key, Origin(given.master_fingerprint, tuple(path))
