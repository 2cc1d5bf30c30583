"""The address of a script."""

from __future__ import annotations

from turnout_sidecar.address.networks import Network
from turnout_sidecar.codec.base58 import encode_check
from turnout_sidecar.codec.bech32 import BECH32, BECH32M, encode, to_symbols
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.script.solver import ScriptType, Solution


def address_of(solution: Solution, network: Network) -> str:
    """The address, empty where the form has none (bare keys have none either). Source: Core's EncodeDestination."""
    match solution.type:
        case ScriptType.PUBKEYHASH:
            return encode_check(network.pubkey_hash + solution.data)
        case ScriptType.SCRIPTHASH:
            return encode_check(network.script_hash + solution.data)
        case (
            ScriptType.WITNESS_V0_KEYHASH
            | ScriptType.WITNESS_V0_SCRIPTHASH
            | ScriptType.WITNESS_V1_TAPROOT
            | ScriptType.ANCHOR
            | ScriptType.WITNESS_UNKNOWN
        ):
            return witness_address(solution.witness_version, solution.data, network)
        case _:
            return ""


def witness_address(version: int, program: bytes, network: Network) -> str:
    """BIP173 for version 0, BIP350 for the others."""
    return encode(BECH32M if version else BECH32, network.hrp, [version, *to_symbols(program)])


def script_hash_address(script: bytes, network: Network) -> str:
    """The P2SH address that pays to a script."""
    return encode_check(network.script_hash + hash160(script))
