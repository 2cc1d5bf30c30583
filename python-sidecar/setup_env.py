"""Makes this environment able to run the sidecar: stubs generated when stale, our folders importable.

Run with the environment's own Python after `pip install --require-hashes -r requirements.lock`; it can be run again.
"""

from __future__ import annotations

import sysconfig
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
FOLDERS = ("src", "gen", "lane/src")


def main() -> None:
    """Writes one .pth file beside the installed packages."""
    if generate.is_stale():
        generate.generate()
    pth = Path(sysconfig.get_path("purelib")) / "turnout_sidecar.pth"
    lines = "".join(f"{HERE / folder}\n" for folder in FOLDERS)
    if not pth.exists() or pth.read_text() != lines:
        pth.write_text(lines)


if __name__ == "__main__":
    main()
