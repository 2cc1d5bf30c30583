from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import pytest
from turnout.keys.v1 import signature_pb2

from tests import corpus
from turnout_sidecar.btclib_door import negate_private_key, public_key
from turnout_sidecar.operations.sign_digest import sign_digest
from turnout_sidecar.operations.sign_schnorr import sign_schnorr
from turnout_sidecar.operations.verify_signature import verify_signature
from turnout_sidecar.refusal import Refusal

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
DER = signature_pb2.SIGNATURE_ALGORITHM_ECDSA_DER
COMPACT = signature_pb2.SIGNATURE_ALGORITHM_ECDSA_COMPACT
SCHNORR = signature_pb2.SIGNATURE_ALGORITHM_SCHNORR
KEY = bytes.fromhex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef")


def digest_signature(**fields: Any) -> bytes:
    request = signature_pb2.SignDigestRequest(**fields)
    return signature_pb2.SignDigestResponse.FromString(sign_digest(request.SerializeToString())).signature


def schnorr(**fields: Any) -> signature_pb2.SignSchnorrResponse:
    request = signature_pb2.SignSchnorrRequest(**fields)
    return signature_pb2.SignSchnorrResponse.FromString(sign_schnorr(request.SerializeToString()))


def verify(**fields: Any) -> signature_pb2.VerifySignatureResponse:
    request = signature_pb2.VerifySignatureRequest(**fields)
    return signature_pb2.VerifySignatureResponse.FromString(verify_signature(request.SerializeToString()))


def rows() -> Iterator[dict[str, str]]:
    with corpus.path("core/bip340_test_vectors.csv").open(encoding="ascii") as lines:
        yield from csv.DictReader(lines)


def test_signs_and_verifies_every_row_of_bip340() -> None:
    count = 0
    for row in rows():
        key, message, signature = (bytes.fromhex(row[name]) for name in ("public key", "message", "signature"))
        answer = verify(algorithm=SCHNORR, public_key=key, message=message, signature=signature)
        assert answer.valid is (row["verification result"] == "TRUE")
        if row["secret key"]:
            signed = schnorr(
                private_key=bytes.fromhex(row["secret key"]), message=message, aux_rand=bytes.fromhex(row["aux_rand"])
            )
            assert (signed.signature, signed.x_only_public_key) == (signature, key)
        count += 1
    assert count == 19


def test_absent_auxiliary_randomness_is_zeros() -> None:
    assert schnorr(private_key=KEY, message=b"m") == schnorr(private_key=KEY, message=b"m", aux_rand=bytes(32))


def test_ecdsa_signatures_are_low_in_both_halves_and_verify_in_both_forms() -> None:
    for number in range(100):
        digest = number.to_bytes(32, "big")
        compact = digest_signature(private_key=KEY, digest=digest, encoding=signature_pb2.SIGNATURE_ENCODING_COMPACT)
        der = digest_signature(private_key=KEY, digest=digest)
        assert compact[0] < 0x80
        assert len(der) <= 70
        for algorithm, signature in ((COMPACT, compact), (DER, der)):
            answer = verify(algorithm=algorithm, public_key=public_key(KEY), message=digest, signature=signature)
            assert (answer.valid, answer.has_high_s) == (True, False)


def test_a_high_s_is_valid_and_said() -> None:
    digest = bytes(32)
    compact = digest_signature(private_key=KEY, digest=digest, encoding=signature_pb2.SIGNATURE_ENCODING_COMPACT)
    high = compact[:32] + negate_private_key(compact[32:])

    answer = verify(algorithm=COMPACT, public_key=public_key(KEY), message=digest, signature=high)

    assert (answer.valid, answer.has_high_s) == (True, True)


@pytest.mark.parametrize(
    ("signature", "failure"),
    [
        ("00" * 64, signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH),
        ("ff" * 64, signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH),
        ("00" * 63, signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
    ],
)
def test_what_is_no_compact_signature_is_told_from_one_that_does_not_fit(
    signature: str, failure: signature_pb2.VerifySignatureFailure.ValueType
) -> None:
    answer = verify(
        algorithm=COMPACT, public_key=public_key(KEY), message=bytes(32), signature=bytes.fromhex(signature)
    )
    assert (answer.valid, answer.failure) == (False, failure)


@pytest.mark.parametrize(
    ("signature", "failure"),
    [
        ("3006020101020101", signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH),
        ("3026022100" + ORDER.to_bytes(32, "big").hex() + "020101", signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH),
        ("3046" + "023d" + "7f" * 61 + "020101"[:6] + "", signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
        ("3042" + "023d" + "7f" * 61 + "020101", signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH),
        ("300702020001020101", signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
        ("3006020181020101", signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
        ("300602010102010101", signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
        ("30050201010200", signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING),
    ],
)
def test_der_is_bip66s_one_form(signature: str, failure: signature_pb2.VerifySignatureFailure.ValueType) -> None:
    answer = verify(algorithm=DER, public_key=public_key(KEY), message=bytes(32), signature=bytes.fromhex(signature))
    assert (answer.valid, answer.failure) == (False, failure)


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({}, "FIELD_REQUIRED", "algorithm"),
        ({"algorithm": 9}, "FIELD_UNKNOWN_VALUE", "algorithm"),
        ({"algorithm": SCHNORR}, "FIELD_REQUIRED", "public_key"),
        ({"algorithm": DER, "public_key": KEY, "message": b"m"}, "SIZE_INVALID", "message"),
        ({"algorithm": SCHNORR, "public_key": KEY, "message": bytes((1 << 20) + 1)}, "LIMIT_EXCEEDED", "message"),
        ({"algorithm": SCHNORR, "public_key": KEY}, "FIELD_REQUIRED", "signature"),
    ],
)
def test_refuses_what_cannot_be_verified(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        verify(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({}, "FIELD_REQUIRED", "private_key"),
        ({"private_key": bytes(32)}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"private_key": bytes(31) + b"\x01\x01"}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"private_key": ORDER.to_bytes(32, "big")}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"private_key": KEY}, "FIELD_REQUIRED", "digest"),
        ({"private_key": KEY, "digest": bytes(31)}, "SIZE_INVALID", "digest"),
        ({"private_key": KEY, "digest": bytes(32), "encoding": 3}, "FIELD_UNKNOWN_VALUE", "encoding"),
    ],
)
def test_refuses_what_cannot_be_signed(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        digest_signature(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert KEY.hex() not in str(refused.value)


def test_auxiliary_randomness_has_32_bytes() -> None:
    with pytest.raises(Refusal) as refused:
        schnorr(private_key=KEY, aux_rand=b"\x01")
    assert (refused.value.reason, refused.value.field) == ("SIZE_INVALID", "aux_rand")
