from __future__ import annotations

from turnout_sidecar.keys.extended_key import read_extended_key
from turnout_sidecar.keys.wif import read_wif
from turnout_sidecar.script.solver import solve
from turnout_sidecar.signed_messages.challenge import challenge_of

XPRV = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k"
SCRIPT = bytes.fromhex("00142b05d564e6a7a33c087f16e0f730d1440123799d")


def test_no_value_that_holds_a_secret_shows_it() -> None:
    extended, wif = read_extended_key(XPRV), read_wif(WIF)
    assert extended is not None
    assert wif is not None
    secrets = (extended.private, extended.chain_code, wif.key)
    for holder in (extended, wif, challenge_of(SCRIPT, solve(SCRIPT), b"", [wif])):
        for text in (repr(holder), str(holder)):
            assert XPRV[20:40] not in text
            assert WIF[10:30] not in text
            assert not any(secret.hex()[:16] in text or repr(secret)[2:20] in text for secret in secrets)
