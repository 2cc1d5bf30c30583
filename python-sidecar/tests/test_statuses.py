from __future__ import annotations

import grpc
from google.rpc import error_details_pb2, status_pb2
from turnout.errors.v1 import reason_pb2

from turnout_sidecar.journal import FaultLog
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.statuses import code_of, details_of


def test_every_reason_has_its_status() -> None:
    codes = {name: code_of(Refusal(name, "", "")) for name, number in reason_pb2.Reason.items() if number}

    assert codes["REQUEST_MALFORMED"] is grpc.StatusCode.INVALID_ARGUMENT
    assert codes["BLOCK_NOT_FOUND"] is grpc.StatusCode.NOT_FOUND
    assert codes["CHAIN_REORGANISED"] is grpc.StatusCode.ABORTED
    assert codes["NODE_BUSY"] is grpc.StatusCode.UNAVAILABLE
    assert codes["ENGINE_FAULT"] is grpc.StatusCode.INTERNAL


def test_blames_a_field_of_bad_input() -> None:
    status = status_pb2.Status.FromString(details_of(Refusal("FIELD_REQUIRED", "network", "missing")))
    info, violations = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()

    assert len(status.details) == 2
    assert status.details[0].Unpack(info)
    assert status.details[1].Unpack(violations)
    assert (info.domain, info.reason, dict(info.metadata)) == ("turnout", "FIELD_REQUIRED", {})
    assert [violation.field for violation in violations.field_violations] == ["network"]
    assert status.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]


def test_blames_no_field_for_the_state_of_the_world() -> None:
    for reason in ("REQUEST_MALFORMED", "BLOCK_NOT_FOUND", "NODE_WRONG_NETWORK"):
        assert len(status_pb2.Status.FromString(details_of(Refusal(reason, "", "text"))).details) == 1


def test_writes_one_fault_a_second_and_no_text_of_it() -> None:
    seconds = iter([0.0, 0.4, 1.1])
    written: list[dict[str, object]] = []
    faults = FaultLog(_Recorder(written), clock=lambda: next(seconds))

    for _ in range(3):
        faults.fault("a/B", ValueError("a secret"))

    assert [line["left_out"] for line in written] == [0, 1]
    assert "secret" not in str(written)


class _Recorder:
    def __init__(self, lines: list[dict[str, object]]) -> None:
        self._lines = lines

    def info(self, event: str, **fields: object) -> None:
        self._lines.append({"event": event, **fields})

    def error(self, event: str, **fields: object) -> None:
        self._lines.append({"event": event, **fields})
