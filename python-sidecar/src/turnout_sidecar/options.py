"""The command line and the environment, read once."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from turnout_sidecar.node.options import NodeOptions

_CHAINS = {
    "mainnet": "main",
    "main": "main",
    "testnet3": "test",
    "test": "test",
    "testnet4": "testnet4",
    "signet": "signet",
    "regtest": "regtest",
    "": "",
}


class ConfigurationError(Exception):
    """All that is wrong with the configuration, one sentence a line."""


@dataclass(frozen=True, slots=True)
class Options:
    """`worker` is None for a sidecar that stands alone; `node` is None where no node is configured."""

    listen: str
    workers: int
    worker: int | None
    supervised: bool
    reuse_port: bool
    grace_seconds: float
    node: NodeOptions | None


def read_options(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """Exits with 2 for a wrong usage; raises ConfigurationError with all problems."""
    given = _parser().parse_args(arguments)
    problems: list[str] = []
    if given.workers < 1:
        problems.append(f"--workers: {given.workers} (expected: 1 or more)")
    if given.workers > 1 and given.listen.startswith("unix:"):
        problems.append("--workers: several workers share a TCP port, not a unix socket (expected: --workers 1)")
    node = _node(given.__dict__, environment, problems)
    if problems:
        raise ConfigurationError("\n".join(problems))
    return Options(
        given.listen, given.workers, given.worker, given.supervised, given.reuse_port, given.grace_seconds, node
    )


def _node(given: Mapping[str, str | None], environment: Mapping[str, str], problems: list[str]) -> NodeOptions | None:
    def value(name: str) -> str:
        return given[f"node_{name}"] or environment.get(f"TURNOUT_NODE_{name.upper()}", "")

    chain = _CHAINS.get(value("network").lower())
    if chain is None:
        problems.append(
            f"--node-network: {value('network')!r} (expected: mainnet, testnet3, testnet4, signet, regtest)"
        )
    if not value("url"):
        return None
    cookie_file, password_file = value("cookie_file"), value("password_file")
    options = NodeOptions(
        url=value("url"),
        cookie_file=Path(cookie_file) if cookie_file else None,
        user=value("user"),
        password_file=Path(password_file) if password_file else None,
        chain=chain or "",
    )
    try:
        _ = options.address
    except ValueError as error:
        problems.append(f"--node-url: {error}")
    if options.password_file is not None and not options.user:
        problems.append("--node-password-file: needs --node-user")
    if options.cookie_file is None and options.password_file is None:
        problems.append("--node-url: needs --node-cookie-file, or --node-user and --node-password-file")
    return options


def _parser() -> ArgumentParser:
    parser = ArgumentParser("turnout_sidecar", description="Serves Turnout's operations from Python.")
    parser.add_argument("--listen", default="127.0.0.1:0", help="host:port (0: any free port) or unix:PATH")
    parser.add_argument("--workers", type=int, default=1, help="processes that share the port (default 1)")
    parser.add_argument("--worker", type=int, help="number of this worker, given by who supervises it")
    parser.add_argument("--supervised", action="store_true", help="end when standard input closes")
    parser.add_argument("--reuse-port", action="store_true", help="share the port with other workers")
    parser.add_argument("--grace-seconds", type=float, default=10.0, help="for running calls at the end (default 10)")
    node = parser.add_argument_group("node", "each also as TURNOUT_NODE_URL and so on")
    node.add_argument("--node-url", help="http://host:port of a Bitcoin node's JSON-RPC")
    node.add_argument("--node-cookie-file", help="the node's .cookie")
    node.add_argument("--node-user")
    node.add_argument("--node-password-file")
    node.add_argument("--node-network", help="the network that must stand there; else any")
    return parser
