"""The output descriptor that can be inferred from a script alone."""

from __future__ import annotations

from turnout_sidecar.btclib_door import is_x_only_key, sane_miniscript
from turnout_sidecar.script.checksum import with_checksum
from turnout_sidecar.script.opcodes import SIXTEEN
from turnout_sidecar.script.operations import operations
from turnout_sidecar.script.solver import ScriptType, Solution, solve

# Core's MAX_STANDARD_P2WSH_SCRIPT_SIZE and MAX_OPS_PER_SCRIPT: beyond them no miniscript is sane.
_LONGEST_WITNESS_SCRIPT = 3_600
_MOST_OPERATIONS = 201


def infer_descriptor(script: bytes, solution: Solution, address: str) -> str:
    """`pk`, `multi`, `rawtr`, `addr` or `raw`, with its checksum. Source: Core's InferDescriptor with no keys known."""
    return with_checksum(_inferred(script, solution, address))


def infer_from_witness_script(witness_script: bytes, address: str) -> str:
    """The descriptor of a P2WSH output whose script is known: `wsh(…)` where it has one, else `addr`."""
    inner = _multi(solve(witness_script), compressed_only=True) or _miniscript(witness_script)
    return with_checksum(f"wsh({inner})" if inner else f"addr({address})")


def _inferred(script: bytes, solution: Solution, address: str) -> str:
    match solution.type:
        case ScriptType.PUBKEY if _is_plain_key(solution.data):
            return f"pk({solution.data.hex()})"
        case ScriptType.MULTISIG:
            return _multi(solution, compressed_only=False) or f"raw({script.hex()})"
        case ScriptType.WITNESS_V1_TAPROOT if is_x_only_key(solution.data):
            return f"rawtr({solution.data.hex()})"
        case _:
            return f"addr({address})" if address else f"raw({script.hex()})"


def _multi(solution: Solution, *, compressed_only: bool) -> str:
    if solution.type is not ScriptType.MULTISIG:
        return ""
    for key in solution.keys:
        if not _is_plain_key(key) or (compressed_only and len(key) != 33):
            return ""
    return f"multi({solution.required},{','.join(key.hex() for key in solution.keys)})"


def _miniscript(script: bytes) -> str:
    if len(script) > _LONGEST_WITNESS_SCRIPT:
        return ""
    if sum(opcode > SIXTEEN for opcode, _, _ in operations(script)) > _MOST_OPERATIONS:
        return ""
    return sane_miniscript(script)


def _is_plain_key(key: bytes) -> bool:
    """Hybrid keys have no descriptor."""
    return key[0] in (2, 3, 4)
