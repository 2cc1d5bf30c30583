"""turnout.script.v1.ScriptService/ValidateAddress."""

from __future__ import annotations

from turnout.script.v1 import script_pb2

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.networks import network_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.script.solver import ScriptType, solve

_SCRIPTS = frozenset(
    {
        ScriptType.SCRIPTHASH,
        ScriptType.WITNESS_V0_SCRIPTHASH,
        ScriptType.WITNESS_V1_TAPROOT,
        ScriptType.ANCHOR,
    }
)


def validate_address(body: bytes) -> bytes:
    """Whether a text is an address of one network, and what it pays to or why it is none."""
    request = parse(script_pb2.ValidateAddressRequest, body)
    destination = decode_address(request.address, network_of(request.network))
    response = script_pb2.ValidateAddressResponse()
    if destination.error is not AddressError.NONE:
        response.error = int(destination.error)  # type: ignore[assignment]
        response.error_locations.extend(destination.error_locations)
        return response.SerializeToString()
    solution = solve(destination.script)
    response.valid = True
    response.script_pub_key = destination.script
    response.type = int(solution.type)  # type: ignore[assignment]
    response.is_script = solution.type in _SCRIPTS
    if solution.type not in (ScriptType.PUBKEYHASH, ScriptType.SCRIPTHASH):
        response.is_witness = True
        response.witness_version = solution.witness_version
        response.witness_program = solution.data
    return response.SerializeToString()
