"""The pages of the explorer, as a browser meets them: policy, nonce, files, hostile names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http import create_app
from graph.model import Citation, Claim, Node, Source
from graph.ontology import NodeKind
from graph.store import GraphStore, SourceClaims

PAGES = (
    "/",
    "/n/agency:anru",
    "/lien?de=federation:villes-de-france&a=agency:anru",
    "/rang?mesure=degree",
    "/sources",
    "/sources/gazette-2015",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_its_own_scripts_and_nothing_else(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)'", policy)
    assert nonce
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    opened = re.findall(r"<(?:script|style|link)\b[^>]*>", page.text)
    assert opened
    inert = ('type="application/json"', 'href="data:,"')
    assert all(nonce[1] in tag or any(mark in tag for mark in inert) for tag in opened)


def test_a_nonce_is_used_once(client: TestClient) -> None:
    policies = {client.get("/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


def test_the_files_of_a_page_are_kept_for_ever(client: TestClient) -> None:
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/").text)
    assert files
    for file in files:
        answer = client.get(file)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["nope.js", "../api/settings.py", "%2e%2e/settings.py", ""])
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("address", ["/n/agency:nulle", "/lien?de=agency:nulle&a=agency:anru"])
def test_an_unknown_actor_gets_a_page_and_a_status_that_say_so(
    client: TestClient, address: str
) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "agency:nulle" in page.text


def test_a_question_too_long_to_search_still_gets_a_page(client: TestClient) -> None:
    page = client.get("/", params={"q": "z" * 5000})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_the_sources_are_a_page_that_every_page_leads_to(client: TestClient) -> None:
    assert all('<a href="/sources"' in client.get(address).text for address in PAGES)
    page = client.get("/sources").text
    for told in client.get("/v1/sources").json()["items"]:
        assert f'href="/sources/{told["id"]}"' in page
        assert client.get(f"/sources/{told['id']}").status_code == 200


@pytest.mark.parametrize("identifier", ["nulle", "%3Cb%3E", "a%00b"])
def test_an_unknown_source_is_a_problem_that_says_so(client: TestClient, identifier: str) -> None:
    answer = client.get(f"/sources/{identifier}")
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", '"><img src=x onerror=a()>']
)
def test_a_hostile_name_stays_text_in_pages_scenes_and_answers(
    store: GraphStore, home: Path, name: str
) -> None:
    node = Node(id="federation:hostile", kind=NodeKind.FEDERATION, name=name)
    claim = Claim(fact=node, citation=Citation(source="hostile", locator="§ 1", gist=name))
    store.load([SourceClaims(Source(id="hostile", title=name), [claim])])
    with TestClient(create_app(store, home), base_url="http://127.0.0.1") as asking:
        page = asking.get("/n/federation:hostile").text
        assert name not in page
        assert name not in asking.get("/sources").text
        assert name not in asking.get("/sources/hostile").text
        assert asking.get("/v1/nodes/federation:hostile").json()["name"] == name
        assert "application/json" in asking.get("/v1/search?q=script").headers["content-type"]
