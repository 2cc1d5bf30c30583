"""Record types by their numbers (BIP174, 370, 371, 373)."""

from __future__ import annotations

PROPRIETARY = 0xFC


class Global:
    """Of the global map."""

    UNSIGNED_TX = 0x00
    XPUB = 0x01
    TX_VERSION = 0x02
    FALLBACK_LOCK_TIME = 0x03
    INPUT_COUNT = 0x04
    OUTPUT_COUNT = 0x05
    TX_MODIFIABLE = 0x06
    VERSION = 0xFB


class In:
    """Of an input's map."""

    NON_WITNESS_UTXO = 0x00
    WITNESS_UTXO = 0x01
    PARTIAL_SIG = 0x02
    SIGHASH_TYPE = 0x03
    REDEEM_SCRIPT = 0x04
    WITNESS_SCRIPT = 0x05
    BIP32_DERIVATION = 0x06
    FINAL_SCRIPT_SIG = 0x07
    FINAL_SCRIPT_WITNESS = 0x08
    RIPEMD160 = 0x0A
    SHA256 = 0x0B
    HASH160 = 0x0C
    HASH256 = 0x0D
    PREVIOUS_TXID = 0x0E
    OUTPUT_INDEX = 0x0F
    SEQUENCE = 0x10
    REQUIRED_TIME = 0x11
    REQUIRED_HEIGHT = 0x12
    TAP_KEY_SIG = 0x13
    TAP_SCRIPT_SIG = 0x14
    TAP_LEAF_SCRIPT = 0x15
    TAP_BIP32_DERIVATION = 0x16
    TAP_INTERNAL_KEY = 0x17
    TAP_MERKLE_ROOT = 0x18
    MUSIG2_PARTICIPANTS = 0x1A
    MUSIG2_NONCE = 0x1B
    MUSIG2_PARTIAL_SIG = 0x1C


class Out:
    """Of an output's map."""

    REDEEM_SCRIPT = 0x00
    WITNESS_SCRIPT = 0x01
    BIP32_DERIVATION = 0x02
    AMOUNT = 0x03
    SCRIPT = 0x04
    TAP_INTERNAL_KEY = 0x05
    TAP_TREE = 0x06
    TAP_BIP32_DERIVATION = 0x07
    MUSIG2_PARTICIPANTS = 0x08


KNOWN_GLOBAL = frozenset((0, 1, 2, 3, 4, 5, 6, 0xFB))
KNOWN_INPUT = frozenset((*range(0x09), *range(0x0A, 0x19), 0x1A, 0x1B, 0x1C))
KNOWN_OUTPUT = frozenset(range(0x09))
