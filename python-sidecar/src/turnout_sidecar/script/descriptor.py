"""The output descriptor that can be inferred from a script alone."""

from __future__ import annotations

from turnout_sidecar.btclib_door import is_x_only_key
from turnout_sidecar.script.checksum import with_checksum
from turnout_sidecar.script.solver import ScriptType, Solution, solve

# The one miniscript that is sane without keys: `0`, which nothing satisfies.
_FALSE_SCRIPT = b"\x00"


def infer_descriptor(script: bytes, solution: Solution, address: str) -> str:
    """`pk`, `multi`, `rawtr`, `addr` or `raw`, with its checksum. Source: Core's InferDescriptor with no keys known."""
    return with_checksum(_inferred(script, solution, address))


def infer_from_witness_script(witness_script: bytes, address: str) -> str:
    """The descriptor of a P2WSH output whose script is known: `wsh(…)` where it has one, else `addr`."""
    inner = "0" if witness_script == _FALSE_SCRIPT else _multi(solve(witness_script), compressed_only=True)
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


def _is_plain_key(key: bytes) -> bool:
    """Hybrid keys have no descriptor."""
    return key[0] in (2, 3, 4)
