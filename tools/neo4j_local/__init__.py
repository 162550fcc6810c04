"""A real Neo4j 5.26 on this machine, without installing one: for tests and for `make neo4j`.

From Maven artifacts and a Java where both are at hand, else from Docker where an engine answers.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.neo4j_local.docker import DockerServer, find_docker
from tools.neo4j_local.errors import Neo4jUnavailable
from tools.neo4j_local.jar_files import cache, jars
from tools.neo4j_local.java import find_java
from tools.neo4j_local.server import JavaServer, Server, free_port

__all__ = ["Neo4jUnavailable", "Server", "free_port", "lasting", "throwaway"]


@contextmanager
def throwaway() -> Iterator[Server]:
    """Run an empty server on free ports; its data goes when the block ends.

    Raises `Neo4jUnavailable` saying what is missing. Costs 5 to 20 s, the first time a download.
    """
    bolt, http = free_port(), free_port()
    try:
        java = find_java()
        lib = jars(java)
    except Neo4jUnavailable as without_java:
        with _container(without_java, bolt=bolt, http=http) as server:
            yield server
        return
    with (
        tempfile.TemporaryDirectory(prefix="galaxie-neo4j-") as home,
        _running(JavaServer(java, lib, home=Path(home), bolt=bolt, http=http)) as server,
    ):
        yield server


@contextmanager
def lasting(*, bolt: int, http: int, guide: str) -> Iterator[Server]:
    """Run a server on the ports given, its data kept in the user's cache for the next time.

    `guide` is the address under which our API serves the style and guide that the Browser opens.
    """
    java = find_java()
    home, lib = cache() / "home", jars(java)
    welcome = f"browser.post_connect_cmd=style {guide}/style.grass; guide {guide}/guide.html\n"
    server = JavaServer(java, lib, home=home, bolt=bolt, http=http, more_settings=welcome)
    with _running(server):
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def _container(reason: Neo4jUnavailable, *, bolt: int, http: int) -> Iterator[Server]:
    try:
        program = find_docker()
    except Neo4jUnavailable as without_docker:
        message = f"pas de Neo4j ici : {reason} ; {without_docker}"
        raise Neo4jUnavailable(message) from without_docker
    server = DockerServer(program, bolt=bolt, http=http)
    try:
        with _running(server):
            yield server
    finally:
        server.remove()
