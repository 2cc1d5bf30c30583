"""BIP322's two transactions, which exist nowhere: to_spend holds message and address, to_sign the signature."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256, tagged_hash

_OP_RETURN = b"\x6a"
# Value 0, and the script with its length.
TO_SIGN_OUTPUT = bytes(8) + b"\x01" + _OP_RETURN


def message_hash(message: str) -> bytes:
    """The tagged hash of a message, 32 bytes."""
    return tagged_hash("BIP0322-signed-message", message.encode())


def to_spend_txid(digest: bytes, script_pub_key: bytes) -> bytes:
    """In wire order: the id of the transaction whose only output an address's owner can spend."""
    script_sig = b"\x00\x20" + digest
    return hash256(
        b"".join(
            (
                bytes(4),
                b"\x01" + bytes(32) + b"\xff" * 4 + sized(script_sig) + bytes(4),
                b"\x01" + bytes(8) + sized(script_pub_key),
                bytes(4),
            )
        )
    )


def to_sign(outpoint: bytes, script_sig: bytes, witness: list[bytes]) -> bytes:
    """The transaction that spends it, without lock times."""
    spending = b"\x01" + outpoint + sized(script_sig) + bytes(4) + b"\x01" + TO_SIGN_OUTPUT
    if not witness:
        return bytes(4) + spending + bytes(4)
    return bytes(4) + b"\x00\x01" + spending + stack(witness) + bytes(4)


def stack(witness: list[bytes]) -> bytes:
    """A witness as it is serialized."""
    return write_compact_size(len(witness)) + b"".join(map(sized, witness))


def sized(data: bytes) -> bytes:
    """A byte string with its length before it."""
    return write_compact_size(len(data)) + data
