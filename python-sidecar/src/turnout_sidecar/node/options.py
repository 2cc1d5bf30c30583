"""Which node, and how to be let in."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from turnout_sidecar.refusal import Refusal


@dataclass(frozen=True, slots=True)
class NodeOptions:
    """`url` is http://host:port; credentials are a cookie file, or a user and a file with the password; `chain` is
    Core's name of the network that must stand there, empty for whichever it is."""

    url: str
    cookie_file: Path | None = None
    user: str = ""
    password_file: Path | None = None
    chain: str = ""

    @property
    def address(self) -> tuple[str, int]:
        """Host and port. Raises ValueError with a sentence for what is no http URL."""
        parts = urlsplit(self.url)
        if parts.scheme != "http" or not parts.hostname or parts.port is None:
            raise ValueError(f"node url: {self.url!r} (expected: http://host:port)")
        return parts.hostname, parts.port

    def authorization(self) -> str:
        """The Basic credentials, read now: a node writes a new cookie at each start. Refuses with NODE_AUTH."""
        try:
            if self.cookie_file is not None:
                pair = self.cookie_file.read_bytes().strip()
            elif self.password_file is not None:
                pair = self.user.encode() + b":" + self.password_file.read_bytes().strip(b"\r\n")
            else:
                raise Refusal("NODE_AUTH", "", "neither a cookie file nor a password file is configured")
        except OSError as error:
            raise Refusal("NODE_AUTH", "", f"the node's credentials cannot be read: {error.strerror}") from error
        return "Basic " + b64encode(pair).decode()
