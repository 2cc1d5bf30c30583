"""The script that a witness reveals: BIP322 forbids CODESEPARATOR in it too, where CONST_SCRIPTCODE does not look."""

from __future__ import annotations

from turnout_sidecar.script.operations import operations

_CODESEPARATOR = 0xAB
_ANNEX = b"\x50"
_TAPSCRIPT = 0xC0


def has_code_separator(script_pub_key: bytes, script_sig: bytes, witness: list[bytes]) -> bool:
    """Asked of an input whose scripts succeed, so that scripts are there and parse."""
    script = _revealed(script_pub_key, script_sig, witness)
    return any(opcode == _CODESEPARATOR for opcode, _, _ in operations(script))


def _revealed(script_pub_key: bytes, script_sig: bytes, witness: list[bytes]) -> bytes:
    if not witness:
        return b""
    if len(script_pub_key) == 34 and script_pub_key[:2] == b"\x51\x20":
        stack = witness[:-1] if len(witness) > 1 and witness[-1][:1] == _ANNEX else witness
        is_tapscript = len(stack) > 1 and stack[-1][0] & 0xFE == _TAPSCRIPT
        return stack[-2] if is_tapscript else b""
    # In P2SH the scriptSig is one push of the program.
    program = script_sig[1:] if len(script_sig) == 35 and script_sig[0] == 34 else script_pub_key
    return witness[-1] if len(program) == 34 and program[:2] == b"\x00\x20" else b""
