"""turnout.keys.v1.KeysService/ParsePrivateKey."""

from __future__ import annotations

from turnout.keys.v1 import encoded_key_pb2

from turnout_sidecar.address.networks import Network, network_of
from turnout_sidecar.keys.wif import WifKey, read_wif
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required


def parse_private_key(body: bytes) -> bytes:
    """A private key out of its wallet import format."""
    request = parse(encoded_key_pb2.ParsePrivateKeyRequest, body)
    key = wif_key_of("private_key", request.private_key, network_of(request.network))
    return encoded_key_pb2.ParsePrivateKeyResponse(
        private_key=key.key, is_compressed=key.is_compressed, public_key=key.public_key
    ).SerializeToString()


def wif_key_of(field: str, text: str, network: Network) -> WifKey:
    """A key of one network in a field that must hold one; the text is never quoted."""
    if not text:
        raise required(field, "a private key in wallet import format")
    key = read_wif(text)
    if key is None:
        raise Refusal("PRIVATE_KEY_INVALID", field, "not a key in wallet import format")
    if not key.belongs_to(network):
        raise Refusal("NETWORK_MISMATCH", field, f"the key does not belong to {network.chain}")
    return key
