"""Asking about a block that a request names by hash or by height."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from turnout_sidecar.node.node import Node, Tip
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.chain_fields import block_hash_result, hash_at


async def ask_for_block(node: Node, block: str | int, calls: Callable[[str], list[Call]]) -> tuple[Tip, list[Any]]:
    """The tip, and the results of the calls that ask about the block.

    By height the hash comes first and is asked again beside the question: a reorganisation in between repeats both,
    once.
    """
    if isinstance(block, str):
        return await node.ask_at_tip(*calls(block))
    (found,) = await node.ask(hash_at(block))
    for _ in range(2):
        block_hash = block_hash_result(found)
        tip, (found, *results) = await node.ask_at_tip(hash_at(block), *calls(block_hash))
        if found == block_hash:
            break
    return tip, results
