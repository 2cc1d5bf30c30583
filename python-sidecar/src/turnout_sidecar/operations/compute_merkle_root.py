"""turnout.script.v1.ScriptService/ComputeMerkleRoot."""

from __future__ import annotations

from turnout.script.v1 import block_pb2

from turnout_sidecar.blocks.merkle_root import merkle_root
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.reversed_hash import reversed_hash
from turnout_sidecar.refusal import Refusal, required

_MOST_TXIDS = 50_000


def compute_merkle_root(body: bytes) -> bytes:
    """The merkle root of a list of hashes, as blocks have it."""
    txids = parse(block_pb2.ComputeMerkleRootRequest, body).txids
    if not txids:
        raise required("txids", "one and more hashes")
    if len(txids) > _MOST_TXIDS:
        raise Refusal("LIMIT_EXCEEDED", "txids", f"{len(txids)} (expected: at most {_MOST_TXIDS})")
    hashes = [reversed_hash(f"txids[{index}]", txid, "TXID_INVALID") for index, txid in enumerate(txids)]
    root, is_mutated = merkle_root(hashes)
    return block_pb2.ComputeMerkleRootResponse(merkle_root=root[::-1].hex(), mutated=is_mutated).SerializeToString()
