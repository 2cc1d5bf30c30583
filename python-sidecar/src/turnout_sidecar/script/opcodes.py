"""Names of opcodes as Core prints them, over python-bitcoinlib's table."""

from __future__ import annotations

from bitcoin.core.script import OPCODE_NAMES

PUSHDATA1, PUSHDATA2, PUSHDATA4 = 0x4C, 0x4D, 0x4E
ONE, SIXTEEN = 0x51, 0x60
RETURN = 0x6A
DUP, EQUAL, EQUALVERIFY = 0x76, 0x87, 0x88
NUMEQUAL = 0x9C
HASH160, CHECKSIG, CHECKMULTISIG = 0xA9, 0xAC, 0xAE
# Core's MAX_OPCODE: above it a script has no valid operations.
NOP10 = 0xB9
CHECKSIGADD = 0xBA
INVALID = 0xFF


def _name(opcode: int) -> str:
    if opcode == 0:
        return "0"
    if opcode == 0x4F:
        return "-1"
    if ONE <= opcode <= SIXTEEN:
        return str(opcode - ONE + 1)
    if opcode == CHECKSIGADD:
        return "OP_CHECKSIGADD"
    # python-bitcoinlib also names four template markers that no longer exist.
    if opcode > NOP10 and opcode != INVALID:
        return "OP_UNKNOWN"
    return str(OPCODE_NAMES[opcode])


NAMES = tuple(_name(opcode) if opcode == 0 or opcode > PUSHDATA4 else "" for opcode in range(256))


def is_success(opcode: int) -> bool:
    """Whether BIP342 makes any script with it succeed."""
    return (
        opcode in (80, 98, 137, 138, 141, 142)
        or 126 <= opcode <= 129
        or 131 <= opcode <= 134
        or 149 <= opcode <= 153
        or 187 <= opcode <= 254
    )
