"""The command `galaxie`: questions, loads, exports and the server, in French.

Results go to stdout, talk to stderr. `main` is the entry point; `run` is the same, without
leaving the process.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main", "run"]


def main() -> None:
    """Run the command line of this process, and leave it with the right exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may speak cp1252
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; see `api.outcomes.Exit`."""
    from api.cli.app import run as run_app  # noqa: PLC0415 -- keeps `import api.cli` instant

    return run_app(arguments)
