"""Why a text is no descriptor, or has no script at an index."""

from __future__ import annotations


class DescriptorError(Exception):
    """`reason` is a name of turnout.errors.v1.Reason; the message holds nothing of the descriptor."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def invalid(message: str) -> DescriptorError:
    """The text is not a descriptor."""
    return DescriptorError("DESCRIPTOR_INVALID", message)
