"""turnout.script.v1.ScriptService/DeriveAddresses."""

from __future__ import annotations

from turnout.script.v1 import descriptor_pb2

from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import network_of
from turnout_sidecar.descriptors.descriptor import Descriptor
from turnout_sidecar.descriptors.problem import DescriptorError
from turnout_sidecar.keys.extended_key import HARDENED
from turnout_sidecar.operations.descriptor_field import descriptor_of, descriptor_refusal
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.script.solver import solve

_MOST_INDEXES = 1_000
_MOST_STEPS = 10_000


def derive_addresses(body: bytes) -> bytes:
    """A page of a descriptor's outputs, as Core's deriveaddresses, with the scripts."""
    request = parse(descriptor_pb2.DeriveAddressesRequest, body)
    descriptor = descriptor_of(request)
    network = network_of(request.network)
    indexes = _indexes(request, descriptor)
    response = descriptor_pb2.DeriveAddressesResponse()
    try:
        for alternative in range(descriptor.alternatives):
            outputs = descriptor.outputs(alternative)
            for index in indexes:
                for script, redeem_script, witness_script in outputs(index):
                    solution = solve(script)
                    response.outputs.add(
                        alternative=alternative,
                        index=index,
                        script_pub_key=script,
                        address=address_of(solution, network),
                        type=int(solution.type),
                        redeem_script=redeem_script,
                        witness_script=witness_script,
                    )
    except DescriptorError as error:
        raise descriptor_refusal(error) from None
    return response.SerializeToString()


def _indexes(request: descriptor_pb2.DeriveAddressesRequest, descriptor: Descriptor) -> range:
    first, count = request.first_index, request.count or 1
    if first >= HARDENED:
        raise Refusal("INDEX_INVALID", "first_index", f"{first} (expected: below 2147483648)")
    if first and not descriptor.is_range:
        raise Refusal("DESCRIPTOR_NOT_RANGED", "first_index", "there is no wildcard")
    if count > _MOST_INDEXES:
        raise Refusal("LIMIT_EXCEEDED", "count", f"{count} (expected: at most {_MOST_INDEXES})")
    if count > 1 and not descriptor.is_range:
        raise Refusal("DESCRIPTOR_NOT_RANGED", "count", "there is no wildcard")
    if first + count > HARDENED:
        raise Refusal("INDEX_INVALID", "count", "leads to an index of 2147483648 or more")
    if descriptor.steps(count) > _MOST_STEPS:
        raise Refusal("LIMIT_EXCEEDED", "count", f"needs more than {_MOST_STEPS} derivations")
    return range(first, first + count)
