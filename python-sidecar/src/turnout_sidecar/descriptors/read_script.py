"""Reading script expressions of one network (BIP381 to 387), from left to right."""

from __future__ import annotations

import re

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import Network
from turnout_sidecar.descriptors.expressions import Expression, Fixed, Function, Multi, Tree, Wrapped
from turnout_sidecar.descriptors.key import FixedKey, KeyExpression
from turnout_sidecar.descriptors.problem import DescriptorError, invalid
from turnout_sidecar.descriptors.read_key import Context, read_key
from turnout_sidecar.descriptors.scanner import Scanner
from turnout_sidecar.script.operations import MAX_ELEMENT_SIZE
from turnout_sidecar.script.solver import solve

_DEEPEST = 128
_MOST_KEYS = {Context.TOP: 3, Context.SH: 20, Context.WSH: 20, Context.TR: 999}
_NUMBER = re.compile(r"0*([0-9]{1,4})", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*", re.ASCII)
_ONE_KEY = frozenset({"pk", "pkh", "wpkh", "combo", "rawtr"})
_TOP_ONLY = frozenset({"sh", "combo", "tr", "rawtr", "addr", "raw"})
_TOP_OR_SH = frozenset({"wpkh", "wsh"})
_OUTSIDE_TR = frozenset({"multi", "sortedmulti"})
_INSIDE_TR = frozenset({"multi_a", "sortedmulti_a"})

_FRAGMENTS = "0|1|pk_k|pk_h|older|after|sha256|hash256|ripemd160|hash160|andor|and_[vbn]|or_[bcdi]|thresh"
# The one rule by which miniscript (BIP379) is refused; descriptor.proto states it.
_MINISCRIPT = re.compile(rf"(?:[asctdvjnlu]+:(?:{_FRAGMENTS}|pkh?|multi|multi_a)|{_FRAGMENTS})", re.ASCII)


class ScriptReader:
    """Reads one descriptor's text."""

    def __init__(self, scanner: Scanner, network: Network) -> None:
        self._scanner = scanner
        self._network = network

    def read(self, context: Context = Context.TOP) -> Expression:
        """The next script expression; raises DescriptorError at the first thing that is wrong."""
        name = self._scanner.word()
        if context in (Context.WSH, Context.TR) and _MINISCRIPT.fullmatch(name):
            raise DescriptorError("MINISCRIPT_UNSUPPORTED", "miniscript is not supported")
        self._scanner.expect("(")
        if not _is_allowed(name, context):
            raise invalid("a function is not allowed where it stands, or has a name that no descriptor has")
        expression = self._read_arguments(name, context)
        self._scanner.expect(")")
        return expression

    def _read_arguments(self, name: str, context: Context) -> Expression:
        if name in _ONE_KEY:
            return Function(name, self._key(_context_of_key(name, context)), context is Context.TR)
        match name:
            case "sh":
                return Wrapped(name, self.read(Context.SH))
            case "wsh":
                return Wrapped(name, self.read(Context.WSH))
            case "tr":
                return self._read_taproot()
            case "addr":
                return self._read_address(self._scanner.word())
            case "raw":
                return _read_raw(self._scanner.word())
            case _:
                return self._read_multi(name, context)

    def _key(self, context: Context) -> KeyExpression:
        return read_key(self._scanner, context, self._network)

    def _read_taproot(self) -> Expression:
        key = self._key(Context.TR)
        if not self._scanner.take(","):
            return Function("tr", key)
        leaves: list[tuple[int, Expression]] = []
        # For each open brace whether its right side is being read.
        sides: list[bool] = []
        while True:
            while self._scanner.take("{"):
                if len(sides) == _DEEPEST:
                    raise invalid("a script tree is deeper than 128 levels")
                sides.append(False)
            leaves.append((len(sides), self.read(Context.TR)))
            while sides and sides[-1]:
                self._scanner.expect("}")
                sides.pop()
            if not sides:
                return Tree(key, tuple(leaves))
            self._scanner.expect(",")
            sides[-1] = True

    def _read_multi(self, name: str, context: Context) -> Expression:
        digits = self._scanner.word()
        if not digits.isascii() or not digits.isdigit():
            raise invalid("a multisig's threshold is not a number")
        listed = []
        while self._scanner.take(","):
            listed.append(self._key(context))
        if len(listed) > _MOST_KEYS[context]:
            raise invalid(f"a multisig has more than {_MOST_KEYS[context]} keys")
        number = _NUMBER.fullmatch(digits)
        threshold = int(number[1]) if number else 0
        if not 1 <= threshold <= len(listed):
            raise invalid("a multisig's threshold is not between 1 and the number of its keys")
        # Core counts the two numbers with one byte each.
        size = 3 + sum(1 + (len(key.public) if isinstance(key, FixedKey) else 33) for key in listed)
        if context is Context.SH and size > MAX_ELEMENT_SIZE:
            raise invalid(f"a redeem script is longer than {MAX_ELEMENT_SIZE} bytes")
        return Multi(name, threshold, tuple(listed), context is Context.TR)

    def _read_address(self, text: str) -> Expression:
        destination = decode_address(text, self._network)
        if destination.error is not AddressError.NONE:
            raise invalid(f"addr() holds no address of {self._network.chain}")
        return Fixed("addr", address_of(solve(destination.script), self._network), destination.script)


def _is_allowed(name: str, context: Context) -> bool:
    if name in ("pk", "pkh"):
        return True
    if name in _TOP_ONLY:
        return context is Context.TOP
    if name in _TOP_OR_SH:
        return context in (Context.TOP, Context.SH)
    return name in (_INSIDE_TR if context is Context.TR else _OUTSIDE_TR)


def _context_of_key(name: str, context: Context) -> Context:
    return {"wpkh": Context.WPKH, "rawtr": Context.TR}.get(name, context)


def _read_raw(text: str) -> Expression:
    if not _HEX.fullmatch(text):
        raise invalid("raw() holds no hexadecimal bytes")
    script = bytes.fromhex(text)
    return Fixed("raw", script.hex(), script)
