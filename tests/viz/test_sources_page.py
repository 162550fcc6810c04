"""The pages of the sources: each named, dated and opened, its facts linked, no text a markup."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from graph.errors import NotInGraph
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, EdgeKind, NodeKind, Role
from graph.projection import Projection
from graph.store import GraphStore, SourceClaims
from graph.stores import open_store
from queries.filters import View, view
from tests.viz.small_galaxy import ANRU, COOPERATION, HOSTILE, HOSTILE_NAMES, NODES, NPNRU, edges
from viz import sources_page
from viz.sources_page import MOST

FACTS = len(NODES) + len(list(edges()))


@pytest.fixture(scope="module")
def listed(whole: View, store: GraphStore) -> str:
    return sources_page(whole, store, nonce="n0nce")


@pytest.fixture(scope="module")
def one(whole: View, store: GraphStore) -> str:
    return sources_page(whole, store, identifier="gazette", nonce="n0nce")


def read(page: str) -> str:
    """Return the text of a page, as a reader sees it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def page_of(folder: Path, *batch: SourceClaims, identifier: str | None = None) -> str:
    opened = open_store(str(folder / "galaxie.sqlite"))
    try:
        opened.load(batch)
        whole = view(Projection.of(opened.topology()))
        return sources_page(whole, opened, identifier=identifier, nonce="n0nce")
    finally:
        opened.close()


def said(source: Source, *facts: Node | Edge | Measure) -> SourceClaims:
    cite = Citation(source=source.id, locator="§ 1")
    return SourceClaims(source, [Claim(fact=fact, citation=cite) for fact in facts])


def signs(party: Node) -> Edge:
    return Edge(
        kind=EdgeKind.SIGNS, start=party.id, end=COOPERATION.id, start_kind=party.kind,
        end_kind=COOPERATION.kind, role=Role.SIGNATORY,
    )  # fmt: skip


def test_both_pages_have_a_language_one_heading_a_skip_link_and_no_script(
    listed: str, one: str
) -> None:
    for page in (listed, one):
        assert '<html lang="fr">' in page
        assert page.count("<h1") == page.count("<main") == 1
        assert '<a class="skip" href="#principal">' in page
        assert '<a href="/sources" aria-current="page">Sources</a>' in page
        assert "<script" not in page
        assert "style=" not in page


def test_the_first_sentence_counts_sources_and_facts(listed: str) -> None:
    assert f"1 source dit {FACTS} faits. Chaque lien du graphe cite celle-ci." in read(listed)


def test_a_title_opens_its_document_and_its_count_opens_its_page(listed: str) -> None:
    opened = 'href="https://exemple.fr/article?x=1&amp;y=2" rel="noopener noreferrer"'
    assert opened in listed
    assert f'<a href="/sources/gazette">{FACTS}<span class="unit"> faits</span></a>' in listed
    assert "<td>12\u00a0juillet 2018</td>" in listed


def test_the_table_says_what_its_columns_and_rows_are(listed: str) -> None:
    assert "<caption>" in listed
    assert listed.count('scope="col"') == 6
    assert listed.count('scope="rowgroup"') == listed.count('scope="row"') == 1


def test_sources_stand_by_publisher_then_title_the_anonymous_last(tmp_path: Path) -> None:
    shelves = [
        Source(id="a", title="Zèbre", publisher="Édile"),
        Source(id="b", title="Âne", publisher="Édile"),
        Source(id="c", title="Abeille"),
        Source(id="d", title="Mouton", publisher="Fabre", authority=Authority.OFFICIAL),
    ]
    page = page_of(tmp_path, *(said(source, ANRU) for source in shelves))
    assert re.findall(r'scope="row">(\w+)<', page) == ["Âne", "Zèbre", "Mouton", "Abeille"]
    assert '<th scope="rowgroup" rowspan="2">Édile</th>' in page
    assert "<td>officielle</td>" in page
    assert "4 sources disent 4 faits. Chaque lien du graphe cite au moins l’une" in read(page)


def test_the_source_that_says_most_alone_is_named(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        said(Source(id="grande", title="Le grand registre"), ANRU, NPNRU, COOPERATION),
        said(Source(id="petite", title="La note"), ANRU),
    )
    assert "À elle seule, « Le grand registre » en dit 3." in read(page)


def test_a_graph_without_sources_says_so(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert "Aucune source n’est chargée." in read(page)
    assert "<table" not in page


def test_every_tie_of_a_source_names_both_its_ends_with_a_link(one: str) -> None:
    ties = one.partition("Liens")[2].partition("</section>")[0]
    rows = re.findall(r"<li>(.*?)<small>", ties, re.S)
    assert len(rows) == len(list(edges()))
    assert all(row.count('<a href="/n/') == 2 for row in rows)
    assert '<a href="/n/agency:anru">ANRU</a> <strong>pilote</strong>' in one


def test_a_source_shows_its_numbers_and_whom_it_names(tmp_path: Path) -> None:
    source = Source(id="note", title="La note", sha256="0" * 64, retrieved_on="2024-01-01")
    measure = Measure(node=NPNRU.id, what="quartiers", value=450)
    page = page_of(tmp_path, said(source, NPNRU, measure), identifier="note")
    assert 'Le <a href="/n/programme:npnru">NPNRU</a>\u00a0: <strong>450' in page
    assert '<a href="/n/programme:npnru">Nouveau programme national</a>, programme' in page
    assert "1er janvier 2024" in read(page)


def test_a_source_of_territories_alone_says_what_it_does(tmp_path: Path) -> None:
    town = Node(id="commune:59350", kind=NodeKind.MUNICIPALITY, name="Lille")
    page = page_of(tmp_path, said(Source(id="note", title="La note"), town), identifier="note")
    assert "Elle ne fait que nommer des territoires" in page


def test_a_long_source_shows_its_first_ties_and_tells_how_many_there_are(tmp_path: Path) -> None:
    parties = [
        Node(id=f"actor:a{i:03}@fr", kind=NodeKind.ORGANISATION, name=f"Association {i}")
        for i in range(MOST + 3)
    ]
    facts = [signs(party) for party in parties]
    batch = said(Source(id="liste", title="La liste"), COOPERATION, *parties, *facts)
    page = page_of(tmp_path, batch, identifier="liste")
    ties = page.partition("Liens")[2].partition("</section>")[0]
    assert ties.count("<li>") == MOST
    assert f"Les {MOST} premiers sur {MOST + 3}." in read(ties)
    assert "what=edges&amp;source=liste" in ties


def test_an_unknown_source_is_refused(whole: View, store: GraphStore) -> None:
    with pytest.raises(NotInGraph):
        sources_page(whole, store, identifier="nulle", nonce="n0nce")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_title_publisher_or_licence_becomes_markup(tmp_path: Path, name: str) -> None:
    address = "https://exemple.fr/?a='onclick=b&lt;"
    source = Source(id="hostile", title=name, publisher=name, licence=name, url=address)
    batch = said(source, ANRU, COOPERATION, HOSTILE[0], signs(HOSTILE[0]))
    for identifier in (None, "hostile"):
        page = page_of(tmp_path, batch, identifier=identifier)
        assert "<img src=x" not in page
        assert "<b>" not in page
        assert "</script>" not in page
        assert "&#39;onclick=b&amp;lt;" in page
        assert source.title in unescape(page), "shown as it is written"
