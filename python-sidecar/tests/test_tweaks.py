from __future__ import annotations

from typing import Any

import pytest
from turnout.keys.v1 import tweak_pb2

from tests import corpus
from turnout_sidecar.btclib_door import negate_private_key, public_key
from turnout_sidecar.operations.compute_taproot_key import compute_taproot_key
from turnout_sidecar.operations.tweak_key import tweak_key
from turnout_sidecar.refusal import Refusal

KEY = bytes.fromhex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef")
TWEAK = bytes(31) + b"\x07"
ORDER = bytes.fromhex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")


def tweak(**fields: Any) -> tweak_pb2.TweakKeyResponse:
    request = tweak_pb2.TweakKeyRequest(**fields)
    return tweak_pb2.TweakKeyResponse.FromString(tweak_key(request.SerializeToString()))


def taproot(**fields: Any) -> tweak_pb2.ComputeTaprootKeyResponse:
    request = tweak_pb2.ComputeTaprootKeyRequest(**fields)
    return tweak_pb2.ComputeTaprootKeyResponse.FromString(compute_taproot_key(request.SerializeToString()))


def test_computes_every_output_key_of_bip341() -> None:
    vectors = corpus.load("bips/bip341_wallet.json")["scriptPubKey"]
    for vector in vectors:
        given, between = vector["given"], vector["intermediary"]
        answer = taproot(
            x_only_public_key=bytes.fromhex(given["internalPubkey"]),
            merkle_root=bytes.fromhex(between["merkleRoot"] or ""),
        )
        assert answer.tweak.hex() == between["tweak"]
        assert answer.output_key.hex() == between["tweakedPubkey"]
        assert answer.script_pub_key.hex() == vector["expected"]["scriptPubKey"]
        for block in vector["expected"].get("scriptPathControlBlocks", [])[:1]:
            assert answer.has_odd_y is bool(int(block[:2], 16) & 1)
    assert len(vectors) == 7


def test_tweaks_every_private_key_of_bip341() -> None:
    inputs = corpus.load("bips/bip341_wallet.json")["keyPathSpending"][0]["inputSpending"]
    for spending in inputs:
        answer = taproot(
            private_key=bytes.fromhex(spending["given"]["internalPrivkey"]),
            merkle_root=bytes.fromhex(spending["given"]["merkleRoot"] or ""),
        )
        assert answer.internal_key.hex() == spending["intermediary"]["internalPubkey"]
        assert answer.tweak.hex() == spending["intermediary"]["tweak"]
        assert answer.output_private_key.hex() == spending["intermediary"]["tweakedPrivkey"]
        assert public_key(answer.output_private_key)[1:] == answer.output_key
    assert len(inputs) == 7


def test_a_tweaked_private_key_has_the_tweaked_public_key() -> None:
    private = tweak(private_key=KEY, tweak=TWEAK)
    assert public_key(private.private_key) == private.public_key
    assert tweak(public_key=public_key(KEY), tweak=TWEAK).public_key == private.public_key


def test_an_x_only_key_is_lifted_to_its_even_point() -> None:
    even = KEY if public_key(KEY)[0] == 2 else negate_private_key(KEY)
    assert tweak(x_only_public_key=public_key(KEY)[1:], tweak=TWEAK).public_key == public_key(
        tweak(private_key=even, tweak=TWEAK).private_key
    )


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"tweak": TWEAK}, "FIELD_REQUIRED", "key"),
        ({"private_key": b"", "tweak": TWEAK}, "FIELD_REQUIRED", "private_key"),
        ({"private_key": KEY}, "FIELD_REQUIRED", "tweak"),
        ({"private_key": KEY, "tweak": TWEAK[1:]}, "SIZE_INVALID", "tweak"),
        ({"private_key": KEY, "tweak": ORDER}, "TWEAK_INVALID", "tweak"),
        ({"private_key": KEY, "tweak": negate_private_key(KEY)}, "TWEAK_INVALID", "tweak"),
        ({"public_key": public_key(KEY), "tweak": negate_private_key(KEY)}, "TWEAK_INVALID", "tweak"),
        ({"public_key": public_key(KEY)[1:], "tweak": TWEAK}, "PUBLIC_KEY_INVALID", "public_key"),
        ({"public_key": b"", "tweak": TWEAK}, "FIELD_REQUIRED", "public_key"),
        ({"x_only_public_key": b"\xff" * 32, "tweak": TWEAK}, "PUBLIC_KEY_INVALID", "x_only_public_key"),
    ],
)
def test_refuses_what_cannot_be_tweaked(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        tweak(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({}, "FIELD_REQUIRED", "internal_key"),
        ({"private_key": bytes(32)}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"x_only_public_key": b"\xff" * 32}, "PUBLIC_KEY_INVALID", "x_only_public_key"),
        ({"x_only_public_key": public_key(KEY)[1:], "merkle_root": b"\x01"}, "SIZE_INVALID", "merkle_root"),
    ],
)
def test_refuses_what_is_no_internal_key(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        taproot(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)
