from __future__ import annotations

import bz2
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnout.script.v1 import script_pb2

from tests import corpus, expect
from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size, write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.transaction import read_transaction
from turnout_sidecar.operations.decode_transaction import decode_transaction
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.script.whole_transaction import read_whole


def decode(raw: bytes) -> script_pb2.DecodeTransactionResponse:
    request = script_pb2.DecodeTransactionRequest(raw_transaction=raw, network=expect.REGTEST)
    return script_pb2.DecodeTransactionResponse.FromString(decode_transaction(request.SerializeToString()))


def test_decodes_every_recorded_transaction_as_the_node_did() -> None:
    recorded = corpus.load("recorded/transactions.json")
    for entry in recorded:
        expect.transaction(decode(bytes.fromhex(entry["hex"])).transaction, entry["decoderawtransaction"])
    assert len(recorded) == 90


def test_decodes_every_transaction_of_the_recorded_blocks() -> None:
    for block in corpus.load("recorded/blocks.json"):
        for core in block["verbose2"]["tx"]:
            expect.transaction(decode(bytes.fromhex(core["hex"])).transaction, core)


@pytest.mark.parametrize(
    "name",
    [
        "block413567.raw",
        "mainnet_block_000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae.raw",
    ],
)
def test_reads_a_full_block_to_its_merkle_root(name: str) -> None:
    assert_merkle_root(corpus.path(f"blocks/{name}").read_bytes())


def test_reads_the_first_blocks_of_mainnet() -> None:
    data = bz2.decompress(corpus.path("blocks/mainnet-1-255.blk.bz2").read_bytes())
    at = count = 0
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        assert_merkle_root(data[at + 8 : at + 8 + size])
        at += 8 + size
        count += 1
    assert count == 255


def assert_merkle_root(block: bytes) -> None:
    count, at = read_compact_size(block, 80)
    hashes = []
    for _ in range(count):
        transaction, at = read_transaction(block, at)
        hashes.append(transaction.txid)
    assert at == len(block)
    while len(hashes) > 1:
        hashes += hashes[-1:] * (len(hashes) % 2)
        hashes = [hash256(left + right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    assert hashes[0] == block[36:68]


def test_takes_a_transaction_without_inputs_and_outputs() -> None:
    transaction = decode(bytes.fromhex("02000000000007000000")).transaction

    assert (transaction.version, transaction.lock_time, transaction.size) == (2, 7, 10)
    assert not transaction.inputs
    assert transaction.txid == hash256(bytes.fromhex("02000000000007000000"))[::-1].hex()


def test_reads_no_inputs_and_one_output_as_legacy() -> None:
    raw = bytes.fromhex("020000000001e803000000000000015100000000")

    transaction = decode(raw).transaction

    assert [output.value for output in transaction.outputs] == [1000]


@pytest.mark.parametrize(
    ("what", "raw"),
    [
        ("cut", "0200000001"),
        ("one byte more", "0200000000000000000000"),
        ("superfluous witness", "02000000000101" + "11" * 36 + "00ffffffff000000000000"),
        ("unknown flag", "02000000000201" + "11" * 36 + "00ffffffff0000000000"),
        ("long length", "02000000fd0100" + "11" * 36 + "00ffffffff0000000000"),
        ("huge length", "02000000ff00000000010000000000000000"),
    ],
)
def test_refuses(what: str, raw: str) -> None:
    with pytest.raises(Refusal) as refused:
        decode(bytes.fromhex(raw))

    assert (refused.value.reason, refused.value.field) == ("TRANSACTION_MALFORMED", "raw_transaction"), what


@given(st.binary(max_size=200))
def test_any_bytes_are_a_transaction_or_malformed(raw: bytes) -> None:
    try:
        transaction = read_whole(raw)
    except MalformedError:
        return
    assert transaction.raw == raw
    assert transaction.txid == sha256(sha256(transaction.stripped).digest()).digest()


@given(st.integers(0, 0x02000000))
def test_lengths_come_back(size: int) -> None:
    written = write_compact_size(size)

    assert read_compact_size(written, 0) == (size, len(written))
