"""What a node answered, as values of the expected kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from turnout_sidecar.refusal import Refusal

SATOSHIS = 100_000_000


@dataclass(frozen=True, slots=True)
class RpcError:
    """A JSON-RPC error of one call."""

    code: int
    message: str


def invalid(what: str) -> Refusal:
    """The node said something that it cannot say."""
    return Refusal("NODE_ANSWER_INVALID", "", f"the node's answer has no usable {what}")


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object read field by field; each reader refuses with NODE_ANSWER_INVALID where the kind is another."""

    values: dict[str, Any]

    @classmethod
    def of(cls, value: object, what: str) -> Fields:
        """The object that an answer must be."""
        if not isinstance(value, dict):
            raise invalid(what)
        return cls(value)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            raise invalid(name)
        return value

    def integer(self, name: str, low: int = 0, high: int = 0xFFFFFFFF) -> int:
        """An integer within what the contract's field holds."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise invalid(name)
        return value

    def flag(self, name: str) -> bool:
        """true or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise invalid(name)
        return value

    def hexadecimal(self, name: str) -> bytes:
        """The bytes of a hex string."""
        try:
            return bytes.fromhex(self.text(name))
        except ValueError:
            raise invalid(name) from None

    def amount(self, name: str) -> int:
        """Satoshis of a number in bitcoins, exactly."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise invalid(name)
        satoshis = value * SATOSHIS
        if satoshis != int(satoshis):
            raise invalid(name)
        return int(satoshis)

    def objects(self, name: str) -> Iterator[Fields]:
        """The objects of an array."""
        for item in self.array(name):
            yield Fields.of(item, name)

    def array(self, name: str) -> list[Any]:
        """An array."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise invalid(name)
        return value
