"""The fields `network` and `output_descriptor` of a request; the latter is never quoted."""

from __future__ import annotations

from turnout.script.v1 import descriptor_pb2

from turnout_sidecar.address.networks import network_of
from turnout_sidecar.descriptors.descriptor import MOST_BYTES, Descriptor, read_descriptor
from turnout_sidecar.descriptors.problem import DescriptorError
from turnout_sidecar.refusal import Refusal, required

_FIELD = "output_descriptor"


def descriptor_of(
    request: descriptor_pb2.ParseDescriptorRequest | descriptor_pb2.DeriveAddressesRequest,
) -> Descriptor:
    """The descriptor that a request holds."""
    network = network_of(request.network)
    text = request.output_descriptor
    if not text:
        raise required(_FIELD, "an output descriptor")
    if len(text.encode()) > MOST_BYTES:
        raise Refusal("LIMIT_EXCEEDED", _FIELD, f"longer than {MOST_BYTES} bytes")
    try:
        return read_descriptor(text, network)
    except DescriptorError as error:
        raise descriptor_refusal(error) from None


def descriptor_refusal(error: DescriptorError) -> Refusal:
    """What is wrong with the descriptor, as a refusal."""
    return Refusal(error.reason, _FIELD, error.message)
