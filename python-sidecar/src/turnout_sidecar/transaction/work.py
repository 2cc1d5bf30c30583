"""What verifying inputs may cost at most, counted from the bytes alone. The rule stands in verify.proto."""

from __future__ import annotations

from turnout_sidecar.codec.transaction import Input
from turnout_sidecar.script.opcodes import (
    CHECKMULTISIG,
    CHECKSIG,
    CHECKSIGADD,
    EQUAL,
    HASH160,
    ONE,
    SIXTEEN,
)
from turnout_sidecar.script.operations import TRUNCATED, operations

MAX_OPERATIONS = 100_000
MAX_CHECKS = 6_000
MAX_LEGACY_BYTES = 610_000_000

_CHECKSIGVERIFY, _CHECKMULTISIGVERIFY = 0xAD, 0xAF
_SINGLE_CHECKS = frozenset((CHECKSIG, _CHECKSIGVERIFY, CHECKSIGADD))
_MULTIPLE_CHECKS = frozenset((CHECKMULTISIG, _CHECKMULTISIGVERIFY))
_MAX_KEYS = 20
# Core's MAX_OPS_PER_SCRIPT, which keys count towards: what is no tapscript checks no more signatures.
_MAX_OPERATIONS_RUN = 201


class VerificationWork:
    """Sums inputs up; `stripped_size` is what one legacy signature check may hash, in bytes."""

    def __init__(self, stripped_size: int) -> None:
        self._stripped_size = stripped_size
        self._operations = 0
        self._checks = 0
        self._legacy_checks = 0

    def add(self, spent: Input, witness: list[bytes], script_pub_key: bytes) -> bool:
        """Whether the sum is still within the limits."""
        before = self._checks
        self._count(spent.script)
        self._count(script_pub_key)
        program, nested = script_pub_key, False
        if len(program) == 23 and program[0] == HASH160 and program[1] == 20 and program[22] == EQUAL:
            redeem_script = _last_push(spent.script)
            if redeem_script is not None:
                program, nested = redeem_script, True
                self._count(program)
        self._legacy_checks += self._checks - before
        if witness:
            self._count_witness(program, witness, nested)
        return (
            self._operations <= MAX_OPERATIONS
            and self._checks <= MAX_CHECKS
            and self._legacy_checks * self._stripped_size <= MAX_LEGACY_BYTES
        )

    def _count_witness(self, program: bytes, witness: list[bytes], nested: bool) -> None:
        head = program[:2]
        if head == b"\x00\x14" and len(program) == 22:
            self._checks += 1
        elif head == b"\x00\x20" and len(program) == 34:
            self._count(witness[-1])
        elif head == b"\x51\x20" and len(program) == 34 and not nested:
            has_annex = len(witness) >= 2 and witness[-1][:1] == b"\x50"
            stack = witness[:-1] if has_annex else witness
            if len(stack) == 1:
                self._checks += 1
            else:
                self._count(stack[-2], most_checks=MAX_OPERATIONS)

    def _count(self, script: bytes, most_checks: int = _MAX_OPERATIONS_RUN) -> None:
        """Up to where it ceases to parse, or to the limit."""
        checks, previous = 0, -1
        for opcode, _, _ in operations(script):
            if opcode == TRUNCATED or self._operations > MAX_OPERATIONS:
                break
            self._operations += 1
            if opcode in _SINGLE_CHECKS:
                checks += 1
            elif opcode in _MULTIPLE_CHECKS:
                checks += previous - ONE + 1 if ONE <= previous <= SIXTEEN else _MAX_KEYS
            previous = opcode
        self._checks += min(checks, most_checks)


def _last_push(script: bytes) -> bytes | None:
    """What the last operation pushes; None where the script does not parse or is empty."""
    last = None
    for opcode, data, _ in operations(script):
        if opcode == TRUNCATED:
            return None
        last = data
    return last
