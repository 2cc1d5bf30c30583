"""turnout.script.v1.ScriptService/DecodeScript."""

from __future__ import annotations

from hashlib import sha256

from turnout.script.v1 import script_pb2

from turnout_sidecar.address.encode import script_hash_address
from turnout_sidecar.address.networks import Network, network_of
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_script_pub_key
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.script.descriptor import infer_from_witness_script
from turnout_sidecar.script.solver import ScriptType, solve
from turnout_sidecar.script.wrapping import can_be_script_hash, can_be_witness

# A block of 4,000,000 weight holds no longer script outside of witnesses.
_MOST_BYTES = 1_000_000


def decode_script(body: bytes) -> bytes:
    """What any script means as a scriptPubKey, and its P2SH and witness forms, as Core's decodescript."""
    request = parse(script_pb2.DecodeScriptRequest, body)
    script = request.script
    if len(script) > _MOST_BYTES:
        raise Refusal("LIMIT_EXCEEDED", "script", f"{len(script)} bytes (expected: at most {_MOST_BYTES})")
    network = network_of(request.network)
    solution = solve(script)
    response = script_pb2.DecodeScriptResponse()
    fill_script_pub_key(response.script_pub_key, script, network)
    if can_be_script_hash(script, solution):
        response.p2sh = script_hash_address(script, network)
        if can_be_witness(solution):
            _fill_segwit(response.segwit, script, network)
    return response.SerializeToString()


def _fill_segwit(message: script_pb2.SegwitForm, script: bytes, network: Network) -> None:
    solution = solve(script)
    match solution.type:
        case ScriptType.PUBKEY:
            witness_program = b"\x00\x14" + hash160(solution.data)
        case ScriptType.PUBKEYHASH:
            witness_program = b"\x00\x14" + solution.data
        case _:
            witness_program = b"\x00\x20" + sha256(script).digest()
    fill_script_pub_key(message.script_pub_key, witness_program, network)
    if len(witness_program) == 34:
        address = message.script_pub_key.address
        message.script_pub_key.output_descriptor = infer_from_witness_script(script, address)
    message.p2sh_segwit = script_hash_address(witness_program, network)
