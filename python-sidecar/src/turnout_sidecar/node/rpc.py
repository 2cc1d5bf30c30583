"""Batches of JSON-RPC over a bounded set of kept-alive connections."""

from __future__ import annotations

import json
from asyncio import Semaphore, timeout
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from turnout_sidecar.node.answers import Fields, RpcError
from turnout_sidecar.node.http import ConnectionLostError, HttpConnection, NonsenseError
from turnout_sidecar.node.options import NodeOptions
from turnout_sidecar.refusal import Refusal

# Core works on 16 calls at once by default; two workers fill it.
_CONNECTIONS = 8
_CONNECT_SECONDS = 2.0
# A verbose block of mainnet takes a node up to a second.
_CALL_SECONDS = 30.0
_WARMING_UP = -28


class Call(NamedTuple):
    """One method with its parameters in order."""

    method: str
    parameters: tuple[Any, ...] = ()


class Rpc:
    """Asks one node. Callers wait where all connections are in use; a refusal carries one of the NODE_ reasons."""

    def __init__(self, options: NodeOptions, on_chain: Callable[[str], None]) -> None:
        self._options = options
        self._host, self._port = options.address
        self._on_chain = on_chain
        self._idle: list[HttpConnection] = []
        self._slots = Semaphore(_CONNECTIONS)
        self._authorization = ""

    async def ask(self, calls: Sequence[Call]) -> list[Any]:
        """Results in the order of the calls; a call that failed gives an RpcError in its place."""
        body = json.dumps(
            [
                {"jsonrpc": "2.0", "id": number, "method": call.method, "params": list(call.parameters)}
                for number, call in enumerate(calls)
            ]
        ).encode()
        try:
            async with timeout(_CALL_SECONDS), self._slots:
                return _results(await self._post(body), len(calls))
        except TimeoutError:
            raise Refusal("NODE_UNREACHABLE", "", f"no answer from the node within {_CALL_SECONDS:.0f} s") from None

    async def _post(self, body: bytes) -> bytes:
        """Repeats once on a new connection where an idle one turns out to be closed: everything asked is a read."""
        while True:
            connection = self._idle.pop() if self._idle else await self._connect()
            was_idle = not connection.is_fresh
            try:
                status, answer = await self._authorized(connection, body)
            except ConnectionLostError as lost:
                connection.close()
                if was_idle and not lost.answered:
                    continue
                raise Refusal("NODE_UNREACHABLE", "", str(lost)) from lost
            except NonsenseError as nonsense:
                connection.close()
                raise Refusal("NODE_ANSWER_INVALID", "", str(nonsense)) from nonsense
            except BaseException:
                connection.close()
                raise
            if connection.is_reusable:
                self._idle.append(connection)
            else:
                connection.close()
            _check_status(status)
            return answer

    async def _authorized(self, connection: HttpConnection, body: bytes) -> tuple[int, bytes]:
        """Reads the credentials again once where the node does not take them: it writes a new cookie at each start."""
        status, answer = await connection.post(self._authorization, body)
        if status in (401, 403) and connection.is_reusable:
            self._authorization = self._options.authorization()
            status, answer = await connection.post(self._authorization, body)
        return status, answer

    async def _connect(self) -> HttpConnection:
        try:
            async with timeout(_CONNECT_SECONDS):
                connection = await HttpConnection.open(self._host, self._port)
        except (OSError, TimeoutError) as error:
            where = f"{self._host}:{self._port}"
            raise Refusal("NODE_UNREACHABLE", "", f"nothing answers at the node's address {where}") from error
        try:
            self._authorization = self._options.authorization()
            await self._check_chain(connection)
        except ConnectionLostError as lost:
            connection.close()
            raise Refusal("NODE_UNREACHABLE", "", str(lost)) from lost
        except NonsenseError as nonsense:
            connection.close()
            raise Refusal("NODE_ANSWER_INVALID", "", str(nonsense)) from nonsense
        except BaseException:
            connection.close()
            raise
        return connection

    async def _check_chain(self, connection: HttpConnection) -> None:
        call = json.dumps([{"jsonrpc": "2.0", "id": 0, "method": "getblockchaininfo", "params": []}]).encode()
        status, answer = await connection.post(self._authorization, call)
        _check_status(status)
        chain = Fields.of(_results(answer, 1)[0], "getblockchaininfo").text("chain")
        self._on_chain(chain)
        if self._options.chain not in ("", chain):
            message = f"the node is on {chain!r} (expected: {self._options.chain!r})"
            raise Refusal("NODE_WRONG_NETWORK", "", message)

    def close(self) -> None:
        """Ends the idle connections."""
        while self._idle:
            self._idle.pop().close()


def _check_status(status: int) -> None:
    if status in (401, 403):
        raise Refusal("NODE_AUTH", "", "the node does not take our credentials")
    if status == 503:
        raise Refusal("NODE_BUSY", "", "the node's work queue is full")
    # 500 comes with a JSON-RPC error in its body.
    if status not in (200, 500):
        raise Refusal("NODE_ANSWER_INVALID", "", f"the node answered with HTTP status {status}")


def _results(answer: bytes, count: int) -> list[Any]:
    try:
        replies = json.loads(answer, parse_float=Decimal)
    except ValueError:
        raise Refusal("NODE_ANSWER_INVALID", "", "the node's answer is not JSON") from None
    if isinstance(replies, dict):
        # One reply for a whole batch is an error about all of it.
        replies = [{**replies, "id": number} for number in range(count)]
    if not isinstance(replies, list):
        raise Refusal("NODE_ANSWER_INVALID", "", "the node's answer is not a batch")
    by_id = {reply["id"]: reply for reply in replies if isinstance(reply, dict) and isinstance(reply.get("id"), int)}
    if len(by_id) != count:
        raise Refusal("NODE_ANSWER_INVALID", "", f"{len(by_id)} answers for {count} calls")
    return [_result(by_id.get(number)) for number in range(count)]


def _result(reply: dict[str, Any] | None) -> Any:
    if reply is None:
        raise Refusal("NODE_ANSWER_INVALID", "", "an answer to a call that was not made")
    error = reply.get("error")
    if error is None:
        return reply.get("result")
    fields = Fields.of(error, "error")
    failed = RpcError(fields.integer("code", -(1 << 31), (1 << 31) - 1), str(fields.values.get("message", "")))
    if failed.code == _WARMING_UP:
        raise Refusal("NODE_WARMING_UP", "", f"the node is starting: {failed.message[:80]}")
    return failed
