"""What the first four bytes of an extended key say (BIP32, SLIP-132)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """One letter's pair of prefixes. `purposes` are the BIP numbers that the letter may stand for."""

    private: bytes
    public: bytes
    is_mainnet: bool
    purposes: frozenset[int]


def _family(private: str, public: str, is_mainnet: bool, *purposes: int) -> Family:
    return Family(bytes.fromhex(private), bytes.fromhex(public), is_mainnet, frozenset(purposes))


MAINNET = _family("0488ade4", "0488b21e", True, 44, 49, 84, 86)
TESTNET = _family("04358394", "043587cf", False, 44, 49, 84, 86)
_FAMILIES = (
    MAINNET,
    TESTNET,
    _family("049d7878", "049d7cb2", True, 49),  # y
    _family("0295b005", "0295b43f", True),  # Y
    _family("04b2430c", "04b24746", True, 84),  # z
    _family("02aa7a99", "02aa7ed3", True),  # Z
    _family("044a4e28", "044a5262", False, 49),  # u
    _family("024285b5", "024289ef", False),  # U
    _family("045f18bc", "045f1cf6", False, 84),  # v
    _family("02575048", "02575483", False),  # V
)
FAMILIES = {version: family for family in _FAMILIES for version in (family.private, family.public)}
