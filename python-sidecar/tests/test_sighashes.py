from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import encode_pb2, script_pb2, sighash_pb2, taproot_pb2

from tests import corpus
from turnout_sidecar.operations.compute_sighash import compute_sighash
from turnout_sidecar.operations.compute_taproot import compute_taproot
from turnout_sidecar.operations.decode_transaction import decode_transaction
from turnout_sidecar.operations.encode_transaction import encode_transaction
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.sighash import script_code
from turnout_sidecar.taproot.tree import Leaf, build_tree, leaf_hash


def sighash(request: sighash_pb2.ComputeSighashRequest) -> sighash_pb2.ComputeSighashResponse:
    return sighash_pb2.ComputeSighashResponse.FromString(compute_sighash(request.SerializeToString()))


def test_hashes_what_core_hashes() -> None:
    rows = [row for row in corpus.load("core/sighash.json") if len(row) == 5]
    for raw, script, index, hash_type, expected in rows:
        request = sighash_pb2.ComputeSighashRequest(
            raw_transaction=bytes.fromhex(raw),
            input_index=index,
            hash_type=hash_type,
        )
        request.legacy.script_code = bytes.fromhex(script)
        assert sighash(request).sighash[::-1].hex() == expected
    assert len(rows) == 500


def test_signs_what_the_wallet_vectors_of_bip341_sign() -> None:
    for spend in corpus.load("bips/bip341_wallet.json")["keyPathSpending"]:
        for item in spend["inputSpending"]:
            request = sighash_pb2.ComputeSighashRequest(
                raw_transaction=bytes.fromhex(spend["given"]["rawUnsignedTx"]),
                input_index=item["given"]["txinIndex"],
                hash_type=item["given"]["hashType"],
                with_preimage=True,
            )
            for spent in spend["given"]["utxosSpent"]:
                request.taproot.prevouts.add(
                    value=spent["amountSats"], script_pub_key=bytes.fromhex(spent["scriptPubKey"])
                )
            answer = sighash(request)
            assert answer.preimage.hex() == item["intermediary"]["sigMsg"]
            assert answer.sighash.hex() == item["intermediary"]["sigHash"]


def leaves(tree: Any, depth: int = 0) -> list[taproot_pb2.TaprootLeaf]:
    if tree is None:
        return []
    if isinstance(tree, list):
        return [leaf for child in tree for leaf in leaves(child, depth + 1)]
    script = bytes.fromhex(tree["script"])
    return [taproot_pb2.TaprootLeaf(depth=depth, leaf_version=tree["leafVersion"], script=script)]


def test_computes_the_outputs_of_bip341() -> None:
    for vector in corpus.load("bips/bip341_wallet.json")["scriptPubKey"]:
        request = taproot_pb2.ComputeTaprootRequest(
            network=bitcoin_pb2.NETWORK_MAINNET,
            internal_key=bytes.fromhex(vector["given"]["internalPubkey"]),
            leaves=leaves(vector["given"]["scriptTree"]),
        )
        answer = taproot_pb2.ComputeTaprootResponse.FromString(compute_taproot(request.SerializeToString()))
        assert answer.script_pub_key.hex() == vector["expected"]["scriptPubKey"]
        assert answer.address == vector["expected"]["bip350Address"]
        controls = vector["expected"].get("scriptPathControlBlocks", [])
        assert [leaf.control_block.hex() for leaf in answer.leaves] == controls


@pytest.mark.parametrize("depths", [[1], [0, 0], [1, 1, 1], [2, 1, 2], [1, 2], [2, 2], [1, 0]])
def test_refuses_depths_of_no_tree(depths: list[int]) -> None:
    assert build_tree([Leaf(depth, 0xC0, b"") for depth in depths]) is None


def test_a_lone_leaf_is_the_root() -> None:
    tree = build_tree([Leaf(0, 0xC0, b"\x51")])
    assert tree
    assert (tree.merkle_root, tree.paths) == (leaf_hash(0xC0, b"\x51"), [b""])


def test_encoding_gives_back_what_was_decoded() -> None:
    for entry in corpus.load("recorded/transactions.json"):
        request = script_pb2.DecodeTransactionRequest(
            raw_transaction=bytes.fromhex(entry["hex"]), network=bitcoin_pb2.NETWORK_REGTEST
        )
        decoded = script_pb2.DecodeTransactionResponse.FromString(decode_transaction(request.SerializeToString()))
        body = encode_pb2.EncodeTransactionRequest(transaction=decoded.transaction).SerializeToString()
        encoded = encode_pb2.EncodeTransactionResponse.FromString(encode_transaction(body))
        assert encoded.raw_transaction.hex() == entry["hex"]
        assert (encoded.txid, encoded.wtxid) == (decoded.transaction.txid, decoded.transaction.wtxid)


@pytest.mark.parametrize("txid", ["", "00", "zz" * 32, " " + "00" * 31 + " ", "0" * 63 + "\n"])
def test_refuses_a_txid_that_is_none(txid: str) -> None:
    request = encode_pb2.EncodeTransactionRequest()
    request.transaction.inputs.add(txid=txid)
    with pytest.raises(Refusal) as refused:
        encode_transaction(request.SerializeToString())
    assert (refused.value.reason, refused.value.field) == ("TXID_INVALID", "transaction.inputs[0].txid")


@given(st.binary(max_size=60))
def test_a_script_without_separators_is_hashed_whole_unless_it_is_cut(script: bytes) -> None:
    written = script_code.serialized(script)
    if 0xAB not in script:
        assert written[0] == len(script)
        assert script.startswith(written[1:])


def test_writes_a_cut_push_as_core_does() -> None:
    # The length of all of it, the bytes up to where reading stops.
    assert script_code.serialized(bytes.fromhex("ab51ab4c0511")) == bytes.fromhex("04" + "51" + "4c05")
