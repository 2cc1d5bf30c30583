"""A node that knows what was recorded of a real one, and can be made to reorganise."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests import corpus
from turnout_sidecar.address.networks import BY_CHAIN, Network
from turnout_sidecar.node.answers import RpcError
from turnout_sidecar.node.node import Tip
from turnout_sidecar.node.rpc import Call

NOT_FOUND = RpcError(-5, "not found")
OUT_OF_RANGE = RpcError(-8, "Block height out of range")


class RecordedNode:
    """Answers from recorded/; `before_call` sees each call first and may change the chain."""

    def __init__(self) -> None:
        self.blocks = {block["hash"]: block for block in _exact("recorded/blocks.json")}
        self.transactions = {entry["txid"]: entry for entry in _exact("recorded/transactions.json")}
        self.chain = {block["height"]: block["hash"] for block in self.blocks.values()}
        self.before_call: Callable[[Call], None] = lambda _call: None
        self.asked: list[Call] = []

    @property
    def network(self) -> Network:
        return BY_CHAIN["regtest"]

    @property
    def tip(self) -> Tip:
        height = max(self.chain)
        return Tip(self.chain[height], height)

    async def ask(self, *calls: Call) -> list[Any]:
        return [self._answer(call) for call in calls]

    async def ask_at_tip(self, *calls: Call) -> tuple[Tip, list[Any]]:
        results = await self.ask(*calls)
        return self.tip, results

    def close(self) -> None:
        pass

    def reorganise(self, height: int) -> None:
        """Takes everything above a height out of the chain."""
        self.chain = {at: block_hash for at, block_hash in self.chain.items() if at <= height}

    def _answer(self, call: Call) -> Any:
        self.before_call(call)
        self.asked.append(call)
        match call:
            case ("getblockhash", (height,)):
                return self.chain.get(height, OUT_OF_RANGE)
            case ("getblockheader", (block_hash,)):
                return self._placed(block_hash, "header")
            case ("getblock", (block_hash, 0)):
                return self.blocks[block_hash]["raw"] if block_hash in self.blocks else NOT_FOUND
            case ("getblock", (block_hash, verbosity)):
                return self._placed(block_hash, f"verbose{verbosity}")
            case ("getrawtransaction", (txid, 2, *_)):
                return self.transactions[txid]["verbose2"] if txid in self.transactions else NOT_FOUND
        raise AssertionError(call)

    def _placed(self, block_hash: str, form: str) -> Any:
        if block_hash not in self.blocks:
            return NOT_FOUND
        block = self.blocks[block_hash]
        stands = self.chain.get(block["height"]) == block_hash
        following = self.chain.get(block["height"] + 1) if stands else None
        placed = {**block[form], "confirmations": self.tip.height - block["height"] + 1 if stands else -1}
        placed.pop("nextblockhash", None)
        return {**placed, "nextblockhash": following} if following else placed


def _exact(name: str) -> Any:
    return json.loads(corpus.path(name).read_text("utf-8"), parse_float=Decimal)
