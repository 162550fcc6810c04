"""Every error is a problem document with a French title and a stable code; none is a bare 500."""

from __future__ import annotations

import errno
import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.galaxy import Galaxy
from api.http import answering, create_app
from api.http.workers import Workers
from api.outcomes import OUTCOMES, outcome
from graph import errors
from graph.store import GraphStore
from graph.stores import open_store


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["title"]
    return told


def every_error() -> Iterator[type[errors.GalaxieError]]:
    waiting = [errors.GalaxieError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not errors.GalaxieError:
            yield kind


def test_every_class_of_error_has_an_outcome() -> None:
    for kind in every_error():
        assert any(ancestor in OUTCOMES for ancestor in kind.__mro__), kind


def test_a_subclass_is_told_by_its_own_line() -> None:
    assert outcome(errors.TooSlow("x")).code == "time-limit"
    assert outcome(errors.Unavailable("x")).code == "store-unavailable"


def test_an_unknown_node_names_the_nearest_ones(client: TestClient) -> None:
    told = problem(client.get("/v1/nodes/agency:anr"), 404, "not-in-graph")
    assert told["near"][0] == "agency:anru"
    assert "agency:anru" in told["hint"]


@pytest.mark.parametrize(
    ("address", "noun", "way"),
    [
        ("/v1/edges/e0", "relation", "galaxie neighbours"),
        ("/v1/sources/xyz", "source", "galaxie sources"),
        ("/v1/sources/gazette-2016", "source", "gazette-2015"),
        ("/v1/nodes?source=gazette-2016", "source", "gazette-2015"),
    ],
)
def test_an_unknown_edge_or_source_says_how_to_find_one(
    client: TestClient, address: str, noun: str, way: str
) -> None:
    told = problem(client.get(address), 404, "not-in-graph")
    assert told["detail"].startswith(f"Aucune {noun} «")
    assert way in told["hint"]


@pytest.mark.parametrize("address", ["/nope", "/v1/nope", "/neo4j/nope"])
def test_an_unknown_address_is_a_problem(client: TestClient, address: str) -> None:
    problem(client.get(address), 404, "no-such-page")


def test_a_wrong_method_says_which_are_allowed(client: TestClient) -> None:
    answer = client.post("/v1/meta")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/v1/search", "q"),
        ("/v1/search?q=%00", "q"),
        ("/v1/search?q=a%1b[31m", "q"),
        ("/v1/search?q=%ff", "q"),
        ("/v1/search?q=%ed%a0%80", "q"),
        (f"/v1/search?q={'a' * 300}", "q"),
        ("/v1/search?q=a&limit=0", "limit"),
        ("/v1/search?q=a&limit=501", "limit"),
        ("/v1/search?q=a&limit=NaN", "limit"),
        ("/v1/search?q=a&limit=1e3", "limit"),
        ("/v1/search?q=a&limit=99999999999999999999999", "limit"),
        ("/v1/search?q=a&unknown=1", "unknown"),
        ("/v1/nodes?kind=Person", "kind"),
        ("/v1/nodes?relation=LOVES", "relation"),
        ("/v1/nodes?as_of=2015-02-30", "as_of"),
        ("/v1/nodes?as_of=hier", "as_of"),
        ("/v1/nodes?since=15", "since"),
        ("/v1/nodes?min_confidence=101", "min_confidence"),
        ("/v1/nodes?follow_successors=peut-etre", "follow_successors"),
        ("/v1/paths?from=agency:anru", "to"),
        ("/v1/paths?from=agency:anru&to=x&k=51", "k"),
        ("/v1/paths?from=agency:anru&to=x&projection=both", "projection"),
        ("/v1/centrality?measure=beauty", "measure"),
        ("/v1/graph?center=agency:anru&depth=9", "depth"),
        ("/v1/export?format=docx", "format"),
        ("/v1/meta?x=1", "x"),
    ],
)
def test_a_question_badly_asked_names_the_field(
    client: TestClient, address: str, field: str
) -> None:
    told = problem(client.get(address), 422, "invalid-question")
    assert [error["field"] for error in told["errors"]] == [field]


@pytest.mark.parametrize(
    "address",
    [
        "/v1/nodes?after=x",
        "/v1/search?q=a&after=Zm9v",
        "/v1/nodes?after=WyJhIl0",
        "/v1/scene",
        "/v1/scene?screen=x",
        "/v1/scene?screen=opening&w=%00",
    ],
)
def test_a_foreign_cursor_or_scene_is_refused(client: TestClient, address: str) -> None:
    problem(client.get(address), 422, "input-refused")


def test_unknown_filters_are_unknown_nodes(client: TestClient) -> None:
    problem(client.get("/v1/nodes?avoid=agency:nul"), 404, "not-in-graph")
    problem(client.get("/v1/nodes?source=nulle"), 404, "not-in-graph")
    problem(client.get("/v1/nodes?programme=programme:nul"), 404, "not-in-graph")


def test_an_export_in_json_lines_takes_no_filter(client: TestClient) -> None:
    told = problem(client.get("/v1/export?format=jsonl&as_of=2015"), 422, "invalid-question")
    assert "entier" in told["detail"]


def test_an_export_keeps_each_actor_under_its_own_name(client: TestClient) -> None:
    address = "/v1/export?format=graphml&follow_successors=true"
    told = problem(client.get(address), 422, "invalid-question")
    assert [error["field"] for error in told["errors"]] == ["follow_successors"]
    assert "son propre nom" in told["detail"]


def test_a_body_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    problem(client.request("GET", "/v1/meta", content=b"x" * 1_000_001), 413, "body-too-large")


def test_an_address_too_long_is_refused(client: TestClient) -> None:
    problem(client.get(f"/v1/search?q={'a' * 20_000}"), 414, "address-too-long")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_only_loopback_names_are_answered(client: TestClient, host: str) -> None:
    problem(client.get("/v1/meta", headers={"Host": host}), 421, "unknown-host")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_loopback_names_are_answered_with_any_port(client: TestClient, host: str) -> None:
    assert client.get("/v1/meta", headers={"Host": host}).status_code == 200


def test_every_answer_is_inert_and_unsniffed(client: TestClient) -> None:
    for address in ("/v1/meta", "/nope", "/openapi.json", "/v1/search"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["referrer-policy"] == "no-referrer"


class Broken:
    """A store of which every method fails in one way, but the names of it."""

    def __init__(self, store: GraphStore, error: Exception) -> None:
        self._store, self._error = store, error

    def __getattr__(self, name: str) -> Any:
        if name in {"identity", "address"}:
            return getattr(self._store, name)

        def fail(*_: Any, **__: Any) -> Any:
            raise self._error

        return fail


@pytest.fixture
def broken_client(store: GraphStore, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    broken: Any = Broken(store, request.param)
    with TestClient(
        create_app(broken), base_url="http://127.0.0.1", raise_server_exceptions=False
    ) as asking:
        yield asking


@pytest.mark.parametrize(
    ("broken_client", "code"),
    [
        (errors.Unavailable("La base ne répond pas."), "store-unavailable"),
        (errors.TooSlow("Trop long."), "time-limit"),
        (errors.DiskTrouble("Disque plein."), "disk-trouble"),
    ],
    indirect=["broken_client"],
)
def test_a_store_that_is_down_is_503_everywhere_but_for_health(
    broken_client: TestClient, code: str
) -> None:
    for address in ("/v1/meta", "/v1/search?q=a", "/v1/nodes/agency:anru", "/v1/export", "/readyz"):
        answer = broken_client.get(address)
        problem(answer, 503, code)
        assert answer.headers["retry-after"]
    assert broken_client.get("/healthz").status_code == 200


@pytest.mark.parametrize("broken_client", [RuntimeError("secret du serveur")], indirect=True)
def test_a_bug_is_numbered_and_tells_nothing_of_the_inside(
    broken_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = broken_client.get("/v1/meta")
    told = problem(answer, 500, "bug")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "secret" not in str(told)
    assert told["incident"] in caplog.text


def test_nothing_loaded_is_not_ready(tmp_path: Path) -> None:
    empty = open_store(str(tmp_path / "empty.sqlite"))
    with TestClient(create_app(empty), base_url="http://127.0.0.1") as asking:
        told = problem(asking.get("/readyz"), 503, "nothing-loaded")
        assert "galaxie load --bundled" in told["detail"]
        assert asking.get("/v1/search?q=anru").json() == {"items": [], "next": None, "total": 0}
    empty.close()


def test_a_slow_read_is_cut_at_its_limit(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Galaxy, "meta", lambda _self: time.sleep(2))
    monkeypatch.setattr(answering, "in_thread", partial(answering.in_thread, limit_s=0.1))
    began = time.monotonic()
    problem(client.get("/v1/meta"), 503, "time-limit")
    assert time.monotonic() - began < 1.5


def test_an_export_without_room_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "writelines", full)
    problem(client.get("/v1/export"), 503, "disk-trouble")


def test_too_many_questions_at_once_are_sent_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workers, "run", Workers(1, waiting=-1).run)
    answer = client.get("/v1/meta")
    problem(answer, 503, "busy")
    assert answer.headers["retry-after"]


def test_titles_are_french_and_codes_english() -> None:
    for told in OUTCOMES.values():
        assert re.fullmatch(r"[a-z-]+", told.code)
        assert told.title[0].isupper()


@pytest.mark.parametrize("host", ["localhost:8311@evil.com", "[::1]evil", "localhost:80:80", ""])
def test_a_host_that_only_begins_like_ours_is_refused(client: TestClient, host: str) -> None:
    problem(client.get("/v1/meta", headers={"Host": host}), 421, "unknown-host")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("Text/CSV", "text/csv"),
        ("application/json ; q=0.1, text/csv ; q=0.9", "text/csv"),
        ("text/csv;q=inf, application/json", "application/json"),
        ("text/csv;q=nan", "application/json"),
    ],
)
def test_the_form_of_an_answer_is_read_as_the_standard_says(
    client: TestClient, accept: str, kind: str
) -> None:
    answer = client.get("/v1/nodes", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize("address", ["/v1/meta", "/v1/export"])
def test_who_holds_any_answer_is_told_that_there_is_one(client: TestClient, address: str) -> None:
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 304


def test_who_holds_any_answer_is_told_that_there_is_none(client: TestClient) -> None:
    answer = client.get("/v1/nodes/agency:nulle", headers={"If-None-Match": "*"})
    problem(answer, 404, "not-in-graph")


def test_the_headers_of_an_export_do_not_make_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Galaxy, "extract", made)
    answer = client.head("/v1/export")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/jsonl"


def test_a_third_export_at_once_is_sent_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, made = Event(), Galaxy.extract

    def slow(galaxy: Galaxy, asked: Any) -> Any:
        go.wait(10)
        return made(galaxy, asked)

    monkeypatch.setattr(Galaxy, "extract", slow)
    with ThreadPoolExecutor(3) as askers:
        several = [askers.submit(client.get, "/v1/export") for _ in range(3)]
        refused = next(as_completed(several)).result()
        go.set()
        assert sorted(one.result().status_code for one in several) == [200, 200, 503]
    assert problem(refused, 503, "busy")["detail"] == "Trop de demandes à la fois."
    assert refused.headers["retry-after"]


def test_a_field_given_twice_is_refused_by_its_name(client: TestClient) -> None:
    told = problem(client.get("/v1/search?q=a&q=b"), 422, "input-refused")
    assert "« q »" in told["detail"]
    assert client.get("/v1/nodes?kind=Agency&kind=Programme").status_code == 200


def test_a_limit_is_written_in_digits(client: TestClient) -> None:
    problem(client.get("/v1/nodes?limit=1_0"), 422, "invalid-question")
