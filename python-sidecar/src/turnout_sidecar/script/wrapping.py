"""Which forms a script can be put into."""

from __future__ import annotations

from turnout_sidecar.script.opcodes import CHECKSIGADD, is_success
from turnout_sidecar.script.operations import has_valid_operations, is_unspendable, operations
from turnout_sidecar.script.solver import ScriptType, Solution

_WRAPPABLE = frozenset(
    {
        ScriptType.MULTISIG,
        ScriptType.NONSTANDARD,
        ScriptType.PUBKEY,
        ScriptType.PUBKEYHASH,
        ScriptType.WITNESS_V0_KEYHASH,
        ScriptType.WITNESS_V0_SCRIPTHASH,
    }
)


def can_be_script_hash(script: bytes, solution: Solution) -> bool:
    """Whether decodescript gives a P2SH form."""
    if solution.type not in _WRAPPABLE or not has_valid_operations(script) or is_unspendable(script):
        return False
    return not any(opcode == CHECKSIGADD or is_success(opcode) for opcode, _, _ in operations(script))


def can_be_witness(solution: Solution) -> bool:
    """Whether decodescript gives a witness form, for a script that has a P2SH form."""
    match solution.type:
        case ScriptType.NONSTANDARD | ScriptType.PUBKEYHASH:
            return True
        case ScriptType.PUBKEY:
            return len(solution.data) == 33
        case ScriptType.MULTISIG:
            return all(len(key) == 33 for key in solution.keys)
        case _:
            return False
