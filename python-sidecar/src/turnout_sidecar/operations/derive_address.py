"""turnout.keys.v1.KeysService/DeriveAddress."""

from __future__ import annotations

from turnout.keys.v1 import keys_pb2

from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import network_of
from turnout_sidecar.btclib_door import taproot_output_key
from turnout_sidecar.codec.hashes import hash160, tagged_hash
from turnout_sidecar.keys.extended_key import DEEPEST, HARDENED, ExtendedKey, child
from turnout_sidecar.operations.derive_key import extended_key_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required, unknown_value
from turnout_sidecar.script.opcodes import CHECKSIG, DUP, EQUAL, EQUALVERIFY, HASH160, ONE
from turnout_sidecar.script.solver import solve

_PURPOSES = (44, 49, 84, 86)


def derive_address(body: bytes) -> bytes:
    """The address account_key / (0 or 1) / index of a BIP44, 49, 84 or 86 account."""
    request = parse(keys_pb2.DeriveAddressRequest, body)
    account = _account(request)
    if request.index >= HARDENED:
        raise Refusal("INDEX_INVALID", "index", f"{request.index} (expected: below 2147483648)")
    network = network_of(request.network)
    if account.family.is_mainnet != (network.chain == "main"):
        belongs = "mainnet" if account.family.is_mainnet else "a test network"
        raise Refusal("NETWORK_MISMATCH", "network", f"{network.chain}, but the key belongs to {belongs}")
    chain = child(account, int(request.change))
    key = chain and child(chain, request.index)
    if key is None:
        raise Refusal("CHILD_NOT_DERIVABLE", "index", f"there is no address {request.index}")
    redeem_script = b"\x00\x14" + hash160(key.public) if request.purpose == 49 else b""
    script = _script(request.purpose, key.public)
    solution = solve(script)
    return keys_pb2.DeriveAddressResponse(
        address=address_of(solution, network),
        script_pub_key=script,
        public_key=key.public,
        redeem_script=redeem_script,
        type=int(solution.type),  # type: ignore[arg-type]
    ).SerializeToString()


def _account(request: keys_pb2.DeriveAddressRequest) -> ExtendedKey:
    account = extended_key_of("account_key", request.account_key)
    if account.depth > DEEPEST - 2:
        message = f"depth {account.depth} leaves no room for two steps"
        raise Refusal("CHILD_NOT_DERIVABLE", "account_key", message)
    if request.purpose not in _PURPOSES:
        if request.purpose == 0:
            raise required("purpose", "one of PURPOSE_BIP44, 49, 84 and 86")
        raise unknown_value("purpose", request.purpose, "turnout.keys.v1.Purpose")
    if request.purpose not in account.family.purposes:
        message = f"the prefix of the account key is not for BIP{request.purpose}"
        raise Refusal("PURPOSE_MISMATCH", "purpose", message)
    return account


def _script(purpose: int, public_key: bytes) -> bytes:
    key_hash = hash160(public_key)
    match purpose:
        case 44:
            return bytes((DUP, HASH160, 20)) + key_hash + bytes((EQUALVERIFY, CHECKSIG))
        case 49:
            return bytes((HASH160, 20)) + hash160(b"\x00\x14" + key_hash) + bytes((EQUAL,))
        case 84:
            return b"\x00\x14" + key_hash
        case _:
            output_key = taproot_output_key(public_key[1:], tagged_hash("TapTweak", public_key[1:]))
            if output_key is None:
                raise Refusal("CHILD_NOT_DERIVABLE", "index", "the key has no taproot output key")
            return bytes((ONE, 32)) + output_key
