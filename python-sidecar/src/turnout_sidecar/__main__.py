"""`python -m turnout_sidecar`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from turnout_sidecar.options import ConfigurationError, read_options

_WRONG_CONFIGURATION = 78
_NOT_REACHABLE = 69


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 69 the address cannot be had, 78 wrong configuration."""
    try:
        options = read_options(arguments)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return _WRONG_CONFIGURATION
    # grpcio writes several lines of its own where a port is in use; we write one.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    try:
        if options.workers > 1:
            from turnout_sidecar.shared_port import run_shared_port

            return run_shared_port(options, arguments)
        from turnout_sidecar.worker import run_worker

        run_worker(options)
    except OSError as error:
        print(f"turnout_sidecar: {error}", file=sys.stderr)
        return _NOT_REACHABLE
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
