"""Where the lane's socket stands, and who may open it: docs/lane.md, section How a lane is found."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import tempfile
from pathlib import Path

# What a unix socket's address has room for on every system, without the closing zero.
_LONGEST_PATH = 103
_SUFFIX = ".lane"


class Place:
    """A socket's path, which is this user's alone. A new directory is made where no path was given."""

    def __init__(self, path: str | None) -> None:
        self._directory: Path | None = None
        self._path = None if path is None else Path(path).absolute()
        self._inode = 0

    def open(self) -> tuple[socket.socket, str]:
        """The bound socket, not yet listening, and its address. Raises OSError. Replaces a socket that is there."""
        if self._path is None:
            # Readable by this user only.
            self._directory = Path(tempfile.mkdtemp(prefix="turnout-"))
            self._path = self._directory / f"service{_SUFFIX}"
        elif self._path.exists() and stat.S_ISSOCK(self._path.stat().st_mode):
            self._path.unlink()
        bound = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            bound.bind(str(self._path))
            # Nobody can connect before it listens.
            self._path.chmod(0o600)
            self._inode = self._path.stat().st_ino
        except OSError:
            bound.close()
            raise
        bound.setblocking(False)
        return bound, f"unix:{self._path}"

    def close(self) -> None:
        """Removes what was made, unless another process has taken the path since."""
        if self._path is not None and self._inode and _inode_of(self._path) == self._inode:
            self._path.unlink(missing_ok=True)
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)


def path_beside(grpc_address: str) -> str | None:
    """The lane's path for a gRPC server that listens there; None where that is no file, or the path is too long."""
    if not grpc_address.startswith("unix:"):
        return None
    path = grpc_address.removeprefix("unix:")
    path = os.path.abspath(path.removeprefix("//") if path.startswith("///") else path) + _SUFFIX
    return path if len(os.fsencode(path)) <= _LONGEST_PATH else None


def _inode_of(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
