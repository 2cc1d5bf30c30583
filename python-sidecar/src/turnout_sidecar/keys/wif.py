"""Private keys in wallet import format."""

from __future__ import annotations

from dataclasses import dataclass, field

from turnout_sidecar.address.networks import Network
from turnout_sidecar.btclib_door import is_private_key, public_key, uncompressed_public_key
from turnout_sidecar.codec.base58 import decode_check

_MAINNET = 0x80
_TEST = 0xEF
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class WifKey:
    """`key` is 32 bytes, a valid private key."""

    key: bytes = field(repr=False)
    is_compressed: bool
    is_mainnet: bool

    @property
    def public_key(self) -> bytes:
        """As it is meant, 33 or 65 bytes."""
        return public_key(self.key) if self.is_compressed else uncompressed_public_key(self.key)

    def belongs_to(self, network: Network) -> bool:
        """Whether the prefix is that of a network."""
        return self.is_mainnet == (network.chain == "main")


def read_wif(text: str) -> WifKey | None:
    """The key, or None for what Core's DecodeSecret does not read; blanks around are not allowed either."""
    payload = None if text != text.strip() else decode_check(text, _LONGEST)
    if payload is None or len(payload) not in (33, 34) or payload[0] not in (_MAINNET, _TEST):
        return None
    is_compressed = len(payload) == 34
    if (is_compressed and payload[33] != 1) or not is_private_key(payload[1:33]):
        return None
    return WifKey(payload[1:33], is_compressed, payload[0] == _MAINNET)
