"""The outputs that a descriptor stands for."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from turnout_sidecar.btclib_door import taproot_output_key
from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash160, tagged_hash
from turnout_sidecar.descriptors.expressions import Expression, Fixed, Function, Multi, Tree, Wrapped
from turnout_sidecar.descriptors.key import KeyExpression
from turnout_sidecar.descriptors.problem import DescriptorError
from turnout_sidecar.script.opcodes import (
    CHECKMULTISIG,
    CHECKSIG,
    CHECKSIGADD,
    DUP,
    EQUAL,
    EQUALVERIFY,
    HASH160,
    NUMEQUAL,
    ONE,
)

_TAPSCRIPT = b"\xc0"


class Output(NamedTuple):
    """`redeem_script` is what P2SH hashes and `witness_script` what P2WSH does, else empty."""

    script: bytes
    redeem_script: bytes = b""
    witness_script: bytes = b""


# The outputs at an index.
Outputs = Callable[[int], list[Output]]
Script = Callable[[int], bytes]


def outputs_of(expression: Expression, alternative: int) -> Outputs:
    """Derives what all indexes of an alternative share; both steps raise DescriptorError."""
    match expression:
        case Function("combo", key):
            public = key.source(alternative)
            return lambda index: _combo(public(index))
        case Wrapped("sh", Wrapped("wsh", inside)):
            script = _script(inside, alternative)
            return lambda index: [_script_hash(_witness(witness := script(index)), witness)]
        case Wrapped("sh", inside):
            script = _script(inside, alternative)
            return lambda index: [_script_hash(script(index))]
        case Wrapped(_, inside):
            script = _script(inside, alternative)
            return lambda index: [Output(_witness(witness := script(index)), b"", witness)]
        case _:
            script = _script(expression, alternative)
            return lambda index: [Output(script(index))]


def _combo(key: bytes) -> list[Output]:
    outputs = [Output(_pay_to_key(key)), Output(_pay_to_key_hash(key))]
    if len(key) == 33:
        outputs += [Output(_witness_key_hash(key)), _script_hash(_witness_key_hash(key))]
    return outputs


def _script(expression: Expression, alternative: int) -> Script:
    match expression:
        case Fixed():
            return lambda _: expression.script
        case Multi():
            return _multi(expression, alternative)
        case Tree(key, leaves):
            public = key.source(alternative)
            scripts = [(depth, _script(leaf, alternative)) for depth, leaf in leaves]
            return lambda index: _taproot(public(index), _root([(depth, leaf(index)) for depth, leaf in scripts]))
        case Function(name, key, x_only):
            return _one_key(name, key, x_only, alternative)
        case Wrapped():
            raise AssertionError("stands outside only")


def _one_key(name: str, key: KeyExpression, x_only: bool, alternative: int) -> Script:
    public = key.source(alternative)
    form: dict[str, Callable[[bytes], bytes]] = {
        "pk": _pay_to_key,
        "pkh": _pay_to_key_hash,
        "wpkh": _witness_key_hash,
        "tr": lambda key: _taproot(key, b""),
        "rawtr": lambda key: bytes((ONE, 32)) + key[1:33],
    }
    write = form[name]
    if x_only:
        return lambda index: write(public(index)[1:])
    return lambda index: write(public(index))


def _multi(multi: Multi, alternative: int) -> Script:
    sources = [key.source(alternative) for key in multi.listed]

    def script(index: int) -> bytes:
        keys = [source(index) for source in sources]
        if multi.x_only:
            keys = [key[1:] for key in keys]
        if multi.is_sorted:
            keys.sort()
        threshold, count = _number(multi.threshold), _number(len(keys))
        if multi.x_only:
            pushes = bytes((CHECKSIGADD,)).join([_push(key) for key in keys[1:]] + [b""])
            return _push(keys[0]) + bytes((CHECKSIG,)) + pushes + threshold + bytes((NUMEQUAL,))
        return threshold + b"".join([_push(key) for key in keys]) + count + bytes((CHECKMULTISIG,))

    return script


def _push(data: bytes) -> bytes:
    return bytes((len(data),)) + data


def _number(number: int) -> bytes:
    """A number from 1 to 999 in its shortest form."""
    if number <= 16:
        return bytes((ONE + number - 1,))
    return _push(number.to_bytes(1 if number < 0x80 else 2, "little"))


def _pay_to_key(key: bytes) -> bytes:
    return _push(key) + bytes((CHECKSIG,))


def _pay_to_key_hash(key: bytes) -> bytes:
    return bytes((DUP, HASH160, 20)) + hash160(key) + bytes((EQUALVERIFY, CHECKSIG))


def _witness_key_hash(key: bytes) -> bytes:
    return b"\x00\x14" + hash160(key)


def _witness(script: bytes) -> bytes:
    return b"\x00\x20" + sha256(script).digest()


def _script_hash(redeem_script: bytes, witness_script: bytes = b"") -> Output:
    script = bytes((HASH160, 20)) + hash160(redeem_script) + bytes((EQUAL,))
    return Output(script, redeem_script, witness_script)


def _taproot(key: bytes, root: bytes) -> bytes:
    internal = key[1:33]
    output_key = taproot_output_key(internal, tagged_hash("TapTweak", internal + root))
    if output_key is None:
        raise DescriptorError("CHILD_NOT_DERIVABLE", "a key on the way does not exist")
    return bytes((ONE, 32)) + output_key


def _root(leaves: list[tuple[int, bytes]]) -> bytes:
    """The merkle root of scripts in depth-first order. Source: BIP341."""
    waiting: list[tuple[int, bytes]] = []
    for depth, script in leaves:
        node = tagged_hash("TapLeaf", _TAPSCRIPT + write_compact_size(len(script)) + script)
        while waiting and waiting[-1][0] == depth:
            other = waiting.pop()[1]
            node = tagged_hash("TapBranch", min(node, other) + max(node, other))
            depth -= 1
        waiting.append((depth, node))
    return waiting[0][1]
