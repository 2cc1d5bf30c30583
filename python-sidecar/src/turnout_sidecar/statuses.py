"""Refusals as gRPC statuses, by the contract's own table."""

from __future__ import annotations

import grpc
from google.protobuf.any_pb2 import Any
from google.rpc import error_details_pb2, status_pb2
from turnout.errors.v1 import reason_pb2
from turnout.options.v1 import options_pb2

from turnout_sidecar.refusal import Refusal

DOMAIN = "turnout"
DETAILS_KEY = "grpc-status-details-bin"

_CODES = {code.value[0]: code for code in grpc.StatusCode}
_STATUSES: dict[str, grpc.StatusCode] = {
    value.name: _CODES[value.GetOptions().Extensions[options_pb2.status]]
    for value in reason_pb2.Reason.DESCRIPTOR.values
    if value.number
}
# The state of the world is no request field's fault: these name a field, all others come without.
_BLAMING = frozenset({grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED})


def code_of(refusal: Refusal) -> grpc.StatusCode:
    """The one status that a reason has."""
    return _STATUSES[refusal.reason]


def details_of(refusal: Refusal) -> bytes:
    """A serialized google.rpc.Status: ErrorInfo, then BadRequest where a field is to blame."""
    code = code_of(refusal)
    info = error_details_pb2.ErrorInfo(reason=refusal.reason, domain=DOMAIN)
    status = status_pb2.Status(code=code.value[0], message=str(refusal), details=[_packed(info)])
    if refusal.field and code in _BLAMING:
        violation = error_details_pb2.BadRequest.FieldViolation(field=refusal.field, description=refusal.message)
        status.details.append(_packed(error_details_pb2.BadRequest(field_violations=[violation])))
    serialized: bytes = status.SerializeToString()
    return serialized


def _packed(detail: error_details_pb2.ErrorInfo | error_details_pb2.BadRequest) -> Any:
    packed = Any()
    packed.Pack(detail)
    return packed
