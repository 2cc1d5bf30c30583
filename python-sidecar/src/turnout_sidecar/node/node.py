"""The node as the chain operations see it: questions, each with the tip that they were answered at."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from turnout_sidecar.address.networks import BY_CHAIN, Network
from turnout_sidecar.node.answers import Fields, RpcError, invalid
from turnout_sidecar.node.options import NodeOptions
from turnout_sidecar.node.rpc import Call, Rpc
from turnout_sidecar.refusal import Refusal


class Tip(NamedTuple):
    """The best block."""

    hash: str
    height: int


class Node(Protocol):
    """Safe for any number of callers on one event loop; failures are Refusals with a NODE_ reason."""

    @property
    def network(self) -> Network:
        """The network that the node was last seen on."""

    async def ask(self, *calls: Call) -> list[Any]:
        """Results in the order of the calls, an RpcError where one failed."""

    async def ask_at_tip(self, *calls: Call) -> tuple[Tip, list[Any]]:
        """The same, and the tip that did not move while they were answered (repeated once when it did)."""

    def close(self) -> None:
        """Ends the idle connections."""


class NoNode:
    """Stands where no node is configured."""

    @property
    def network(self) -> Network:
        raise _no_node()

    async def ask(self, *_calls: Call) -> list[Any]:
        raise _no_node()

    async def ask_at_tip(self, *_calls: Call) -> tuple[Tip, list[Any]]:
        raise _no_node()

    def close(self) -> None:
        """Nothing to end."""


def _no_node() -> Refusal:
    return Refusal("NODE_UNREACHABLE", "", "no node is configured (--node-url)")


class RpcNode:
    """A node behind JSON-RPC."""

    def __init__(self, options: NodeOptions) -> None:
        self._rpc = Rpc(options, self._saw_chain)
        self._network = BY_CHAIN.get(options.chain)
        # A block's height never changes, so the last tip's is kept.
        self._last_tip = Tip("", 0)

    @property
    def network(self) -> Network:
        if self._network is None:
            raise invalid("chain")
        return self._network

    def _saw_chain(self, chain: str) -> None:
        self._network = BY_CHAIN.get(chain)

    async def ask(self, *calls: Call) -> list[Any]:
        return await self._rpc.ask(calls)

    async def ask_at_tip(self, *calls: Call) -> tuple[Tip, list[Any]]:
        best = Call("getbestblockhash")
        for _ in range(2):
            before, *results, after = await self._rpc.ask([best, *calls, best])
            if before == after:
                break
        if not isinstance(after, str):
            raise invalid("getbestblockhash")
        return await self._tip(after), results

    async def _tip(self, block_hash: str) -> Tip:
        tip = self._last_tip
        if tip.hash != block_hash:
            (header,) = await self._rpc.ask([Call("getblockheader", (block_hash,))])
            if isinstance(header, RpcError):
                raise invalid("getblockheader")
            tip = Tip(block_hash, Fields.of(header, "getblockheader").integer("height"))
            self._last_tip = tip
        return tip

    def close(self) -> None:
        self._rpc.close()
