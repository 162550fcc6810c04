"""The questions over HTTP: shapes, pages, caches, redirects, filters."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.galaxy import Galaxy
from api.http import create_app
from graph.store import GraphStore
from graph.stores import open_store
from queries.adjacency import Through
from queries.centrality import Measure, Ranking, rank
from queries.filters import View
from tests.api.facts import gazette

LISTS = ("/v1/search?q=essai", "/v1/nodes", "/v1/nodes/agency:anru/neighbours", "/v1/sources")
READS = (
    *LISTS,
    "/v1/meta",
    "/v1/nodes/agency:anru",
    "/v1/paths?from=agency:anru&to=programme:npnru",
    "/v1/completeness",
    "/v1/graph?center=agency:anru",
    "/v1/export?format=graphml",
)


def body(client: TestClient, address: str, **headers: str) -> Any:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_node_comes_with_its_facts_measures_and_proofs(client: TestClient) -> None:
    node = body(client, "/v1/nodes/convention:contrat-testac-2015")
    assert node["name"] == "Contrat de ville de Testac"
    assert node["measures"][0]["what"] == "quartiers"
    assert node["measures"][0]["value"] == 14
    signed = {fact["from"]: fact["properties"]["represented_as"] for fact in node["edges"]["SIGNS"]}
    assert signed == {"commune:59606": "maire", "agency:anru": "directeur général"}
    assert all(fact["citations"] for facts in node["edges"].values() for fact in facts)
    assert node["sources"]["gazette-2015"]["licence"] == "Licence Ouverte 2.0"


def test_amounts_are_cents_with_a_currency_and_shares_percents(client: TestClient) -> None:
    facts = body(client, "/v1/nodes/programme:npnru")["edges"]["FINANCES"]
    told = [fact["properties"] for fact in facts if "amount_cents" in fact["properties"]]
    assert told == [
        {"amount_cents": 170_000_000, "currency": "EUR", "stage": "announced", "share_pct": 72.0}
    ]


def test_another_id_of_a_node_answers_308_and_keeps_the_filters(client: TestClient) -> None:
    answer = client.get("/v1/nodes/siren:215906066?as_of=2015")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/v1/nodes/commune:59606?as_of=2015"


def test_other_ids_resolve_in_a_question(client: TestClient) -> None:
    found = body(client, "/v1/paths?from=siren:215906066&to=agency:anru&k=1")
    assert (found["from"], found["length"]) == ("commune:59606", 2)


def test_a_path_has_nodes_links_and_cited_facts(client: TestClient) -> None:
    chain = body(client, "/v1/paths?from=federation:villes-de-france&to=commune:59606&k=1")
    path = chain["paths"][0]
    assert chain["length"] == len(path["links"]) == len(path["nodes"]) - 1
    for link, start, end in zip(path["links"], path["nodes"], path["nodes"][1:], strict=False):
        assert (link["from"], link["to"]) == (start["id"], end["id"])
        for fact in link["facts"]:
            assert {fact["from"], fact["to"]} == {start["id"], end["id"]}
            assert fact["citations"][0].keys() >= {"source", "locator", "quote", "gist"}


def test_partners_are_joined_by_the_agreements_that_both_sign(client: TestClient) -> None:
    address = "/v1/paths?from=federation:villes-de-france&to=commune:59606&projection=partners&k=1"
    chain = body(client, address)
    assert [node["id"] for node in chain["paths"][0]["nodes"]] == [
        "federation:villes-de-france", "agency:anru", "commune:59606",
    ]  # fmt: skip


def test_no_chain_is_an_answer_of_null_length(client: TestClient) -> None:
    chain = body(client, "/v1/paths?from=agency:anru&to=commune:59606&relation=MEMBER_OF")
    assert (chain["length"], chain["paths"]) == (None, [])


def test_pages_follow_one_another_without_a_gap(client: TestClient) -> None:
    whole = [node["id"] for node in body(client, "/v1/nodes?limit=500")["items"]]
    seen, after = [], ""
    while after is not None:
        page = body(client, f"/v1/nodes?limit=3{after and f'&after={after}'}")
        seen += [node["id"] for node in page["items"]]
        after = page["next"]
    assert seen == whole


def test_as_of_leaves_out_what_had_ended(client: TestClient) -> None:
    ids = {node["id"] for node in body(client, "/v1/nodes?as_of=2010")["items"]}
    assert "agency:anru" in ids
    assert "agency:ancienne" not in ids


@pytest.mark.parametrize("address", READS)
def test_every_read_has_an_etag_and_answers_304_to_it(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_a_load_changes_the_etag(client: TestClient, store: GraphStore) -> None:
    before = client.get("/v1/meta").headers["etag"]
    store.forget("decret-2014")
    assert client.get("/v1/meta", headers={"If-None-Match": before}).status_code == 200


def test_two_stores_at_one_revision_do_not_share_tags(client: TestClient, tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "autre.sqlite"))) as other:
        other.load([gazette()])
        with TestClient(create_app(other), base_url="http://127.0.0.1") as asking:
            assert other.revision() == body(client, "/v1/meta")["revision"]
            for address in READS:
                tag = client.get(address).headers["etag"]
                answer = asking.get(address, headers={"If-None-Match": tag})
                assert answer.status_code == 200, address
                assert answer.headers["etag"] != tag


@pytest.mark.parametrize("address", ["/v1/meta", "/v1/export"])
def test_an_answer_over_which_a_load_passed_is_nobodys_copy(
    client: TestClient, store: GraphStore, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def overtaken(galaxy: Galaxy, *asked: Any) -> Any:
        store.forget("decret-2014")
        return original(galaxy, *asked)

    method = address.removeprefix("/v1/").replace("export", "extract")
    original = getattr(Galaxy, method)
    monkeypatch.setattr(Galaxy, method, overtaken)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_cut_short_is_not_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.galaxy.PATHS_LIMIT_S", -1.0)
    answer = client.get("/v1/paths?from=agency:anru&to=programme:npnru")
    assert answer.json()["truncated"]
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


#: What each filter must have taken away from each read: a text that is there without it only.
NARROWED = {
    "/v1/search?q=essai": {"kind=Agency": "funder:", "as_of=2010": "programme:npnru"},
    "/v1/nodes": {"kind=Agency": "funder:", "source=decret-2014": "commune:"},
    "/v1/nodes/agency:anru": {"relation=SUCCEEDS": "SIGNS", "as_of=2015": "ade-rdv"},
    "/v1/nodes/agency:anru/neighbours": {
        "relation=SUCCEEDS": "SIGNS", "programme=programme:npnru": "ade-rdv", "as_of=2015": "2016",
        "avoid=convention:ade-rdv-2016": "ade-rdv",
    },
    "/v1/paths?from=agency:anru&to=programme:npnru": {
        "relation=FINANCES": "convention:", "avoid=convention:contrat-testac-2015": "contrat-",
    },
    "/v1/centrality?projection=facts": {"relation=SIGNS": "programme:", "kind=Agency": "commune:"},
    "/v1/communities?projection=facts": {"relation=SIGNS": "programme:", "as_of=2015": "ade-rdv"},
    "/v1/completeness": {"kind=Agency": "contrat-testac"},
    "/v1/graph?center=agency:anru&depth=2": {"relation=SIGNS": "programme:", "as_of=2015": "ade-"},
    "/v1/export?format=graphml": {"relation=SIGNS": "COVERS", "kind=Agency": "funder:"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "given", "gone"),
    [(address, *pair) for address, told in NARROWED.items() for pair in told.items()],
)
def test_the_same_filters_go_on_every_read_of_the_graph(
    client: TestClient, address: str, given: str, gone: str
) -> None:
    mark = "&" if "?" in address else "?"
    whole, narrow = ready(client, address), ready(client, f"{address}{mark}{given}")
    assert (whole.status_code, narrow.status_code) == (200, 200)
    assert gone in whole.text
    assert gone not in narrow.text


def ready(client: TestClient, address: str) -> Any:
    """Return the answer of an address, once the measure that it may need is worked out."""
    while (answer := client.get(address)).status_code == 202:
        assert int(answer.headers["retry-after"]) >= 1
    return answer


@pytest.mark.parametrize("address", LISTS)
def test_lists_are_csv_for_those_who_prefer_it(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/csv, application/json;q=0.5"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + len(body(client, address)["items"])


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5", "text/csv"),
        ("text/csv;q=0", "application/json"),
        ("text/csv;q=beaucoup", "application/json"),
        ("text/csv;q=0.4, application/json;q=0.6", "application/json"),
        ("text/csv;q=0.9, application/json;q=0.8", "text/csv"),
        ("text/csv, application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_the_heavier_of_csv_and_json_is_answered(
    client: TestClient, accept: str, answered: str
) -> None:
    kind = client.get("/v1/sources", headers={"Accept": accept}).headers["content-type"]
    assert kind.partition(";")[0] == answered


def test_what_is_not_a_list_is_not_csv(client: TestClient) -> None:
    assert client.get("/v1/meta", headers={"Accept": "text/csv"}).status_code == 406


def test_head_answers_the_headers_of_get(client: TestClient) -> None:
    answer = client.head("/v1/meta")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == client.get("/v1/meta").headers["etag"]


def test_neighbours_are_counted_by_relation_and_kind(client: TestClient) -> None:
    found = body(client, "/v1/nodes/agency:anru/neighbours?cite=true")
    assert found["totals"]["SIGNS"] == {"Convention": 2}
    assert all(item["fact"]["citations"] for item in found["items"])


def test_a_measure_is_never_worked_out_twice_and_ends_by_answering(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked = list[str]()

    def counted(seen: View, measure: Measure, *, through: Through) -> Ranking:
        worked.append(measure)
        return rank(seen, measure, through=through)

    monkeypatch.setattr("queries.scores.rank", counted)
    whole = ready(client, "/v1/centrality?measure=degree")
    assert ready(client, "/v1/centrality?measure=degree").text == whole.text
    assert ready(client, "/v1/centrality?measure=degree&limit=1").status_code == 200
    assert worked == ["degree"]
    ranked = whole.json()
    assert ranked["items"][0]["node"]["id"] == "agency:anru"
    assert ranked["meaning"]
    assert ranked["method"]


def test_a_subgraph_is_bounded_and_says_so(client: TestClient) -> None:
    small = body(client, "/v1/graph?center=agency:anru&depth=3&max_nodes=2")
    whole = body(client, "/v1/graph?center=agency:anru&depth=3")
    assert (len(small["nodes"]), small["truncated"]) == (2, True)
    assert (len(whole["nodes"]), whole["truncated"]) == (8, False)
    ends = {node["id"] for node in small["nodes"]}
    assert {edge[end] for edge in small["edges"] for end in ("from", "to")} <= ends


def test_an_edge_has_its_proofs_and_disputes(client: TestClient) -> None:
    edge = body(client, "/v1/nodes/agency:anru")["edges"]["SIGNS"][0]
    assert body(client, f"/v1/edges/{edge['id']}") == edge


def test_what_sources_disagree_on_is_shown_with_both(client: TestClient) -> None:
    plan = body(client, "/v1/nodes/programme:npnru")
    assert plan["since"] == "2013"
    assert plan["contradictions"] == [{
        "property": "since", "shown": "2013", "shown_by": ["decret-2014"],
        "others": [{"value": "2014", "sources": ["gazette-2015"]}],
    }]  # fmt: skip


def test_an_export_is_a_file_with_its_length(client: TestClient) -> None:
    answer = client.get("/v1/export?format=jsonl")
    assert answer.headers["content-disposition"] == 'attachment; filename="galaxie.jsonl"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.content.endswith(b"}}\n")


def test_filters_narrow_an_export(client: TestClient) -> None:
    answer = client.get("/v1/export?format=csv&what=edges&relation=SIGNS")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {row["kind"] for row in rows} == {"SIGNS"}


def test_health_readiness_and_counters(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok", "revision": 1}
    client.get("/v1/nodes/agency:anru")
    counted = client.get("/metrics").text
    assert 'route="/v1/nodes/{identifier:path}"' in counted
    assert "agency:anru" not in counted


def test_the_neo4j_browser_may_fetch_its_files_from_its_own_origin(client: TestClient) -> None:
    preflight = client.options(
        "/neo4j/favourites.zip",
        headers={
            "Origin": "http://127.0.0.1:7474",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "cache-control, pragma, sentry-trace",
        },
    )
    assert preflight.status_code == 204
    allowed = re.split(r",\s*", preflight.headers["access-control-allow-headers"])
    assert {"cache-control", "pragma", "sentry-trace"} <= set(allowed)
    assert client.get("/neo4j/favourites.zip").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("guide.html", "text/html; charset=utf-8"),
        ("style.grass", "text/plain; charset=utf-8"),
        ("favourites.zip", "application/zip"),
    ],
)
def test_the_neo4j_browser_finds_its_guide_style_and_favourites(
    client: TestClient, name: str, media_type: str
) -> None:
    answer = client.get(f"/neo4j/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.content


def test_the_favourites_are_questions_in_one_folder(client: TestClient) -> None:
    favourites = zipfile.ZipFile(io.BytesIO(client.get("/neo4j/favourites.zip").content))
    assert favourites.namelist()
    for name in favourites.namelist():
        assert re.fullmatch(r"Galaxie/[\w-]+\.cypher", name)
        assert favourites.read(name).startswith(b"// ")  # its title in the Browser


def test_nothing_else_may_be_read_from_another_origin(client: TestClient) -> None:
    answer = client.get("/v1/meta", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
