"""The shared vectors: read where they lie, skipped where they are absent."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

_REPOSITORY = Path(__file__).resolve().parents[2]
ROOT = Path(os.environ.get("TURNOUT_VECTORS") or _REPOSITORY.parent / "shared" / "vectors")

# What the project's own vectors are in.
OWN = _REPOSITORY / "proto" / "vectors"


def path(name: str) -> Path:
    found = ROOT / name
    if not found.exists():
        pytest.skip(f"no vectors at {found} (TURNOUT_VECTORS names another folder)", allow_module_level=True)
    return found


def load(name: str) -> Any:
    return json.loads(path(name).read_text("utf-8"))
