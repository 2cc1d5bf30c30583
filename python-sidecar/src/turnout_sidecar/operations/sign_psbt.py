"""turnout.keys.v1.KeysService/SignPsbt."""

from __future__ import annotations

from turnout.keys.v1 import psbt_pb2

from turnout_sidecar.keys.extended_key import ExtendedKey
from turnout_sidecar.operations.derive_key import extended_key_of
from turnout_sidecar.operations.psbt_requests import workable_psbt
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.wif_field import wif_field
from turnout_sidecar.psbt.key_ring import MOST_STEPS, KeyRing, Pair, TooManyStepsError
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.reading import write_psbt
from turnout_sidecar.psbt.signing import DEFAULT, TYPES, Signed, Signer, UnsignedError
from turnout_sidecar.psbt.types import Global, In
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.sighash.hash_type import ANYONE_CAN_PAY, NONE, SINGLE

_MOST_KEYS, _MOST_EXTENDED, _MOST_TYPES = 1000, 100, 16
_MODIFIABLE = bytes((Global.TX_MODIFIABLE,))
_INPUTS, _OUTPUTS, _HAS_SINGLE = 1, 2, 4


def sign_psbt(body: bytes) -> bytes:
    """Signs what the keys can sign and says what they could not; the same request always gets the same bytes."""
    request = parse(psbt_pb2.SignPsbtRequest, body)
    psbt = workable_psbt("psbt", request.psbt)
    ring = _ring(request)
    allowed = _allowed(request)
    try:
        ring.derive(psbt)
    except TooManyStepsError:
        raise Refusal("LIMIT_EXCEEDED", "psbt", f"its key paths take over {MOST_STEPS} steps") from None
    signer = Signer(psbt, ring, allowed)
    response = psbt_pb2.SignPsbtResponse()
    head, inputs = dict(psbt.globals), []
    for index, records in enumerate(psbt.inputs):
        try:
            signatures = signer.sign(index)
        except UnsignedError as error:
            response.unsigned_inputs.add(input=index, reason=int(error.reason))
            inputs.append(records)
            continue
        inputs.append(_with_signatures(records, signatures, signer.witness_utxo(index)))
        for signed in signatures:
            response.signatures.add(
                input=index,
                public_key=signed.public_key,
                leaf_hash=signed.leaf_hash,
                sighash_type=signed.hash_type,
            )
        if psbt.version:
            _restrict(head, signatures[0].hash_type)
    response.psbt = write_psbt(head, inputs, psbt.outputs)
    return response.SerializeToString()


def _ring(request: psbt_pb2.SignPsbtRequest) -> KeyRing:
    if len(request.private_keys) > _MOST_KEYS:
        raise Refusal("LIMIT_EXCEEDED", "private_keys", f"at most {_MOST_KEYS}")
    given = [wif_field(f"private_keys[{at}]", text) for at, text in enumerate(request.private_keys)]
    pairs = [Pair(wif.key, wif.public_key) for wif in given]
    if len(request.extended_private_keys) > _MOST_EXTENDED:
        raise Refusal("LIMIT_EXCEEDED", "extended_private_keys", f"at most {_MOST_EXTENDED}")
    extended = [_extended(f"extended_private_keys[{at}]", t) for at, t in enumerate(request.extended_private_keys)]
    return KeyRing(pairs, extended)


def _extended(field: str, text: str) -> ExtendedKey:
    key = extended_key_of(field, text)
    if not key.private:
        raise Refusal("EXTENDED_KEY_INVALID", field, "a public key (expected: a private one)")
    return key


def _allowed(request: psbt_pb2.SignPsbtRequest) -> frozenset[int]:
    if len(request.allowed_sighash_types) > _MOST_TYPES:
        raise Refusal("LIMIT_EXCEEDED", "allowed_sighash_types", f"at most {_MOST_TYPES}")
    for index, hash_type in enumerate(request.allowed_sighash_types):
        if hash_type not in TYPES and hash_type != DEFAULT:
            raise Refusal("SIGHASH_TYPE_INVALID", f"allowed_sighash_types[{index}]", f"{hash_type} does not exist")
    return frozenset(request.allowed_sighash_types)


def _with_signatures(records: Records, signatures: list[Signed], witness_utxo: bytes) -> Records:
    grown = records | {signed.key: signed.value for signed in signatures}
    if witness_utxo:
        grown[bytes((In.WITNESS_UTXO,))] = witness_utxo
    return grown


def _restrict(head: Records, hash_type: int) -> None:
    """What a signature leaves modifiable (BIP370)."""
    flags = head.get(_MODIFIABLE, b"\x00")[0]
    base = hash_type & ~ANYONE_CAN_PAY
    flags &= ~0 if hash_type & ANYONE_CAN_PAY else ~_INPUTS
    flags &= ~0 if base == NONE else ~_OUTPUTS
    flags |= _HAS_SINGLE if base == SINGLE else 0
    if flags or _MODIFIABLE in head:
        head[_MODIFIABLE] = bytes((flags,))
