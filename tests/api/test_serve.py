"""`galaxie serve` as a person starts it: another process, a real port, stopped by Ctrl-C."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from graph.store import GraphStore


@pytest.fixture
def served(store: GraphStore, home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", str(port), "--no-load"],
        env={"GALAXIE_HOME": str(home), "PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    with server:
        yield server, f"http://127.0.0.1:{port}"
        server.kill()


def test_it_says_its_address_answers_and_stops_in_order(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    server, address = served
    assert server.stderr is not None
    assert address in server.stderr.readline()
    assert httpx2.get(f"{address}/readyz").json() == {"status": "ok", "revision": 1}
    assert httpx2.get(f"{address}/v1/search?q=essai").json()["items"]
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=10) == 0
    assert "Traceback" not in server.stderr.read()
