"""What every room of the tests stands on: a real Neo4j, the shared corpus, and no silent skip."""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from tools.neo4j_local import Neo4jUnavailable, Server, throwaway

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

#: A skip is a failure in CI: what a stranger's machine may lack, CI has to bring.
IN_CI = os.environ.get("CI") == "true"

# A slow moment of a busy machine is no fault of an example; CI tries the same ones at each run.
settings.register_profile("galaxie", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("galaxie")


@dataclass(frozen=True)
class Neo4jAddress:
    """Where the real Neo4j of this session answers; `user` is None without authentication."""

    uri: str
    user: str | None
    password: str | None
    server: Server | None  # ours to freeze and kill; None for an address that was given


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jAddress]:
    """A Neo4j that the tests may write to and wipe, one a session.

    The address in NEO4J_TEST_URI (with NEO4J_TEST_USER and NEO4J_TEST_PASSWORD), else a server
    started for the session and stopped after it.
    """
    if uri := os.environ.get("NEO4J_TEST_URI"):
        user, password = os.environ.get("NEO4J_TEST_USER"), os.environ.get("NEO4J_TEST_PASSWORD")
        yield Neo4jAddress(uri, user, password, server=None)
        return
    with ExitStack() as until_the_end:
        try:
            server = until_the_end.enter_context(throwaway())
        except Neo4jUnavailable as reason:
            pytest.skip(str(reason))
        yield Neo4jAddress(server.uri, None, None, server=server)


@pytest.fixture
def neo4j_machine(neo4j_server: Neo4jAddress) -> Iterator[Server]:
    """The server of this session as a thing to pause, kill and restart; it answers again after."""
    server = neo4j_server.server
    if server is None:
        pytest.skip("NEO4J_TEST_URI : ce serveur n’est pas à nous, on ne peut pas le figer")
    yield server
    server.recover()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of public documents kept beside the clone, which the project does not copy."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("le dossier ../shared n’est pas là")
    return folder


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what needs Neo4j on one worker, so that a session starts one server."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "neo4j_server" in fixtures or item.get_closest_marker("neo4j"):
            item.add_marker("neo4j")
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, turn a skip into a failure that keeps its reason."""
    return _without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI, the same for a whole file that skips itself."""
    return _without_skip((yield))


def _without_skip(report: Report) -> Report:
    expected_failure = hasattr(report, "wasxfail")  # an xfail reports itself as skipped too
    if IN_CI and report.skipped and not expected_failure:
        report.outcome = "failed"
        report.longrepr = f"sauté, ce qui est interdit en CI : {report.longreprtext}"
    return report
