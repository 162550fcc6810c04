"""Whatever is asked, the answer is an answer: never a bare error of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.http import create_app
from graph.stores import open_store
from tests.api.facts import decree, gazette

PATHS = (
    "/v1/search", "/v1/nodes", "/v1/nodes/agency:anru", "/v1/nodes/agency:anru/neighbours",
    "/v1/paths", "/v1/graph", "/v1/sources", "/v1/completeness", "/v1/export", "/v1/meta",
)  # fmt: skip
FIELDS = (
    "q", "from", "to", "center", "as_of", "since", "relation", "kind", "programme", "territory",
    "source", "avoid", "limit", "after", "k", "depth", "max_nodes", "max_length", "format", "what",
    "projection", "hub_penalty", "min_confidence", "follow_successors", "cite", "x",
)  # fmt: skip
LIKELY = (
    b"agency:anru", b"commune:59606", b"programme:npnru", b"2015", b"2015-02", b"1", b"0", b"-1",
    b"true", b"SIGNS", b"Agency", b"csv", b"nodes", b"partners", b"NaN", b"1e999", b"", b"\xff",
    b"\x00", b"\xed\xa0\x80", b"\xe2\x80\xae", b"'; DROP TABLE node", b"%", b",,,", b"\xc2\xb2",
)  # fmt: skip


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    store = open_store(str(folder / "galaxie.sqlite"))
    store.load([gazette(), decree()])
    with TestClient(
        create_app(store, folder), base_url="http://127.0.0.1", raise_server_exceptions=False
    ) as client:
        yield client
    store.close()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(PATHS),
    fields=st.lists(
        st.tuples(st.sampled_from(FIELDS), st.sampled_from(LIKELY) | st.binary(max_size=12)),
        max_size=5,
    ),
)
def test_no_question_breaks_the_server(
    asking: TestClient, path: str, fields: list[tuple[str, bytes]]
) -> None:
    query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields)
    answer = asking.get(f"{path}?{query}")
    assert answer.status_code in {200, 202, 308, 404, 406, 422}, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"


@settings(max_examples=100)
@given(part=st.binary(min_size=1, max_size=20))
def test_no_identifier_breaks_the_server(asking: TestClient, part: bytes) -> None:
    for address in ("/v1/nodes/", "/v1/edges/", "/v1/sources/", "/neo4j/", "/"):
        answer = asking.get(f"{address}{quote_from_bytes(part, safe='')}")
        assert answer.status_code in {200, 404, 405, 422}, answer.text
