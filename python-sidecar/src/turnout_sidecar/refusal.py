"""The one way an operation says no."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal(Exception):
    """An error that the contract names.

    `reason` is a name of turnout.errors.v1.Reason; `field` is the path of the request field to blame, empty where none
    is; `message` says what was expected and holds nothing of a sensitive field.
    """

    reason: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


def required(field: str, expected: str) -> Refusal:
    """A field that is absent or empty."""
    return Refusal("FIELD_REQUIRED", field, f"missing (expected: {expected})")


def unknown_value(field: str, number: int, expected: str) -> Refusal:
    """An enum field that holds a number without a name."""
    return Refusal("FIELD_UNKNOWN_VALUE", field, f"{number} is not a value of {expected}")


def quoted(text: str) -> str:
    """A request's text as messages show it, cut to 80 characters."""
    return repr(text if len(text) <= 80 else text[:79] + "…")
