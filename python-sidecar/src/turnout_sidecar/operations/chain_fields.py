"""Request fields that the chain operations share, and the calls they stand for."""

from __future__ import annotations

import re
from typing import Any

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.answers import RpcError, invalid
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.refusal import Refusal, quoted, required, unknown_value

# Core refuses larger numbers as malformed, and no chain is that high.
_HIGHEST = (1 << 31) - 1
_HASH = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)

# JSON-RPC errors: RPC_MISC_ERROR, RPC_INVALID_ADDRESS_OR_KEY, RPC_INVALID_PARAMETER.
_MISC, _NOT_FOUND, _OUT_OF_RANGE = -1, -5, -8


def hash_field(field: str, text: str, reason: str) -> str:
    """64 hex digits in lower case; empty is FIELD_REQUIRED, anything else the given reason."""
    if not text:
        raise required(field, "64 hexadecimal digits")
    if not _HASH.fullmatch(text):
        raise Refusal(reason, field, f"{quoted(text)} (expected: 64 hexadecimal digits)")
    return text.lower()


def block_field(request: chain_pb2.GetBlockRequest | chain_pb2.GetBlockHeaderRequest) -> str | int:
    """The block hash or the height that a request names."""
    match request.WhichOneof("block"):
        case "block_hash":
            return hash_field("block_hash", request.block_hash, "BLOCK_HASH_INVALID")
        case "height":
            return request.height
        case _:
            raise required("block", "block_hash or height")


def verbosity_field(number: int) -> int:
    """A verbosity, UNSPECIFIED as IDS."""
    if number not in chain_pb2.BlockVerbosity.values():
        raise unknown_value("verbosity", number, "turnout.chain.v1.BlockVerbosity")
    return number or chain_pb2.BLOCK_VERBOSITY_IDS


def hash_at(height: int) -> Call:
    """Asks for the block at a height."""
    return Call("getblockhash", (min(height, _HIGHEST),))


def block_hash_result(result: Any) -> str:
    """The answer to hash_at."""
    if isinstance(result, RpcError) and result.code == _OUT_OF_RANGE:
        raise Refusal("BLOCK_NOT_FOUND", "", "there is no block at that height")
    if not isinstance(result, str):
        raise invalid("getblockhash")
    return result


def block_result(result: Any) -> Any:
    """The answer to a question about one block."""
    if not isinstance(result, RpcError):
        return result
    if result.code == _NOT_FOUND:
        raise Refusal("BLOCK_NOT_FOUND", "", "the node knows no such block")
    if result.code == _MISC:
        raise Refusal("BLOCK_NOT_AVAILABLE", "", "the node has the header, but not the block")
    raise invalid("block")


def is_not_found(result: Any) -> bool:
    """Whether a call failed because what it names is not there."""
    return isinstance(result, RpcError) and result.code == _NOT_FOUND
