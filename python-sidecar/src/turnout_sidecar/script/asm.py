"""Core's notation of scripts."""

from __future__ import annotations

from turnout_sidecar.script.opcodes import NAMES, PUSHDATA4
from turnout_sidecar.script.operations import TRUNCATED, is_unspendable, operations, script_number
from turnout_sidecar.script.signature_form import hash_type_text

# Shorter elements are printed as numbers.
_LONGEST_NUMBER = 4


def asm(script: bytes, *, is_script_sig: bool = False) -> str:
    """Words separated by spaces; in a scriptSig signatures end with their hash type.

    Any bytes have a notation: it ends with `[error]` at a truncated push. Source: Core's ScriptToAsmStr.
    """
    marks_signatures = is_script_sig and not is_unspendable(script)
    words = []
    for opcode, data, _ in operations(script):
        if opcode > PUSHDATA4:
            words.append(NAMES[opcode])
        elif opcode == TRUNCATED:
            words.append("[error]")
        elif len(data) <= _LONGEST_NUMBER:
            words.append(str(script_number(data)))
        else:
            mark = hash_type_text(data) if marks_signatures else ""
            words.append(data[:-1].hex() + mark if mark else data.hex())
    return " ".join(words)
