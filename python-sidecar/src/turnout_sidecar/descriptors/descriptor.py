"""A whole descriptor."""

from __future__ import annotations

from dataclasses import dataclass

from turnout_sidecar.address.networks import Network
from turnout_sidecar.descriptors.expressions import Expression, Fixed
from turnout_sidecar.descriptors.key import MusigKey
from turnout_sidecar.descriptors.outputs import Outputs, outputs_of
from turnout_sidecar.descriptors.problem import DescriptorError, invalid
from turnout_sidecar.descriptors.read_script import ScriptReader
from turnout_sidecar.descriptors.scanner import Scanner
from turnout_sidecar.script.checksum import is_descriptor_text, with_checksum

MOST_BYTES = 131_072


@dataclass(frozen=True, slots=True)
class Descriptor:
    """`checksum` is that of the text that was read; `alternatives` is 1 without a multipath specifier."""

    expression: Expression
    checksum: str
    alternatives: int

    @property
    def is_range(self) -> bool:
        """Whether a key ends in a wildcard."""
        return any(key.is_range for key in self.expression.key_expressions())

    @property
    def is_solvable(self) -> bool:
        """Whether it says how to spend."""
        return not isinstance(self.expression, Fixed)

    @property
    def has_private_keys(self) -> bool:
        """Whether a key is a private one."""
        return any(key.has_private for key in self.expression.key_expressions())

    def text(self, alternative: int) -> str:
        """The canonical form with its checksum, private keys as public ones."""
        return with_checksum(self.expression.text(alternative))

    def steps(self, indexes: int) -> int:
        """Keys that have to be derived for so many indexes, all alternatives together."""
        return self.alternatives * sum(
            key.fixed_steps + key.count * indexes for key in self.expression.key_expressions()
        )

    def outputs(self, alternative: int) -> Outputs:
        """What gives the outputs of an alternative at an index."""
        return outputs_of(self.expression, alternative)


def read_descriptor(text: str, network: Network) -> Descriptor:
    """Reads a descriptor of a network and checks its checksum where there is one; raises DescriptorError."""
    payload, mark, given = text.partition("#")
    if not is_descriptor_text(payload):
        raise invalid("there is a character that descriptors do not have")
    checksum = with_checksum(payload)[-8:]
    if mark and given != checksum:
        message = "what stands behind # is not the checksum of what stands before"
        raise DescriptorError("DESCRIPTOR_CHECKSUM_INVALID", message)
    scanner = Scanner(payload)
    expression = ScriptReader(scanner, network).read()
    if not scanner.is_at_end:
        raise invalid("something stands behind the last bracket")
    return Descriptor(expression, checksum, _alternatives(expression))


def _alternatives(expression: Expression) -> int:
    counts = {1}
    for key in expression.key_expressions():
        counts.add(key.alternatives)
        if isinstance(key, MusigKey):
            counts.update(participant.alternatives for participant in key.participants)
    if len(counts) > 2:
        raise invalid("multipath specifiers have different numbers of alternatives")
    return max(counts)
