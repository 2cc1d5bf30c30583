from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import grpc
import grpc.aio
import pytest
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2
from grpc_reflection.v1alpha import reflection_pb2
from lane_client import LaneClient, announced
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.chain.v1 import chain_pb2, chain_pb2_grpc
from turnout.keys.v1 import keys_pb2, keys_pb2_grpc
from turnout.script.v1 import script_pb2, script_pb2_grpc
from turnout.sidecar.v1 import counters_pb2, counters_pb2_grpc

from tests.fake_rpc_server import replies, serving
from tests.running_worker import RunningWorker, running, start

DECODE_SCRIPT = "/turnout.script.v1.ScriptService/DecodeScript"


@pytest.fixture
def socket(tmp_path: Path) -> str:
    return f"unix:{tmp_path}/w"


@pytest.fixture
async def worker(socket: str) -> AsyncIterator[RunningWorker]:
    async with running("--worker", "0", "--listen", socket, "--supervised") as running_worker:
        yield running_worker


async def raw_call(channel: grpc.aio.Channel, method: str, body: bytes) -> bytes:
    call: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(method)
    return await call(body)


def reason_of(error: grpc.aio.AioRpcError) -> str:
    details = dict(error.trailing_metadata())["grpc-status-details-bin"]
    assert isinstance(details, bytes)
    status = status_pb2.Status.FromString(details)
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    assert status.code == error.code().value[0]
    assert status.message == error.details()
    return str(info.reason)


async def test_says_when_it_serves_and_answers(worker: RunningWorker, socket: str, tmp_path: Path) -> None:
    assert worker.target == socket
    assert stat.S_ISSOCK((tmp_path / "w").stat().st_mode)
    async with worker.channel() as channel:
        script = await script_pb2_grpc.ScriptServiceStub(channel).DecodeScript(
            script_pb2.DecodeScriptRequest(script=b"\x51", network=bitcoin_pb2.NETWORK_REGTEST)
        )
        key = await keys_pb2_grpc.KeysServiceStub(channel).DeriveKey(
            keys_pb2.DeriveKeyRequest(seed=bytes(16), network=bitcoin_pb2.NETWORK_MAINNET)
        )

    assert script.script_pub_key.asm == "1"
    assert key.extended_public_key.startswith("xpub")


@pytest.mark.parametrize("body", [b"\xff", b"\x0a\x05ab", b"\x0b"])
async def test_a_body_that_is_not_the_message_is_the_callers_fault(worker: RunningWorker, body: bytes) -> None:
    async with worker.channel() as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await raw_call(channel, DECODE_SCRIPT, body)

    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert reason_of(refused.value) == "REQUEST_MALFORMED"


async def test_text_that_is_no_utf8_is_malformed(worker: RunningWorker) -> None:
    async with worker.channel() as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await raw_call(channel, "/turnout.script.v1.ScriptService/ValidateAddress", b"\x0a\x01\xff\x10\x01")

    assert reason_of(refused.value) == "REQUEST_MALFORMED"


async def test_ignores_fields_it_does_not_know(worker: RunningWorker) -> None:
    request = script_pb2.DecodeScriptRequest(script=b"\x51", network=bitcoin_pb2.NETWORK_REGTEST)
    async with worker.channel() as channel:
        plain = await raw_call(channel, DECODE_SCRIPT, request.SerializeToString())
        with_more = await raw_call(channel, DECODE_SCRIPT, request.SerializeToString() + b"\xf8\x07\x01")

    assert plain == with_more


async def test_an_unknown_method_is_unimplemented(worker: RunningWorker) -> None:
    async with worker.channel() as channel:
        for method in ("/turnout.script.v1.ScriptService/Nothing", "/no.Service/Method"):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await raw_call(channel, method, b"")
            assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED


async def test_without_a_node_only_the_chain_is_unavailable(worker: RunningWorker) -> None:
    async with worker.channel() as channel:
        stub = chain_pb2_grpc.ChainServiceStub(channel)
        with pytest.raises(grpc.aio.AioRpcError) as unary:
            await stub.GetChainInfo(chain_pb2.GetChainInfoRequest())
        with pytest.raises(grpc.aio.AioRpcError) as stream:
            _ = [event async for event in stub.ScanBlocks(chain_pb2.ScanBlocksRequest())]

    for refused in (unary, stream):
        assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
        assert reason_of(refused.value) == "NODE_UNREACHABLE"


async def test_counts_every_call_by_method(worker: RunningWorker) -> None:
    async with worker.channel() as channel:
        for body in (b"", b"\xff", b"\x10\x05"):
            try:
                await raw_call(channel, DECODE_SCRIPT, body)
            except grpc.aio.AioRpcError:
                continue
        counts = await counters_pb2_grpc.CountersStub(channel).Get(counters_pb2.GetRequest())

    assert {count.method: count.calls for count in counts.methods} == {DECODE_SCRIPT[1:]: 3}


async def test_is_healthy_by_service(worker: RunningWorker) -> None:
    async with worker.channel() as channel:
        for service in ("", "turnout.chain.v1.ChainService", "turnout.keys.v1.KeysService"):
            request = health_pb2.HealthCheckRequest(service=service).SerializeToString()
            answer = await raw_call(channel, "/grpc.health.v1.Health/Check", request)
            response = health_pb2.HealthCheckResponse.FromString(answer)
            assert response.status == health_pb2.HealthCheckResponse.SERVING


async def test_answers_by_the_lane_what_it_answers_by_grpc(worker: RunningWorker, socket: str) -> None:
    lane = await announced(socket)
    client = await LaneClient.greeted(lane.path, lane.token)
    request = script_pb2.DecodeScriptRequest(script=b"\x51", network=bitcoin_pb2.NETWORK_REGTEST)
    async with worker.channel() as channel:
        by_grpc = await raw_call(channel, DECODE_SCRIPT, request.SerializeToString())
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await raw_call(channel, DECODE_SCRIPT, b"\xff")

    by_lane = await client.call(DECODE_SCRIPT[1:], request.SerializeToString())
    refused_by_lane = await client.call(DECODE_SCRIPT[1:], b"\xff")
    counted = await client.call("turnout.sidecar.v1.Counters/Get", b"")
    health = await client.call("grpc.health.v1.Health/Check", b"")

    assert lane.path == f"{socket.removeprefix('unix:')}.lane"
    assert (by_lane.status, by_lane.body) == (0, by_grpc)
    assert (refused_by_lane.status, refused_by_lane.details) == (refused.value.code().value[0], refused.value.details())
    assert refused_by_lane.trailing == list(refused.value.trailing_metadata())
    counts = counters_pb2.GetResponse.FromString(counted.body).methods
    assert {count.method: count.calls for count in counts} == {DECODE_SCRIPT[1:]: 4}
    assert health_pb2.HealthCheckResponse.FromString(health.body).status == health_pb2.HealthCheckResponse.SERVING
    await client.close()


async def test_ends_when_its_supervisor_is_gone(worker: RunningWorker) -> None:
    assert worker.process.stdin is not None

    worker.process.stdin.close()

    assert await worker.exit_code() == 0


@pytest.mark.parametrize("end", [SIGTERM, SIGINT])
async def test_lets_running_calls_end_when_it_is_told_to_stop(end: Signals, socket: str, tmp_path: Path) -> None:
    (tmp_path / ".cookie").write_text("a:b")
    asked, may_answer = asyncio.Event(), asyncio.Event()
    results = {"getblockchaininfo": {"chain": "regtest"}, "getblockhash": {"error": {"code": -8, "message": "no"}}}

    async with serving(lambda batch, _: replies(batch, results), gate=("getblockhash", asked, may_answer)) as node:
        arguments = ("--node-url", node.url, "--node-cookie-file", f"{tmp_path}/.cookie", "--node-network", "regtest")
        async with running("--worker", "0", "--listen", socket, "--supervised", *arguments) as worker:
            async with worker.channel() as channel:
                stub = chain_pb2_grpc.ChainServiceStub(channel)
                call = asyncio.ensure_future(_code(stub.GetBlockHeader(chain_pb2.GetBlockHeaderRequest(height=9))))
                await asked.wait()
                worker.process.send_signal(end)
                await _log_line(worker, "stopping")
                may_answer.set()
                assert await call is grpc.StatusCode.NOT_FOUND
            assert await worker.exit_code() == 0


async def _code(call: object) -> grpc.StatusCode:
    try:
        await call  # type: ignore[misc]
    except grpc.aio.AioRpcError as error:
        return error.code()
    return grpc.StatusCode.OK


async def _log_line(worker: RunningWorker, event: str) -> None:
    assert worker.process.stderr is not None
    while f"event='{event}'".encode() not in (line := await worker.process.stderr.readline()):
        assert line, f"no {event}"


async def test_stands_alone_on_a_free_port_with_reflection() -> None:
    async with running("--listen", "127.0.0.1:0") as worker, worker.channel() as channel:
        request = reflection_pb2.ServerReflectionRequest(list_services="").SerializeToString()
        call: grpc.aio.StreamStreamMultiCallable[bytes, bytes] = channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
        )
        answers = [reflection_pb2.ServerReflectionResponse.FromString(answer) async for answer in call(iter([request]))]
        names = [service.name for service in answers[0].list_services_response.service]

    assert worker.target.startswith("127.0.0.1:")
    assert "turnout.script.v1.ScriptService" in names


async def test_several_workers_share_a_port() -> None:
    async with running("--listen", "127.0.0.1:0", "--workers", "2") as workers:
        async with workers.channel() as channel:
            await raw_call(channel, DECODE_SCRIPT, b"\x10\x05")
        # One worker's lane would take the others' share.
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await announced(workers.target)
        assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED
        workers.terminate()
        assert await workers.exit_code() == 0


async def test_a_port_in_use_is_one_line() -> None:
    async with running("--listen", "127.0.0.1:0") as worker:
        second = await start("--listen", worker.target)
        _, errors = await second.communicate()

    assert second.returncode == 69
    assert errors.decode().splitlines() == [
        f"turnout_sidecar: cannot listen on {worker.target}: it is in use, or not an address of this machine"
    ]


async def test_tells_all_that_is_wrong_with_the_configuration() -> None:
    process = await start("--node-url", "ftp://x", "--node-network", "liquid", "--workers", "0", TURNOUT_NODE_USER="u")
    _, errors = await process.communicate()

    assert process.returncode == 78
    assert [line.partition(":")[0] for line in errors.decode().splitlines()] == [
        "--workers",
        "--node-network",
        "--node-url",
        "--node-url",
    ]
