"""Our own BIP32 and descriptor checksum beside btclib's."""

from __future__ import annotations

from btclib_wallet.bip32 import derive, rootxprv_from_seed, xpub_from_xprv
from btclib_wallet.descriptors.descriptors import add_checksum
from hypothesis import given
from hypothesis import strategies as st

from turnout_sidecar.keys.extended_key import HARDENED, child, master_key, read_extended_key
from turnout_sidecar.keys.versions import MAINNET
from turnout_sidecar.script.checksum import with_checksum

STEPS = st.lists(st.integers(0, 2 * HARDENED - 1), max_size=4)


@given(st.binary(min_size=16, max_size=64), STEPS)
def test_derives_as_btclib(seed: bytes, steps: list[int]) -> None:
    key = master_key(seed, MAINNET)
    assert key is not None
    for step in steps:
        key = child(key, step)
        assert key is not None

    expected = derive(rootxprv_from_seed(seed), steps)

    assert key.private_text() == expected
    assert key.public_text() == xpub_from_xprv(expected)
    assert read_extended_key(key.private_text()) == key


@given(st.text("0123456789abcdefghijklmnopqrstuvwxyzABCXYZ()[],'/*@:$%{}&+-.;<=>?!^_|~`", max_size=90))
def test_sums_descriptors_as_btclib(descriptor: str) -> None:
    assert with_checksum(descriptor) == add_checksum(descriptor)
