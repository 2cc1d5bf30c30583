"""Where the lane's socket stands, who may open it, and that nothing of it stays."""

from __future__ import annotations

import logging
import os
import socket
import stat
from pathlib import Path

import grpc.aio
import pytest
import turnout_lane
from grpc import StatusCode
from lane_client import LaneClient, announced
from serving import echo, serving
from turnout_lane.announcement import announcement
from turnout_lane.place import path_beside

TOKEN_BYTES = 32


async def test_the_lane_stands_beside_a_unix_socket(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        path = Path(served.lane.path)

        assert path == directory / "g.lane"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (len(served.lane.token), served.lane.version) == (TOKEN_BYTES, 1)

    assert not path.exists()


async def test_beside_a_port_the_lane_stands_in_a_directory_of_its_own(directory: Path) -> None:
    server = turnout_lane.server()
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    lane = await announced(f"127.0.0.1:{port}")
    path = Path(lane.path)
    client = await LaneClient.greeted(lane.path, lane.token)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await client.close()
    await server.stop(None)
    assert not path.parent.exists()


async def test_the_path_may_be_chosen(directory: Path) -> None:
    chosen = directory / "chosen"
    async with serving(directory, {"Echo": echo}, lane=turnout_lane.LaneOptions(path=str(chosen))) as served:
        assert served.lane.path == str(chosen)


async def test_each_start_has_its_own_token(directory: Path) -> None:
    tokens = set()
    for _ in range(2):
        async with serving(directory, {"Echo": echo}) as served:
            tokens.add(served.lane.token)

    assert len(tokens) == 2


async def test_a_socket_that_was_left_behind_is_replaced(directory: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(directory / "g.lane"))
    left.close()
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()

        assert (await client.call("test.Service/Echo", b"hi")).body == b"hi"


async def test_another_ones_socket_is_left_to_it(directory: Path) -> None:
    path = directory / "g.lane"
    async with serving(directory, {"Echo": echo}):
        path.unlink()
        another = socket.socket(socket.AF_UNIX)
        another.bind(str(path))

    assert path.exists()
    another.close()


async def test_without_its_socket_the_service_goes_by_grpc(directory: Path, caplog: pytest.LogCaptureFixture) -> None:
    (directory / "g.lane").write_text("a file of somebody's")
    server = turnout_lane.server()
    server.add_insecure_port(f"unix:{directory}/g")
    with caplog.at_level(logging.WARNING):
        await server.start()

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await announced(f"unix:{directory}/g")
    assert refused.value.code() is StatusCode.UNIMPLEMENTED
    (warning,) = [record.message for record in caplog.records if record.name == "turnout_lane.server"]
    assert warning.startswith("no lane: its socket cannot be had: [")
    await server.stop(None)
    assert (directory / "g.lane").read_text() == "a file of somebody's"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("unix:/run/w", "/run/w.lane"),
        ("unix:///run/w", "/run/w.lane"),
        ("unix:w", f"{os.getcwd()}/w.lane"),
        ("unix:/" + "a" * 97, "/" + "a" * 97 + ".lane"),
        ("unix:/" + "a" * 98, None),
        ("unix-abstract:w", None),
        ("127.0.0.1:0", None),
        ("[::]:50051", None),
        ("dns:///localhost:1", None),
    ],
)
def test_knows_the_path_beside_an_address(address: str, path: str | None) -> None:
    assert path_beside(address) == path


def test_writes_the_announcement_as_protobuf_does() -> None:
    message = announcement("unix:" + "p" * 200, b"\x01" * 16)

    assert message == b"\x0a\xcd\x01unix:" + b"p" * 200 + b"\x12\x10" + b"\x01" * 16 + b"\x18\x01"
