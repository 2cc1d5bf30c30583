"""turnout.script.v1.ScriptService/CreatePsbt."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.networks import Network, network_of
from turnout_sidecar.codec.transaction import Input, Output
from turnout_sidecar.operations.psbt_requests import amount_field, outpoint_field, version_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.creating import LOCK_TIME_THRESHOLD, NewInput, create
from turnout_sidecar.refusal import Refusal, quoted, required

_MOST = 10_000
_REPLACEABLE, _LOCKED, _FINAL = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF


def create_psbt(body: bytes) -> bytes:
    """A PSBT of a transaction that nobody has signed, as Core's createpsbt."""
    request = parse(psbt_pb2.CreatePsbtRequest, body)
    network = network_of(request.network)
    version = version_field(request.psbt_version)
    if len(request.inputs) > _MOST:
        raise Refusal("LIMIT_EXCEEDED", "inputs", f"{len(request.inputs)} (expected: at most {_MOST})")
    sequence = _REPLACEABLE if request.replaceable else _LOCKED if request.lock_time else _FINAL
    inputs = [_input(f"inputs[{at}]", given, version, sequence) for at, given in enumerate(request.inputs)]
    if len(request.outputs) > _MOST:
        raise Refusal("LIMIT_EXCEEDED", "outputs", f"{len(request.outputs)} (expected: at most {_MOST})")
    outputs = [_output(f"outputs[{at}]", given, network) for at, given in enumerate(request.outputs)]
    transaction_version = request.transaction_version if request.HasField("transaction_version") else 2
    psbt = create(version, transaction_version, inputs, outputs, request.lock_time)
    return psbt_pb2.CreatePsbtResponse(psbt=psbt).SerializeToString()


def _input(field: str, given: psbt_pb2.PsbtNewInput, version: int, sequence: int) -> NewInput:
    outpoint = outpoint_field(field, given.txid, given.vout)
    if given.HasField("sequence"):
        sequence = given.sequence
    time = height = None
    if given.HasField("required_time_lock_time"):
        time = given.required_time_lock_time
        if version == 0 or time < LOCK_TIME_THRESHOLD:
            raise _lock_time(f"{field}.required_time_lock_time", time)
    if given.HasField("required_height_lock_time"):
        height = given.required_height_lock_time
        if version == 0 or not 0 < height < LOCK_TIME_THRESHOLD:
            raise _lock_time(f"{field}.required_height_lock_time", height)
    return NewInput(Input(outpoint, b"", sequence), time, height)


def _lock_time(field: str, given: int) -> Refusal:
    return Refusal("LOCK_TIME_INVALID", field, f"{given} is none of its kind, or this is version 0")


def _output(field: str, given: psbt_pb2.PsbtNewOutput, network: Network) -> Output:
    match given.WhichOneof("destination"):
        case "address":
            destination = decode_address(given.address, network)
            if destination.error is not AddressError.NONE:
                message = f"{quoted(given.address)} is not an address of {network.chain}"
                raise Refusal("ADDRESS_INVALID", f"{field}.address", message)
            script = destination.script
        case "script_pub_key":
            script = given.script_pub_key
        case _:
            raise required(f"{field}.destination", "address or script_pub_key")
    return Output(amount_field(f"{field}.value", given.value), script)
