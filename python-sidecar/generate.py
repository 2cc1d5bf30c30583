"""Writes the Python stubs of the contract into gen/, which is never committed.

Run as `python generate.py [--if-stale]`. The contract is ../proto, our own counters are proto/, what only tests call is
conformance/proto; google/rpc comes with googleapis-common-protos, which ships its stubs.
"""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONTRACT = HERE.parent / "proto" / "src" / "main" / "protobuf"
OWN = HERE / "proto"
TESTS = HERE / "conformance" / "proto"
GEN = HERE / "gen"
STAMP = GEN / ".stamp"


def sources() -> dict[Path, list[Path]]:
    """The .proto files of each root, sorted."""
    return {root: sorted(root.rglob("*.proto")) for root in (CONTRACT, OWN, TESTS)}


def fingerprint() -> str:
    """Changes when a .proto file, the generator's version or this script changes."""
    from hashlib import sha256
    from importlib.metadata import version

    digest = sha256(version("grpcio-tools").encode() + version("mypy-protobuf").encode() + Path(__file__).read_bytes())
    for root, paths in sources().items():
        for path in paths:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_stale() -> bool:
    """Whether gen/ was made from something else than what stands there now."""
    return not STAMP.exists() or STAMP.read_text() != fingerprint()


def generate() -> None:
    """Replaces gen/; exits with protoc's message when a file does not compile."""
    from grpc_tools import protoc

    shutil.rmtree(GEN, ignore_errors=True)
    GEN.mkdir()
    bin_dir = Path(sys.executable).parent
    includes = [*sources(), Path(str(files("grpc_tools") / "_proto"))]
    arguments = [
        "protoc",
        *(f"-I{root}" for root in includes),
        f"--plugin=protoc-gen-mypy={bin_dir / 'protoc-gen-mypy'}",
        f"--plugin=protoc-gen-mypy_grpc={bin_dir / 'protoc-gen-mypy_grpc'}",
        *(f"--{kind}_out={GEN}" for kind in ("python", "grpc_python", "mypy", "mypy_grpc")),
        *(str(path) for paths in sources().values() for path in paths),
    ]
    if protoc.main(arguments) != 0:
        raise SystemExit("generate.py: protoc refused the contract (its message is above)")
    for directory in [path for path in GEN.rglob("*") if path.is_dir()]:
        (directory / "__init__.py").touch()
    STAMP.write_text(fingerprint())


if __name__ == "__main__":
    if "--if-stale" not in sys.argv[1:] or is_stale():
        generate()
