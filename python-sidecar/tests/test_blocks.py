from __future__ import annotations

import bz2
from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import address_pb2, block_pb2

from tests import corpus, expect
from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.operations.compute_compact_filter import compute_compact_filter
from turnout_sidecar.operations.compute_merkle_root import compute_merkle_root
from turnout_sidecar.operations.decode_block import decode_block
from turnout_sidecar.operations.decode_block_header import decode_block_header
from turnout_sidecar.operations.encode_address import encode_address
from turnout_sidecar.refusal import Refusal

MAINNET, REGTEST = bitcoin_pb2.NETWORK_MAINNET, bitcoin_pb2.NETWORK_REGTEST
ZEROS = "00" * 32


def decode(
    raw: bytes, network: bitcoin_pb2.Network.ValueType = MAINNET, *, txids_only: bool = False
) -> block_pb2.DecodeBlockResponse:
    request = block_pb2.DecodeBlockRequest(network=network, raw_block=raw, txids_only=txids_only)
    return block_pb2.DecodeBlockResponse.FromString(decode_block(request.SerializeToString()))


def header(raw: bytes) -> block_pb2.RawBlockHeader:
    request = block_pb2.DecodeBlockHeaderRequest(raw_header=raw)
    return block_pb2.DecodeBlockHeaderResponse.FromString(decode_block_header(request.SerializeToString())).header


def root(txids: list[str]) -> block_pb2.ComputeMerkleRootResponse:
    request = block_pb2.ComputeMerkleRootRequest(txids=txids)
    return block_pb2.ComputeMerkleRootResponse.FromString(compute_merkle_root(request.SerializeToString()))


def compact_filter(raw: bytes, prevouts: list[bytes], previous: str) -> block_pb2.ComputeCompactFilterResponse:
    request = block_pb2.ComputeCompactFilterRequest(
        raw_block=raw, prevout_scripts=prevouts, previous_filter_header=previous
    )
    return block_pb2.ComputeCompactFilterResponse.FromString(compute_compact_filter(request.SerializeToString()))


def refusal(call: Any, *args: Any) -> tuple[str, str]:
    with pytest.raises(Refusal) as refused:
        call(*args)
    return refused.value.reason, refused.value.field


def encoded(block: block_pb2.DecodeBlockResponse) -> bytes:
    """The block's bytes again, from nothing but the reply."""
    fields = block.header
    raw = fields.version.to_bytes(4, "little", signed=True)
    raw += bytes.fromhex(fields.previous_block_hash)[::-1] + bytes.fromhex(fields.merkle_root)[::-1]
    raw += b"".join(number.to_bytes(4, "little") for number in (fields.time, fields.bits, fields.nonce))
    return raw + write_compact_size(len(block.transactions)) + b"".join(map(transaction_bytes, block.transactions))


def transaction_bytes(transaction: bitcoin_pb2.Transaction) -> bytes:
    has_witness = any(spent.witness for spent in transaction.inputs)
    raw = transaction.version.to_bytes(4, "little") + (b"\x00\x01" if has_witness else b"")
    raw += write_compact_size(len(transaction.inputs))
    for spent in transaction.inputs:
        if spent.HasField("coinbase"):
            raw += bytes(32) + b"\xff" * 4 + sized(spent.coinbase)
        else:
            raw += bytes.fromhex(spent.txid)[::-1] + spent.vout.to_bytes(4, "little") + sized(spent.script_sig.raw)
        raw += spent.sequence.to_bytes(4, "little")
    raw += write_compact_size(len(transaction.outputs))
    for output in transaction.outputs:
        raw += output.value.to_bytes(8, "little", signed=True) + sized(output.script_pub_key.raw)
    if has_witness:
        for spent in transaction.inputs:
            raw += write_compact_size(len(spent.witness)) + b"".join(map(sized, spent.witness))
    return raw + transaction.lock_time.to_bytes(4, "little")


def sized(data: bytes) -> bytes:
    return write_compact_size(len(data)) + data


def test_nothing_of_a_block_is_lost() -> None:
    framed = bz2.decompress(corpus.path("blocks/mainnet-1-255.blk.bz2").read_bytes())
    blocks, at = [], 0
    while at < len(framed):
        size = int.from_bytes(framed[at + 4 : at + 8], "little")
        blocks.append(framed[at + 8 : at + 8 + size])
        at += 8 + size
    blocks += [path.read_bytes() for path in sorted(corpus.path("blocks").glob("*.raw"))]
    assert len(blocks) == 257
    for raw in blocks:
        block = decode(raw)
        assert encoded(block) == raw
        assert block.merkle_root_valid
        assert not block.merkle_tree_mutated
        assert block.size == len(raw)


def test_says_what_the_node_said_of_its_blocks() -> None:
    previous, last = ZEROS, ""
    for entry in corpus.load("recorded/blocks.json"):
        raw, verbose, core = bytes.fromhex(entry["raw"]), entry["verbose2"], entry["header"]
        block = decode(raw, REGTEST)
        assert block.header == header(bytes.fromhex(entry["header_hex"]))
        assert block.header.block_hash == core["hash"]
        assert block.header.previous_block_hash == core.get("previousblockhash", ZEROS)
        assert block.header.bits == int(core["bits"], 16)
        assert block.header.target.hex() == core["target"]
        assert (block.size, block.stripped_size, block.weight) == tuple(
            verbose[name] for name in ("size", "strippedsize", "weight")
        )
        for transaction, expected in zip(block.transactions, verbose["tx"], strict=True):
            expect.transaction(transaction, expected)
        assert list(decode(raw, REGTEST, txids_only=True).txids) == entry["verbose1"]["tx"]
        assert root(entry["verbose1"]["tx"]).merkle_root == core["merkleroot"]

        follows = core.get("previousblockhash", "") == last
        reply = compact_filter(raw, prevouts(entry["verbose3"]), previous if follows else ZEROS)
        assert reply.filter.hex() == entry["filter"]["filter"]
        if follows:
            assert reply.filter_header == entry["filter"]["header"]
        previous, last = entry["filter"]["header"], core["hash"]


def prevouts(block: dict[str, Any]) -> list[bytes]:
    spent = [item for transaction in block["tx"][1:] for item in transaction["vin"]]
    return [bytes.fromhex(item["prevout"]["scriptPubKey"]["hex"]) for item in spent]


def test_tells_a_list_that_another_one_has_the_root_of() -> None:
    a, b, c = (f"{number:064x}" for number in (1, 2, 3))

    assert root([a, b, c]).merkle_root == root([a, b, c, c]).merkle_root
    assert not root([a, b, c]).mutated
    assert root([a, b, c, c]).mutated
    assert root([a, b, a, b]).mutated
    assert not root([a]).mutated
    assert root([a]).merkle_root == a


def test_refuses_bad_hashes_by_their_place() -> None:
    assert refusal(root, []) == ("FIELD_REQUIRED", "txids")
    assert refusal(root, [ZEROS, "xy"]) == ("TXID_INVALID", "txids[1]")
    assert refusal(root, [ZEROS] * 50_001) == ("LIMIT_EXCEEDED", "txids")


def test_a_target_is_one_only_within_256_bits() -> None:
    def target(bits: int) -> str:
        return header(bytes(72) + bits.to_bytes(4, "little") + bytes(4)).target.hex()

    assert target(0x207FFFFF) == "7fffff" + "00" * 29
    assert target(0x01003456) == "00" * 32
    assert target(0x01123456) == "00" * 31 + "12"
    assert target(0x01803456) == "00" * 32
    assert target(0x01FEDCBA) == ""
    assert target(0x04923456) == ""
    assert target(0x05009234) == "00" * 27 + "0092340000"
    assert target(0xFF123456) == ""
    assert target(0x21010000) == ""
    assert target(0x22000100) == ""
    assert target(0x210000FF) == "00ff" + "00" * 30


def test_refuses_blocks_that_are_none_or_too_large() -> None:
    assert refusal(decode, b"") == ("FIELD_REQUIRED", "raw_block")
    assert refusal(decode, bytes(79)) == ("BLOCK_MALFORMED", "raw_block")
    assert refusal(decode, bytes(80)) == ("BLOCK_MALFORMED", "raw_block")
    assert decode(bytes(81)).transaction_count == 0
    assert refusal(decode, bytes(82)) == ("BLOCK_MALFORMED", "raw_block")
    assert refusal(decode, bytes(80) + b"\xfe\xff\xff\xff\x01") == ("BLOCK_MALFORMED", "raw_block")
    assert refusal(decode, bytes(4_000_001)) == ("LIMIT_EXCEEDED", "raw_block")
    assert refusal(header, bytes(81)) == ("BLOCK_MALFORMED", "raw_header")


def test_a_heavy_block_is_over_the_limit() -> None:
    output = bytes(8) + b"\x00"
    inputs = b"\x01" + bytes(36) + b"\x00" + bytes(4)
    many = bytes(4) + inputs + b"\xfe" + (200_000).to_bytes(4, "little") + output * 200_000 + bytes(4)
    heavy = bytes(4) + inputs + b"\x01" + bytes(8) + sized(bytes(1_000_000)) + bytes(4)

    assert refusal(decode, bytes(80) + b"\x01" + many) == ("LIMIT_EXCEEDED", "raw_block")
    assert refusal(decode, bytes(80) + b"\x01" + heavy) == ("LIMIT_EXCEEDED", "raw_block")
    assert refusal(compact_filter, bytes(80) + b"\x01" + heavy, [], ZEROS) == ("LIMIT_EXCEEDED", "raw_block")


def test_a_filter_needs_one_prevout_for_each_input_behind_the_first_transaction() -> None:
    entry = corpus.load("recorded/blocks.json")[5]
    raw, scripts = bytes.fromhex(entry["raw"]), prevouts(entry["verbose3"])

    assert refusal(compact_filter, raw, scripts[1:], ZEROS) == ("PREVOUTS_MISMATCH", "prevout_scripts")
    assert refusal(compact_filter, raw, scripts, "") == ("FIELD_REQUIRED", "previous_filter_header")
    assert refusal(compact_filter, raw, scripts, "00") == ("FILTER_HEADER_INVALID", "previous_filter_header")


def encode(**fields: Any) -> address_pb2.EncodeAddressResponse:
    request = address_pb2.EncodeAddressRequest(network=MAINNET, **fields)
    return address_pb2.EncodeAddressResponse.FromString(encode_address(request.SerializeToString()))


def test_encodes_every_valid_address_of_core() -> None:
    networks = {"main": 1, "test": 2, "testnet4": 3, "signet": 4, "regtest": 5}
    for text, script, about in corpus.load("core/key_io_valid.json"):
        if not about["isPrivkey"]:
            request = address_pb2.EncodeAddressRequest(
                network=networks[about["chain"]],  # type: ignore[arg-type]
                script_pub_key=bytes.fromhex(script),
            )
            reply = address_pb2.EncodeAddressResponse.FromString(encode_address(request.SerializeToString()))
            assert reply.address == text


def test_encodes_hashes_and_witness_programs() -> None:
    key_hash = bytes.fromhex("9a1c78a507689f6f54b847ad1cef1e614ee23f1e")

    assert (
        encode(pubkey_hash=key_hash).address == encode(script_pub_key=b"\x76\xa9\x14" + key_hash + b"\x88\xac").address
    )
    assert encode(script_hash=key_hash).address.startswith("3")
    assert encode(witness=address_pb2.WitnessProgram(program=key_hash)).address.startswith("bc1q")
    assert encode(witness=address_pb2.WitnessProgram(version=1, program=b"\x4e\x73")).address == "bc1pfeessrawgf"
    assert encode(script_pub_key=b"\x51").address == ""


def test_refuses_destinations_that_no_output_has() -> None:
    def refused(**fields: Any) -> tuple[str, str]:
        with pytest.raises(Refusal) as error:
            encode(**fields)
        return error.value.reason, error.value.field

    assert refused() == ("FIELD_REQUIRED", "destination")
    assert refused(pubkey_hash=bytes(21)) == ("DESTINATION_INVALID", "pubkey_hash")
    assert refused(script_hash=b"") == ("DESTINATION_INVALID", "script_hash")
    program = address_pb2.WitnessProgram
    assert refused(witness=program(version=17, program=bytes(32))) == ("DESTINATION_INVALID", "witness.version")
    assert refused(witness=program(program=bytes(21))) == ("DESTINATION_INVALID", "witness.program")
    assert refused(witness=program(version=2, program=bytes(41))) == ("DESTINATION_INVALID", "witness.program")
