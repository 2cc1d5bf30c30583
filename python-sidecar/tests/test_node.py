from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.fake_rpc_server import Answer, http, replies, serving
from turnout_sidecar.node.node import NoNode, RpcNode, Tip
from turnout_sidecar.node.options import NodeOptions
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.refusal import Refusal

HASH = "11" * 32
GOOD = {
    "getblockchaininfo": {"chain": "regtest"},
    "getbestblockhash": HASH,
    "getblockheader": {"height": 7},
    "uptime": 5,
}


@pytest.fixture
def cookie(tmp_path: Path) -> Path:
    path = tmp_path / ".cookie"
    path.write_text("__cookie__:secret")
    return path


def good(batch: list[dict[str, Any]], _authorization: str) -> bytes:
    return replies(batch, GOOD)


async def test_asks_in_one_batch_between_two_looks_at_the_tip(cookie: Path) -> None:
    async with serving(good) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))

        assert await node.ask_at_tip(Call("uptime")) == (Tip(HASH, 7), [5])
        assert await node.ask_at_tip(Call("uptime")) == (Tip(HASH, 7), [5])

        question = ["getbestblockhash", "uptime", "getbestblockhash"]
        assert fake.batches == [["getblockchaininfo"], question, ["getblockheader"], question]
        assert fake.connections == 1
        node.close()


async def test_asks_again_once_when_the_tip_moved(cookie: Path) -> None:
    tips = iter(["aa", "bb", "bb", "bb"])

    def answer(batch: list[dict[str, Any]], authorization: str) -> bytes:
        if len(batch) == 1:
            return replies(batch, GOOD)
        looks = [next(tips), next(tips)]
        results = [looks[0], 5, looks[1]]
        return http(200, json.dumps([{"id": call["id"], "result": results[call["id"]]} for call in batch]).encode())

    async with serving(answer) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))

        tip, _ = await node.ask_at_tip(Call("uptime"))

        assert tip.hash == "bb"
        assert [len(batch) for batch in fake.batches] == [1, 3, 3, 1]
        node.close()


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        ("NODE_BUSY", lambda _batch, _authorization: http(503, b"Work queue depth exceeded")),
        ("NODE_AUTH", lambda _batch, _authorization: http(401, b"")),
        ("NODE_AUTH", lambda _batch, _authorization: http(403, b"")),
        ("NODE_WARMING_UP", lambda batch, _: replies(batch, {method: {"error": {"code": -28}} for method in GOOD})),
        (
            "NODE_WARMING_UP",
            lambda _batch, _: http(500, b'{"result":null,"error":{"code":-28,"message":"x"},"id":null}'),
        ),
        ("NODE_ANSWER_INVALID", lambda _batch, _: http(200, b"<html>")),
        ("NODE_ANSWER_INVALID", lambda _batch, _: http(200, b"[]")),
        ("NODE_ANSWER_INVALID", lambda _batch, _: http(200, b"7")),
        ("NODE_ANSWER_INVALID", lambda _batch, _: http(404, b"")),
        ("NODE_ANSWER_INVALID", lambda _batch, _: b"SSH-2.0-OpenSSH\r\n\r\n"),
        ("NODE_ANSWER_INVALID", lambda batch, _: replies(batch, {**GOOD, "getblockchaininfo": {"chain": 5}})),
        ("NODE_WRONG_NETWORK", lambda batch, _: replies(batch, {**GOOD, "getblockchaininfo": {"chain": "main"}})),
        ("NODE_UNREACHABLE", lambda _batch, _: None),
    ],
)
async def test_names_what_is_wrong_with_a_node(reason: str, answer: Answer, cookie: Path) -> None:
    async with serving(answer) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))

        with pytest.raises(Refusal) as refused:
            await node.ask(Call("uptime"))

        assert refused.value.reason == reason
        assert "secret" not in str(refused.value)
        node.close()


async def test_a_closed_port_is_unreachable(cookie: Path) -> None:
    async with serving(good) as fake:
        options = fake.options(cookie_file=cookie)

    with pytest.raises(Refusal) as refused:
        await RpcNode(options).ask(Call("uptime"))

    assert refused.value.reason == "NODE_UNREACHABLE"


async def test_a_missing_cookie_is_told_only_where_a_node_answers(tmp_path: Path) -> None:
    async with serving(good) as fake:
        options = fake.options(cookie_file=tmp_path / "none")
        with pytest.raises(Refusal) as listening:
            await RpcNode(options).ask(Call("uptime"))

    with pytest.raises(Refusal) as gone:
        await RpcNode(options).ask(Call("uptime"))

    assert (listening.value.reason, gone.value.reason) == ("NODE_AUTH", "NODE_UNREACHABLE")


async def test_reads_the_cookie_again_when_it_is_no_longer_taken(cookie: Path) -> None:
    accepted = ["__cookie__:secret"]

    def answer(batch: list[dict[str, Any]], authorization: str) -> bytes:
        expected = "Basic " + b64encode(accepted[0].encode()).decode()
        return replies(batch, GOOD) if authorization == expected else http(401, b"")

    async with serving(answer) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))
        await node.ask(Call("uptime"))
        accepted[0] = "__cookie__:renewed"
        cookie.write_text("__cookie__:renewed")

        assert await node.ask(Call("uptime")) == [5]
        assert fake.connections == 1
        node.close()


async def test_a_user_and_a_password_file_open_the_node_too(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("pass word\n")
    seen: list[str] = []

    def answer(batch: list[dict[str, Any]], authorization: str) -> bytes:
        seen.append(authorization)
        return replies(batch, GOOD)

    async with serving(answer) as fake:
        node = RpcNode(fake.options(user="ann", password_file=tmp_path / "password"))
        await node.ask(Call("uptime"))
        node.close()

    assert set(seen) == {"Basic " + b64encode(b"ann:pass word").decode()}


async def test_connects_again_when_an_idle_connection_was_closed(cookie: Path) -> None:
    async with serving(good) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))
        await node.ask(Call("uptime"))
        fake.writers[0].close()
        await fake.writers[0].wait_closed()

        assert await node.ask(Call("uptime")) == [5]
        assert fake.connections == 2
        node.close()


async def test_reads_chunked_bodies(cookie: Path) -> None:
    def answer(batch: list[dict[str, Any]], authorization: str) -> bytes:
        body = good(batch, authorization).partition(b"\r\n\r\n")[2]
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:5], body[5:]))
        return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"

    async with serving(answer) as fake:
        node = RpcNode(fake.options(cookie_file=cookie))

        assert await node.ask(Call("uptime")) == [5]
        node.close()


async def test_without_a_node_every_question_is_unreachable() -> None:
    with pytest.raises(Refusal) as refused:
        await NoNode().ask(Call("uptime"))

    assert refused.value.reason == "NODE_UNREACHABLE"


@pytest.mark.parametrize("url", ["", "127.0.0.1:8332", "https://127.0.0.1:8332", "http://127.0.0.1"])
def test_takes_http_urls_with_a_port_only(url: str) -> None:
    with pytest.raises(ValueError, match="expected: http://host:port"):
        _ = NodeOptions(url).address
