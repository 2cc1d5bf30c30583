"""Handlers whose metadata breaks a rule, or is at the edge of one."""

from __future__ import annotations

from typing import Any

from turnout_conformance.ledger import Context

# (method, metadata): sent as trailing metadata by one handler and as initial metadata by another.
ODD: dict[str, Any] = {
    "UpperCaseName": (("Upper", "1"),),
    "NonAsciiValue": (("text", "é"),),
    "NewlineInValue": (("text", "a\nb"),),
    "ControlInValue": (("text", "a\x01b"),),
    "TabInValue": (("text", "a\tb"),),
    "SpacesAround": (("text", "  a  "),),
    "BytesInTextValue": (("text", b"bytes"),),
    "TextInBinValue": (("text-bin", "text"),),
    "EmptyName": (("", "1"),),
    "SpaceInName": (("a b", "1"),),
    "PseudoName": ((":path", "1"),),
    "ReservedName": (("grpc-status", "3"),),
    "ReservedGrpcName": (("grpc-anything", "1"),),
    "TransportName": (("te", "trailers"),),
    "ContentTypeName": (("content-type", "text/html"),),
    "NumberValue": (("text", 7),),
    "NoneValue": (("text", None),),
    "NotPairs": ("text",),
    "ListOfLists": [["text", "1"]],
}


def _trailing(metadata: Any) -> Any:
    async def handle(request: bytes, context: Context) -> bytes:
        context.set_trailing_metadata(metadata)
        return request

    return handle


def _initial(metadata: Any) -> Any:
    async def handle(request: bytes, context: Context) -> bytes:
        await context.send_initial_metadata(metadata)
        return request

    return handle


HANDLERS: dict[str, Any] = {
    **{f"Trailing{name}": _trailing(metadata) for name, metadata in ODD.items()},
    **{f"Initial{name}": _initial(metadata) for name, metadata in ODD.items()},
}
