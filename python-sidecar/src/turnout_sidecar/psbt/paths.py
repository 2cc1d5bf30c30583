"""Key paths as text."""

from __future__ import annotations

_HARDENED = 1 << 31


def path_text(path: tuple[int, ...]) -> str:
    """`m/84h/0h/0h/0/5`, as Core writes it."""
    return "m" + "".join([f"/{step & ~_HARDENED}{'h' if step & _HARDENED else ''}" for step in path])
