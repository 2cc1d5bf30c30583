"""Whether a control block leads from a leaf to an output key (BIP341)."""

from __future__ import annotations

from turnout_sidecar.btclib_door import taproot_output_point
from turnout_sidecar.codec.hashes import tagged_hash
from turnout_sidecar.psbt.facts import TapScript

_LONGEST = 33 + 32 * 128


def proves(leaf: TapScript, output_key: bytes) -> bool:
    """Whether the leaf stands in the tree that the output commits to."""
    block = leaf.control_block
    if len(block) > _LONGEST or block[0] & 0xFE != leaf.version:
        return False
    node = leaf.leaf_hash
    for at in range(33, len(block), 32):
        sibling = block[at : at + 32]
        node = tagged_hash("TapBranch", min(node, sibling) + max(node, sibling))
    point = taproot_output_point(block[1:33], tagged_hash("TapTweak", block[1:33] + node))
    return point == (output_key, block[0] & 1)
