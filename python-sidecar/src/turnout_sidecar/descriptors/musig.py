"""The aggregate of several keys (BIP327), sorted first as BIP390 wants it."""

from __future__ import annotations

from turnout_sidecar.btclib_door import multiply_public_key, sum_public_keys
from turnout_sidecar.codec.hashes import tagged_hash

# The chain code of BIP328's synthetic extended key.
CHAIN_CODE = bytes.fromhex("868087ca02a6f974c4598924c36b57762d32cb45717167e300622c7167e38965")
_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def aggregate(keys: list[bytes]) -> bytes | None:
    """The aggregate of compressed keys, 33 bytes; None where there is none (probability below 2^-127)."""
    keys = sorted(keys)
    key_list = tagged_hash("KeyAgg list", b"".join(keys))
    # BIP327: the second distinct key has the coefficient 1.
    second = next((key for key in keys if key != keys[0]), b"")
    terms = []
    for key in keys:
        if key != second:
            number = int.from_bytes(tagged_hash("KeyAgg coefficient", key_list + key), "big") % _ORDER
            product = multiply_public_key(key, number.to_bytes(32, "big"))
            if product is None:
                return None
            terms.append(product)
        else:
            terms.append(key)
    return sum_public_keys(terms)
