"""turnout.script.v1.ScriptService/ComputeTaproot."""

from __future__ import annotations

from collections.abc import Sequence

from turnout.script.v1 import taproot_pb2

from turnout_sidecar.address.encode import witness_address
from turnout_sidecar.address.networks import network_of
from turnout_sidecar.btclib_door import is_x_only_key, tweak_x_only_key
from turnout_sidecar.codec.hashes import tagged_hash
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.taproot.tree import MAX_DEPTH, TAPSCRIPT, Leaf, build_tree

# 512 control blocks of at most 4,129 bytes fit a reply of 4 MiB.
_MAX_LEAVES = 512


def compute_taproot(body: bytes) -> bytes:
    """The output of an internal key and a script tree, and what proves each of its scripts."""
    request = parse(taproot_pb2.ComputeTaprootRequest, body)
    network = network_of(request.network)
    internal_key = request.internal_key
    if len(internal_key) != 32 or not is_x_only_key(internal_key):
        message = f"{len(internal_key)} bytes that are no x coordinate of a point"
        raise Refusal("INTERNAL_KEY_INVALID", "internal_key", message)
    leaves = _leaves(request.leaves)
    tree = build_tree(leaves) if leaves else None
    if leaves and tree is None:
        raise Refusal("TAPROOT_TREE_INVALID", "leaves", "their depths are those of no binary tree")
    merkle_root = tree.merkle_root if tree else b""
    tweak = tagged_hash("TapTweak", internal_key + merkle_root)
    output = tweak_x_only_key(internal_key, tweak)
    if output is None:
        # The tweak is n or more, or the negation of the key: nobody can compute such a tree.
        raise Refusal("INTERNAL_KEY_INVALID", "internal_key", "has no output key")
    key, odd = output
    response = taproot_pb2.ComputeTaprootResponse(
        output_key=key,
        output_key_odd=odd,
        merkle_root=merkle_root,
        tweak=tweak,
        script_pub_key=b"\x51\x20" + key,
        address=witness_address(1, key, network),
    )
    if tree:
        for leaf, leaf_hash, path in zip(leaves, tree.leaf_hashes, tree.paths, strict=True):
            control_block = bytes((leaf.version | odd,)) + internal_key + path
            response.leaves.add(leaf_hash=leaf_hash, control_block=control_block)
    return response.SerializeToString()


def _leaves(messages: Sequence[taproot_pb2.TaprootLeaf]) -> list[Leaf]:
    if len(messages) > _MAX_LEAVES:
        raise Refusal("LIMIT_EXCEEDED", "leaves", f"{len(messages)} leaves (limit: {_MAX_LEAVES})")
    leaves = []
    for place, message in enumerate(messages):
        if message.depth > MAX_DEPTH:
            raise Refusal("TAPROOT_TREE_INVALID", f"leaves[{place}].depth", f"{message.depth} (limit: {MAX_DEPTH})")
        version = message.leaf_version if message.HasField("leaf_version") else TAPSCRIPT
        if version & ~0xFE:
            raise Refusal("TAPROOT_LEAF_INVALID", f"leaves[{place}].leaf_version", f"{version} is no even byte")
        leaves.append(Leaf(message.depth, version, message.script))
    return leaves
