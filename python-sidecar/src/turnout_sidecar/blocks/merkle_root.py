"""The root of a block's merkle tree."""

from __future__ import annotations

from turnout_sidecar.codec.hashes import hash256


def merkle_root(hashes: list[bytes]) -> tuple[bytes, bool]:
    """The root of hashes in wire order (of none it is zero), and whether another list has the same one.

    It has where two equal hashes stand side by side (CVE-2012-2459). Source: Core's ComputeMerkleRoot.
    """
    level = hashes
    is_mutated = False
    while len(level) > 1:
        is_mutated = is_mutated or any(left == right for left, right in zip(level[::2], level[1::2], strict=False))
        if len(level) % 2:
            level = [*level, level[-1]]
        level = [hash256(left + right) for left, right in zip(level[::2], level[1::2], strict=True)]
    return (level[0] if level else bytes(32)), is_mutated
