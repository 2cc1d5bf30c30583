"""The examples run, and differ in what the README shows."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import grpc.aio
import pytest
from lane_client import announced
from serving import PATIENCE
from ways import by_grpc, by_lane

PACKAGE = Path(__file__).parents[1]
GREET = "example.Greeter/Greet"
BEFORE, AFTER = PACKAGE / "examples" / "greeter.py", PACKAGE / "examples" / "greeter_by_lane.py"


@pytest.mark.parametrize(("example", "has_a_lane"), [(BEFORE, False), (AFTER, True)])
async def test_the_example_serves(example: Path, has_a_lane: bool, directory: Path) -> None:
    target = f"unix:{directory}/greeter"
    process = await asyncio.create_subprocess_exec(sys.executable, str(example), target, stdout=PIPE)
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert line.decode().strip() == f"listening on {target}"
        async with grpc.aio.insecure_channel(target) as channel:
            greeting = await by_grpc(channel, GREET, json.dumps({"name": "Ada"}).encode())
            missing = await by_grpc(channel, GREET, b"{}")
        if has_a_lane:
            lane = await announced(target)
            assert await by_lane(lane, GREET, json.dumps({"name": "Ada"}).encode()) == greeting
            assert await by_lane(lane, GREET, b"{}") == missing
    finally:
        process.terminate()
        await process.wait()

    assert greeting.body == b'{"greeting": "Good day, Ada!"}'
    assert (missing.status, missing.details) == (3, "name: is missing")


def test_one_line_turns_a_service_around() -> None:
    before = BEFORE.read_text().replace("grpc.aio.server()", "turnout_lane.server()").splitlines()
    after = AFTER.read_text().splitlines()

    added = {line for line in after if line not in before}
    assert "    server = turnout_lane.server()" in after
    assert [line for line in added if not line.startswith(('"""', "One line", "import"))] == [
        "    turnout_lane.run(serve(sys.argv[1]))"
    ]
