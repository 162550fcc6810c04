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


def test_an_unknown_actor_gets_a_page_that_says_so(client: TestClient) -> None:
    page = client.get("/n/agency:nulle")
    assert page.headers["content-type"].startswith("text/html")
    assert "agency:nulle" in page.text


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
        assert asking.get("/v1/nodes/federation:hostile").json()["name"] == name
        assert "application/json" in asking.get("/v1/search?q=script").headers["content-type"]
