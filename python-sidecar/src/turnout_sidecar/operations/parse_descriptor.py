"""turnout.script.v1.ScriptService/ParseDescriptor."""

from __future__ import annotations

from turnout.script.v1 import descriptor_pb2

from turnout_sidecar.operations.descriptor_field import descriptor_of
from turnout_sidecar.operations.requests import parse


def parse_descriptor(body: bytes) -> bytes:
    """What a descriptor says, as Core's getdescriptorinfo."""
    descriptor = descriptor_of(parse(descriptor_pb2.ParseDescriptorRequest, body))
    texts = [descriptor.text(alternative) for alternative in range(descriptor.alternatives)]
    return descriptor_pb2.ParseDescriptorResponse(
        output_descriptor=texts[0],
        checksum=descriptor.checksum,
        is_range=descriptor.is_range,
        is_solvable=descriptor.is_solvable,
        has_private_keys=descriptor.has_private_keys,
        multipath_expansion=texts if len(texts) > 1 else [],
    ).SerializeToString()
