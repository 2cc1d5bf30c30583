"""Initial and trailing metadata, sound and otherwise."""

from __future__ import annotations

from typing import Any

import grpc.aio

from behaviours.registry import Seen, behaviour

_BOTH = {
    "sound": (("a", "1"), ("a", "2"), ("b-bin", b"\x00\xff"), ("b-bin", b""), ("c", ""), ("d_.-9", " x  ")),
    "empty": (),
    "bytes_for_text": (("a", b"xyz"),),
    "upper_case": (("Abc", "1"),),
    "an_empty_name": (("", "1"),),
    "a_space_in_the_name": (("a b", "1"),),
    "a_pseudo_header": ((":a", "1"),),
    "no_ascii": (("a", "é"),),
    "a_line_end": (("a", "x\ny"),),
    "a_tab": (("a", "x\ty"),),
    "reserved_names": (("content-type", "x"), ("te", "y"), ("grpc-encoding", "gzip"), ("a", "1")),
    "names_of_grpc": (("grpc-foo", "x"), ("grpc-status", "3"), ("grpc-message", "y")),
    "a_list_of_pairs": [("a", "1")],
    "a_list_of_lists": [["a", "1"]],
    "a_dictionary": {"ab": "1"},
    "nothing": None,
    "no_pairs": ("abc",),
    "a_number": (("a", 5),),
    "aio_metadata": grpc.aio.Metadata(("a", "1"), ("a", "2")),
}


def _initial(name: str, metadata: Any) -> None:
    async def sends(request: bytes, context: Any, _seen: Seen) -> Any:
        await context.send_initial_metadata(metadata)
        return request

    sends.__name__ = f"initial_{name}"
    behaviour(sends)


def _trailing(name: str, metadata: Any) -> None:
    async def sets(request: bytes, context: Any, seen: Seen) -> Any:
        context.set_trailing_metadata(metadata)
        seen["trailing"] = context.trailing_metadata()
        return request

    sets.__name__ = f"trailing_{name}"
    behaviour(sets)


for _name, _metadata in _BOTH.items():
    _initial(_name, _metadata)
    _trailing(_name, _metadata)
_initial("text_for_bytes", (("a-bin", "x"),))
_initial("none_for_text", (("a", None),))


@behaviour
async def initial_metadata_twice(request: bytes, context: Any, seen: Seen) -> Any:
    await context.send_initial_metadata((("a", "1"),))
    try:
        await context.send_initial_metadata((("b", "1"),))
    except Exception as error:
        seen["error"] = repr(error)
    return request


@behaviour
async def initial_metadata_that_fails_is_the_end(request: bytes, context: Any, seen: Seen) -> Any:
    try:
        await context.send_initial_metadata((("Abc", "1"),))
    except grpc.aio.InternalError:
        seen["raised"] = True
    return request


@behaviour
async def trailing_metadata_twice(request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_trailing_metadata((("a", "1"),))
    context.set_trailing_metadata((("b", "1"),))
    return request


@behaviour
def metadata_in_a_thread(request: bytes, context: Any, seen: Seen) -> Any:
    context.send_initial_metadata((("i", "1"),))
    context.set_trailing_metadata((("t", "1"),))
    context.set_details("is not sent")
    context.add_callback(lambda: seen.__setitem__("called back", True))
    return request
