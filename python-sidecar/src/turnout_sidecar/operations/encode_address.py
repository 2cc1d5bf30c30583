"""turnout.script.v1.ScriptService/EncodeAddress."""

from __future__ import annotations

from turnout.script.v1 import address_pb2

from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import network_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.opcodes import CHECKSIG, DUP, EQUAL, EQUALVERIFY, HASH160, ONE
from turnout_sidecar.script.solver import solve


def encode_address(body: bytes) -> bytes:
    """The address of an output, named by its script, by a hash or by a witness program."""
    request = parse(address_pb2.EncodeAddressRequest, body)
    network = network_of(request.network)
    script = _script(request)
    solution = solve(script)
    return address_pb2.EncodeAddressResponse(
        address=address_of(solution, network),
        script_pub_key=script,
        type=int(solution.type),  # type: ignore[arg-type]
    ).SerializeToString()


def _script(request: address_pb2.EncodeAddressRequest) -> bytes:
    match request.WhichOneof("destination"):
        case "script_pub_key":
            return request.script_pub_key
        case "pubkey_hash":
            key_hash = _hash("pubkey_hash", request.pubkey_hash)
            return bytes((DUP, HASH160, 20)) + key_hash + bytes((EQUALVERIFY, CHECKSIG))
        case "script_hash":
            return bytes((HASH160, 20)) + _hash("script_hash", request.script_hash) + bytes((EQUAL,))
        case "witness":
            return _witness(request.witness)
        case _:
            raise required("destination", "a script, a hash or a witness program")


def _hash(field: str, value: bytes) -> bytes:
    if len(value) != 20:
        raise Refusal("DESTINATION_INVALID", field, f"{len(value)} bytes (expected: 20)")
    return value


def _witness(witness: address_pb2.WitnessProgram) -> bytes:
    version, size = witness.version, len(witness.program)
    if version > 16:
        raise Refusal("DESTINATION_INVALID", "witness.version", f"{version} (expected: at most 16)")
    if not (size in (20, 32) if version == 0 else 2 <= size <= 40):
        raise Refusal("DESTINATION_INVALID", "witness.program", f"version {version} has no program of {size} bytes")
    return bytes((version and ONE + version - 1, size)) + witness.program
