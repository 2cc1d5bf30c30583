"""turnout.script.v1.ScriptService/DecodeBlock."""

from __future__ import annotations

from turnout.script.v1 import block_pb2

from turnout_sidecar.address.networks import network_of
from turnout_sidecar.blocks.merkle_root import merkle_root
from turnout_sidecar.operations.raw_block import block_of, fill_raw_header
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_transaction


def decode_block(body: bytes) -> bytes:
    """Everything that the bytes of a block say."""
    request = parse(block_pb2.DecodeBlockRequest, body)
    network = network_of(request.network)
    block = block_of(request.raw_block)
    txids = [transaction.txid for transaction in block.transactions]
    root, is_mutated = merkle_root(txids)
    response = block_pb2.DecodeBlockResponse(
        size=block.size,
        stripped_size=block.stripped_size,
        weight=block.weight,
        transaction_count=len(txids),
        merkle_root_valid=root == block.header.merkle_root,
        merkle_tree_mutated=is_mutated,
    )
    fill_raw_header(response.header, block.header)
    if request.txids_only:
        response.txids.extend([txid[::-1].hex() for txid in txids])
    else:
        for transaction in block.transactions:
            fill_transaction(response.transactions.add(), transaction, network)
    return response.SerializeToString()
