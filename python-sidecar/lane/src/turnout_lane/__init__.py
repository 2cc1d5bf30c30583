"""Serves an asyncio gRPC service by gRPC and, beside it, by Turnout's lane.

`turnout_lane.server(...)` stands where `grpc.aio.server(...)` stood. Standard library and grpcio only; grpcio's names
are used, nothing of it is changed.
"""

from turnout_lane.options import LaneOptions
from turnout_lane.running import run
from turnout_lane.server import LaneServer, server

__all__ = ["LaneOptions", "LaneServer", "run", "server"]
