"""What several tests need."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvloop


@pytest.fixture
def directory() -> Iterator[Path]:
    """Of the test's own, and short enough for the path of a socket."""
    with tempfile.TemporaryDirectory(prefix="lane-") as path:
        yield Path(path)


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Every test twice: users may run either."""
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}
