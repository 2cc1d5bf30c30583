"""Script trees. Source: BIP341; leaves are listed depth first, as BIP371 lists them, so nothing recurses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import tagged_hash

MAX_DEPTH = 128
TAPSCRIPT = 0xC0


class Leaf(NamedTuple):
    """`depth` in steps from the root, `version` an even byte."""

    depth: int
    version: int
    script: bytes


class Tree(NamedTuple):
    """By leaf, in order: its hash and the hashes that lead from its sibling to the root."""

    merkle_root: bytes
    leaf_hashes: list[bytes]
    paths: list[bytes]


def leaf_hash(version: int, script: bytes) -> bytes:
    """TapLeaf hash, 32 bytes."""
    return tagged_hash("TapLeaf", bytes((version,)) + write_compact_size(len(script)) + script)


def build_tree(leaves: Sequence[Leaf]) -> Tree | None:
    """The tree of at least one leaf; None where the depths are those of no binary tree."""
    hashes = [leaf_hash(leaf.version, leaf.script) for leaf in leaves]
    paths: list[list[bytes]] = [[] for _ in leaves]
    # Finished subtrees that wait for their sibling: depth, hash, first leaf.
    waiting: list[tuple[int, bytes, int]] = []
    for place, leaf in enumerate(leaves):
        depth, node, first = leaf.depth, hashes[place], place
        while waiting and depth and waiting[-1][0] == depth:
            _, sibling, sibling_first = waiting.pop()
            for path in paths[sibling_first:first]:
                path.append(node)
            for path in paths[first : place + 1]:
                path.append(sibling)
            node = tagged_hash("TapBranch", min(node, sibling) + max(node, sibling))
            depth, first = depth - 1, sibling_first
        waiting.append((depth, node, first))
    if len(waiting) != 1 or waiting[0][0] != 0:
        return None
    return Tree(waiting[0][1], hashes, [b"".join(path) for path in paths])
