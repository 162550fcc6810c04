"""Answers over HTTP, beside a bare FastAPI route on the same machine, at the same time.

One keep-alive connection asks one thing after another, and each question is followed by one to
the bare route: what the machine does to one, it does to the other.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

from benchmarks.asking import SEED
from benchmarks.figures import Figure
from graph.projection import Projection

_BARE = """
import sys
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def answer() -> dict[str, object]:
    return {"items": [{"id": "commune:59606", "kind": "Municipality", "name": "x"}] * 20}


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


def measure(home: Path, projection: Projection) -> list[Figure]:
    """Return the time to a first answer, then the latency of each kind of read."""
    port, bare_port = _free_port(), _free_port()
    serve = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    environment = {**os.environ, "GALAXIE_HOME": str(home)}
    before = perf_counter()
    with (
        _running(serve, port, "/readyz", environment) as connection,
        _running(
            [sys.executable, "-c", _BARE, str(bare_port)], bare_port, "/", environment
        ) as bare,
    ):
        started = Figure.of("démarrage à froid, rien à charger, à la première réponse",
                            [connection.ready - before])  # fmt: skip
        reads = []
        for what, addresses in _questions(projection).items():
            ours, theirs = _alternate(connection, bare, addresses)
            reads.append(Figure.of(what, ours, "route nue", theirs))
    return [started, *reads]


class _Server(HTTPConnection):
    """A connection to a server that answers, and when it first did."""

    ready: float


def _alternate(
    connection: _Server, bare: _Server, addresses: Sequence[str]
) -> tuple[list[float], list[float]]:
    ours, theirs = [], []
    for address in addresses:
        ours.append(_timed(connection, address))
        theirs.append(_timed(bare, "/"))
    return ours, theirs


def _timed(connection: HTTPConnection, address: str) -> float:
    before = perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    taken = perf_counter() - before
    assert response.status in {200, 308}, (address, response.status)
    return taken


def _questions(projection: Projection) -> dict[str, list[str]]:
    rng = random.Random(SEED)  # noqa: S311 -- a sample, not a secret
    some = rng.sample(range(len(projection.ids)), 500)
    ids = [projection.ids[i] for i in some]
    names = [urlencode({"q": projection.names[i]}) for i in some]
    ends = [urlencode({"from": a, "to": b}) for a, b in pairwise(ids)]
    kinds = ("Agency", "Programme", "Convention", "Federation", "Municipality")
    return {
        "un nœud, ses faits et leurs preuves": [f"/v1/nodes/{quote(i)}" for i in ids],
        "ses voisins": [f"/v1/nodes/{quote(i)}/neighbours" for i in ids],
        "une liste": [f"/v1/nodes?kind={kind}" for kind in kinds * 100],
        "une recherche": [f"/v1/search?{words}" for words in names],
        "des chaînes, avec leurs preuves": [f"/v1/paths?{pair}" for pair in ends],
    }


@contextmanager
def _running(
    command: list[str], port: int, address: str, environment: dict[str, str]
) -> Iterator[_Server]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    connection = _Server("127.0.0.1", port, timeout=30)
    try:
        _wait_for(connection, address, process)
        connection.ready = perf_counter()
        yield connection
    finally:
        connection.close()
        process.terminate()
        process.wait(timeout=20)


def _wait_for(connection: HTTPConnection, address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        assert process.poll() is None, "the server stopped before it answered"
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            response.read()
        except OSError:
            connection.close()
        else:
            if response.status == 200:
                return
        sleep(0.01)
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
