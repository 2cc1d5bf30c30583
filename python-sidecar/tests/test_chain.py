from __future__ import annotations

from typing import Any

import pytest
from turnout.chain.v1 import chain_pb2

from tests import expect
from tests.recorded_node import RecordedNode
from turnout_sidecar.node.answers import RpcError
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.get_block import get_block
from turnout_sidecar.operations.get_block_header import get_block_header
from turnout_sidecar.operations.get_transaction import get_transaction
from turnout_sidecar.operations.scan_blocks import scan_blocks
from turnout_sidecar.refusal import Refusal

IDS = chain_pb2.BLOCK_VERBOSITY_IDS
TRANSACTIONS = chain_pb2.BLOCK_VERBOSITY_TRANSACTIONS
RAW = chain_pb2.BLOCK_VERBOSITY_RAW
ABSENT = "00" * 32


@pytest.fixture
def node() -> RecordedNode:
    return RecordedNode()


async def block(node: RecordedNode, **fields: Any) -> chain_pb2.GetBlockResponse:
    request = chain_pb2.GetBlockRequest(**fields)
    return chain_pb2.GetBlockResponse.FromString(await get_block(request.SerializeToString(), node))


async def header(node: RecordedNode, **fields: Any) -> chain_pb2.GetBlockHeaderResponse:
    request = chain_pb2.GetBlockHeaderRequest(**fields)
    return chain_pb2.GetBlockHeaderResponse.FromString(await get_block_header(request.SerializeToString(), node))


async def transaction(node: RecordedNode, **fields: Any) -> chain_pb2.GetTransactionResponse:
    request = chain_pb2.GetTransactionRequest(**fields)
    return chain_pb2.GetTransactionResponse.FromString(await get_transaction(request.SerializeToString(), node))


async def scan(node: RecordedNode, **fields: Any) -> list[chain_pb2.ScanBlocksResponse]:
    request = chain_pb2.ScanBlocksRequest(**fields)
    return [
        chain_pb2.ScanBlocksResponse.FromString(reply) async for reply in scan_blocks(request.SerializeToString(), node)
    ]


def assert_header(message: chain_pb2.BlockHeader, core: dict[str, Any]) -> None:
    assert message.block_hash == core["hash"]
    assert message.previous_block_hash == core.get("previousblockhash", "")
    assert message.next_block_hash == core.get("nextblockhash", "")
    assert message.merkle_root == core["merkleroot"]
    assert (message.bits, message.target.hex()) == (int(core["bits"], 16), core["target"])
    assert (message.median_time, message.transaction_count) == (core["mediantime"], core["nTx"])
    assert message.chain_work.hex() == core["chainwork"]
    for name in ("version", "time", "nonce", "height", "confirmations"):
        assert getattr(message, name) == core[name]


async def test_gives_every_recorded_header(node: RecordedNode) -> None:
    for recorded in node.blocks.values():
        response = await header(node, block_hash=recorded["hash"].upper())
        by_height = await header(node, height=recorded["height"])
        assert response == by_height
        assert (response.tip_hash, response.tip_height) == node.tip
        if recorded["height"] not in (2, 115):  # whose neighbour is not recorded
            assert_header(response.header, recorded["header"])


async def test_gives_every_recorded_block_in_every_form(node: RecordedNode) -> None:
    for recorded in node.blocks.values():
        core = recorded["verbose1"]
        ids = (await block(node, height=recorded["height"])).block
        full = (await block(node, height=recorded["height"], verbosity=TRANSACTIONS)).block
        raw = (await block(node, block_hash=recorded["hash"], verbosity=RAW)).block
        for given in (ids, full, raw):
            assert given.header == ids.header
            sizes = (given.size, given.stripped_size, given.weight)
            assert sizes == (core["size"], core["strippedsize"], core["weight"])
        assert list(ids.txids) == core["tx"]
        assert raw.raw_block.hex() == recorded["raw"]
        for given_transaction, expected in zip(full.transactions, recorded["verbose3"]["tx"], strict=True):
            expect.transaction(given_transaction.transaction, expected)
            assert given_transaction.HasField("fee") == ("fee" in expected)
            assert given_transaction.fee == expect.satoshis(expected.get("fee", 0))
        assert not ids.transactions
        assert not full.txids


async def test_gives_every_recorded_transaction(node: RecordedNode) -> None:
    for entry in node.transactions.values():
        core = entry["verbose2"]
        response = await transaction(node, txid=entry["txid"])
        expect.transaction(response.transaction, core)
        assert (response.block_hash, response.confirmations) == (core["blockhash"], core["confirmations"])
        assert response.time == core["time"]
        assert response.HasField("fee") == ("fee" in core)
        assert response.fee == expect.satoshis(core.get("fee", 0))


async def test_an_unconfirmed_transaction_has_no_block(node: RecordedNode) -> None:
    entry = next(iter(node.transactions.values()))
    for name in ("blockhash", "confirmations", "time", "blocktime", "fee"):
        entry["verbose2"].pop(name)

    response = await transaction(node, txid=entry["txid"])

    assert (response.block_hash, response.confirmations, response.time) == ("", 0, 0)
    assert not response.HasField("fee")


async def test_tells_an_absent_block_from_an_absent_transaction(node: RecordedNode) -> None:
    with pytest.raises(Refusal) as no_block:
        await transaction(node, txid=ABSENT, block_hash=ABSENT)
    with pytest.raises(Refusal) as no_transaction:
        await transaction(node, txid=ABSENT, block_hash=node.tip.hash)

    assert (no_block.value.reason, no_transaction.value.reason) == ("BLOCK_NOT_FOUND", "TRANSACTION_NOT_FOUND")


async def test_tells_that_a_block_is_pruned(node: RecordedNode) -> None:
    node.blocks[node.tip.hash]["raw"] = RpcError(-1, "Block not available (pruned data)")

    with pytest.raises(Refusal) as refused:
        await block(node, height=115, verbosity=RAW)

    assert refused.value.reason == "BLOCK_NOT_AVAILABLE"


@pytest.mark.parametrize(
    ("reason", "field", "fields"),
    [
        ("FIELD_REQUIRED", "block", {"verbosity": 9}),
        ("FIELD_REQUIRED", "block_hash", {"block_hash": "", "verbosity": 9}),
        ("BLOCK_HASH_INVALID", "block_hash", {"block_hash": "zz", "verbosity": 9}),
        ("BLOCK_HASH_INVALID", "block_hash", {"block_hash": ABSENT + "\n"}),
        ("FIELD_UNKNOWN_VALUE", "verbosity", {"block_hash": ABSENT, "verbosity": 9}),
        ("BLOCK_NOT_FOUND", "", {"block_hash": ABSENT}),
        ("BLOCK_NOT_FOUND", "", {"height": 116}),
        ("BLOCK_NOT_FOUND", "", {"height": 2**32 - 1}),
    ],
)
async def test_get_block_refuses(node: RecordedNode, reason: str, field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        await block(node, **fields)

    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert not field or not node.asked


@pytest.mark.parametrize(
    ("reason", "field", "fields"),
    [
        ("FIELD_REQUIRED", "txid", {"block_hash": "x"}),
        ("TXID_INVALID", "txid", {"txid": "x", "block_hash": "x"}),
        ("BLOCK_HASH_INVALID", "block_hash", {"txid": ABSENT, "block_hash": "x"}),
        ("TRANSACTION_NOT_FOUND", "", {"txid": ABSENT}),
    ],
)
async def test_get_transaction_refuses(node: RecordedNode, reason: str, field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        await transaction(node, **fields)

    assert (refused.value.reason, refused.value.field) == (reason, field)


async def test_scans_to_the_tip_and_ends_with_it(node: RecordedNode) -> None:
    events = await scan(node, from_height=109, to_height=500)

    assert [event.block.header.height for event in events[:-1]] == list(range(109, 116))
    assert (events[-1].end.tip_hash, events[-1].end.tip_height) == node.tip


async def test_scans_one_block(node: RecordedNode) -> None:
    events = await scan(node, from_height=110, to_height=110, verbosity=TRANSACTIONS)

    assert len(events) == 2
    assert events[0].block == (await block(node, height=110, verbosity=TRANSACTIONS)).block


async def test_asks_for_a_block_only_when_the_last_one_was_taken(node: RecordedNode) -> None:
    request = chain_pb2.ScanBlocksRequest(from_height=109, to_height=115)
    scanning = aiter(scan_blocks(request.SerializeToString(), node))

    await anext(scanning)

    assert [call.method for call in node.asked] == ["getblockhash", "getblock"]


async def test_a_reorganisation_of_what_was_sent_ends_the_scan_at_the_fork(node: RecordedNode) -> None:
    asked_last = node.chain[113]

    def reorganise(call: Call) -> None:
        if call == Call("getblock", (asked_last, 1)):
            node.reorganise(110)

    node.before_call = reorganise

    with pytest.raises(Refusal) as refused:
        await scan(node, from_height=109, to_height=115)

    assert refused.value.reason == "CHAIN_REORGANISED"
    assert refused.value.message.endswith(" 110")


async def test_a_reorganisation_of_what_was_not_sent_does_not(node: RecordedNode) -> None:
    unsent = node.chain[113]

    def reorganise(call: Call) -> None:
        if call == Call("getblock", (unsent, 1)):
            node.reorganise(112)

    node.before_call = reorganise

    events = await scan(node, from_height=111, to_height=115)

    assert [event.block.header.height for event in events[:-1]] == [111, 112]
    assert events[-1].end.tip_height == 112


async def test_goes_on_where_the_tip_rose_meanwhile(node: RecordedNode) -> None:
    whole = dict(node.chain)
    node.reorganise(113)

    def rise(call: Call) -> None:
        if call.method == "getblockheader":
            node.chain = whole

    node.before_call = rise

    events = await scan(node, from_height=112, to_height=115)

    assert [event.block.header.height for event in events[:-1]] == [112, 113, 114, 115]


@pytest.mark.parametrize(
    ("reason", "field", "fields"),
    [
        ("HEIGHT_RANGE_INVALID", "from_height", {"from_height": 2, "to_height": 1, "verbosity": 9}),
        ("FIELD_UNKNOWN_VALUE", "verbosity", {"verbosity": 9}),
        ("BLOCK_NOT_FOUND", "", {"from_height": 116, "to_height": 116}),
    ],
)
async def test_scan_refuses(node: RecordedNode, reason: str, field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        await scan(node, **fields)

    assert (refused.value.reason, refused.value.field) == (reason, field)
