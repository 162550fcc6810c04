"""The same questions in Cypher and in Python, on a drawn graph and on the national galaxy."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, Currency, EdgeKind, NodeKind, Stage
from graph.projection import Projection
from graph.store import GraphStore, SourceClaims
from graph.stores import open_store
from loaders.bundled import bundled
from queries.browser import Question, questions
from tests.contract.wiping import wipe
from tests.queries.asked_both_ways import TWINS, Asked, Graph
from tests.queries.drawn import store_of
from tests.queries.guide_blocks import BLOCKS, runnable

ROOT = Path(__file__).parents[2]

DRAWING = """
    agency:acse = Agence pour la cohésion sociale | Acsé since=2006 until=2014-03
    agency:cget = Commissariat à l’égalité des territoires | CGET since=2014-04 until=2019
    agency:anct = Agence de la cohésion des territoires | ANCT since=2020
    agency:anru = Agence de la rénovation urbaine | ANRU | Anru since=2004
    commune:59606 = Valenciennes | | siren:215906066
    epci:245901160 = Communauté d’agglomération Valenciennes Métropole
    federation:vdf = Villes de France
    programme:npnru = Nouveau programme de renouvellement urbain | NPNRU since=2014
    convention:coop = Coopération ANRU et Acsé signed_on=2010-10-18 until=2013
    convention:cv = Contrat de ville de Valenciennes signed_on=2015-06-22
    convention:avenant = Avenant au contrat signed_on=2017-03
    agency:cget SUCCEEDS agency:acse
    agency:anct SUCCEEDS agency:cget
    agency:acse SIGNS convention:coop source=presse
    agency:anru SIGNS convention:coop
    agency:anru SIGNS convention:coop source=presse
    agency:anru SIGNS convention:cv
    commune:59606 SIGNS convention:cv signed_on=2015-07
    epci:245901160 SIGNS convention:cv
    agency:anru SIGNS convention:avenant
    commune:59606 SIGNS convention:avenant
    convention:avenant AMENDS convention:cv
    convention:cv PART_OF programme:npnru
    convention:cv COVERS qpv:QN05901M
    convention:avenant COVERS qpv:QN05902M
    qpv:QN05901M PART_OF commune:59606
    qpv:QN05902M PART_OF commune:59606
    commune:59606 PART_OF epci:245901160
    commune:59606 PART_OF departement:59
    commune:59606 MEMBER_OF federation:vdf
    commune:59001 MEMBER_OF federation:vdf since=2012 until=2016-05
    agency:anru PARTNERS_WITH federation:vdf since=2012 until=2018
    agency:anct PARTNERS_WITH federation:vdf since=2020
    agency:anru PILOTS programme:npnru since=2014
    commune:59001 PART_OF departement:59
    departement:59 PART_OF region:32
"""
MEASURES = (
    Measure(node="programme:npnru", what="quartiers", value=450),
    Measure(node="convention:cv", what="quartiers", value=14, territory="epci:245901160"),
    Measure(node="convention:cv", what="habitants", value=36_000),
    Measure(node="federation:vdf", what="villes", value=3),
    Measure(node="federation:vdf", what="membres", value=3),
    Measure(node="agency:anru", what="conventions", value=9, since="2015", until="2016"),
    Measure(node="convention:coop", what="signataires", value=2),
)
FUNDER = Node(id="funder:al", kind=NodeKind.FUNDER, name="Action Logement")
NPNRU = Node(id="programme:npnru", kind=NodeKind.PROGRAMME, name="Renouvellement urbain")


def gift(stage: Stage | None, cents: int | None, **properties: Any) -> Edge:
    """Return a sum that the funder gives to the programme."""
    return Edge(
        kind=EdgeKind.FINANCES, start=FUNDER.id, end=NPNRU.id, start_kind=FUNDER.kind,
        end_kind=NPNRU.kind, stage=stage, amount_cents=cents,
        currency=None if cents is None else Currency.EUR, **properties,
    )  # fmt: skip


TOLD = {
    "bilan": (gift(Stage.ANNOUNCED, 120_000_000_00), gift(Stage.PAID, 40_50, purpose="études")),
    "rapport": (
        gift(Stage.ANNOUNCED, 100_000_000_00), gift(Stage.ANNOUNCED, 7, purpose="prêts"),
        gift(None, 9, purpose="autres"), gift(Stage.PAID, 3, purpose="dont", of_which="total"),
        gift(None, None, purpose="part", share_bp=7_200),
    ),
}  # fmt: skip


def drawn_store(folder: Path) -> GraphStore:
    """Return the drawing, with sums that two sources tell and one disputed."""
    store = store_of(folder, DRAWING, *MEASURES)
    store.load([
        SourceClaims(
            Source(id=name, title=name, authority=Authority.CURATED, published_on="2020"),
            [
                Claim(fact=fact, citation=Citation(source=name, locator=f"p. {n}", gist="le don"))
                for n, fact in enumerate((FUNDER, NPNRU, *gifts))
            ],
        )
        for name, gifts in TOLD.items()
    ])  # fmt: skip
    return store


def national_store(folder: Path) -> GraphStore:
    """Return the national galaxy that ships, without the territories of the whole country."""
    store = open_store(str(folder / "national.db"))
    store.load([told for told in bundled() if told.source.loader != "territories"])
    return store


@pytest.fixture(scope="module", params=[drawn_store, national_store], ids=["drawn", "national"])
def graph(
    request: pytest.FixtureRequest, neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """The same graph in an embedded store and in the real Neo4j."""
    user, password = neo4j_server.user, neo4j_server.password
    with ExitStack() as until_the_end:
        store: GraphStore = request.param(tmp_path_factory.mktemp("twins"))
        until_the_end.callback(store.close)
        auth = (user, password) if user else None
        # A property that no node has yet is no fault: a graph without quotes has no `quote`.
        driver = until_the_end.enter_context(neo4j.GraphDatabase.driver(
            neo4j_server.uri, auth=auth, notifications_disabled_classifications=["UNRECOGNIZED"]
        ))  # fmt: skip
        database = until_the_end.enter_context(driver.session())
        wipe(neo4j_server)
        shared = open_store(neo4j_server.uri, user=user, password=password)
        until_the_end.callback(shared.close)
        shared.load(list(store.claims()))
        assert shared.digest() == store.digest()
        yield Graph(database, store, Projection.of(store.topology()))
        wipe(neo4j_server)


ON_BOTH: tuple[tuple[str, Asked], ...] = (
    ("01-schema", {}),
    ("02-search", {"text": "ACSÉ"}),
    ("02-search", {"text": "(villes de fr"}),
    ("03-list", {"kinds": ["Agency", "Programme"], "since": None, "after": None, "limit": 500}),
    ("04-programme", {"programme": "programme:npnru", "after": None, "limit": 500}),
    ("05-territory", {"territory": "epci:245901160", "after": None, "limit": 500}),
    ("07-neighbours", {"id": "agency:anru", "as_of": None, "limit": 3}),
    ("07-neighbours", {"id": "agency:anru", "as_of": date(2012, 5, 1), "limit": 7}),
    ("08-neighbour-totals", {"id": "agency:anru", "as_of": None}),
    ("08-neighbour-totals", {"id": "agency:anru", "as_of": date(2016, 1, 1)}),
    ("09-partners", {"id": "agency:anru", "as_of": None, "limit": 500}),
    ("09-partners", {"id": "agency:anru", "as_of": date(2011, 1, 1), "limit": 500}),
    ("10-partners-picture", {"id": "agency:anru", "limit": 1000}),
    ("11-shortest-path", {"start": "epci:245901160", "end": "agency:anct"}),
    ("12-k-shortest-paths", {"start": "agency:anct", "end": "programme:npnru", "k": 5}),
    ("15-chain-with-proofs", {"start": "agency:anru", "end": "agency:anct"}),
    ("16-who-counts", {"limit": 50}),
    ("17-succession", {"id": "agency:cget"}),
    ("19-completeness", {}),
    ("20-contradictions", {"limit": 500}),
    ("21-sources", {}),
)
ON_ONE: tuple[tuple[str, str, Asked], ...] = (
    ("drawn", "02-search", {"text": "anru"}),
    ("drawn", "02-search", {"text": "valencienne"}),
    ("drawn", "02-search", {"text": "215906066"}),
    ("drawn", "02-search", {"text": '"a/b) OR -~ '}),
    ("drawn", "03-list", {
        "kinds": ["Agency", "Convention"], "since": date(2010, 10, 18), "after": None, "limit": 4,
    }),
    ("drawn", "05-territory", {"territory": "commune:59606", "after": None, "limit": 500}),
    ("drawn", "06-show", {"id": "convention:cv", "limit": 500}),
    ("drawn", "06-show", {"id": "programme:npnru", "limit": 500}),
    ("drawn", "12-k-shortest-paths", {"start": "agency:acse", "end": "federation:vdf", "k": 2}),
    ("drawn", "13-paths-as-of", {
        "start": "commune:59001", "end": "agency:anru", "as_of": date(2016, 5, 31), "avoid": [],
        "k": 4,
    }),
    ("drawn", "13-paths-as-of", {
        "start": "commune:59606", "end": "agency:anru", "as_of": date(2020, 1, 1),
        "avoid": ["convention:cv"], "k": 3,
    }),
    ("drawn", "13-paths-as-of", {
        "start": "commune:59606", "end": "agency:anru", "as_of": date(2020, 1, 1),
        "avoid": ["convention:cv", "convention:avenant", "federation:vdf"], "k": 3,
    }),
    ("drawn", "18-money", {"id": "funder:al"}),
    ("drawn", "18-money", {"id": "programme:npnru"}),
    ("drawn", "23-said-by-source", {"source": "presse", "limit": 500}),
    ("national", "06-show", {"id": "convention:anru-acse-2010", "limit": 500}),
    ("national", "12-k-shortest-paths", {
        "start": "federation:villes-de-france", "end": "agency:anru", "k": 20,
    }),
    ("national", "13-paths-as-of", {
        "start": "federation:villes-de-france", "end": "agency:anru", "as_of": date(2022, 3, 1),
        "avoid": ["state:france", "funder:action-logement"], "k": 5,
    }),
    ("national", "14-paths-around-hubs", {
        "start": "federation:villes-de-france", "end": "programme:acv", "k": 4,
    }),
    ("national", "18-money", {"id": "funder:action-logement"}),
    ("national", "23-said-by-source", {"source": "loi-2019-753-resume", "limit": 500}),
)  # fmt: skip


def same_answer(graph: Graph, name: str, asked: Asked) -> list[tuple[Any, ...]]:
    """Return the rows of a question, the same both ways."""
    twins = TWINS[name]
    rows = twins.cypher(graph, name, asked)
    assert rows == twins.python(graph, asked)
    return rows


@pytest.mark.parametrize(("name", "asked"), ON_BOTH, ids=str)
def test_cypher_and_python_answer_alike(graph: Graph, name: str, asked: Asked) -> None:
    assert same_answer(graph, name, asked)


def test_they_answer_alike_about_what_only_one_graph_holds(
    graph: Graph, request: pytest.FixtureRequest
) -> None:
    here = [told for told in ON_ONE if told[0] == request.node.callspec.id]
    assert here
    for _, name, asked in here:
        same_answer(graph, name, asked)


def test_every_signature_of_an_agreement_is_proved_alike(graph: Graph) -> None:
    signed = graph.cypher("07-neighbours", {
        "id": "agency:anru", "as_of": None, "after": None, "after_edge": None, "limit": 500,
    })  # fmt: skip
    for row in signed:
        assert same_answer(graph, "22-proofs", {"edge_id": row["edge_id"]})


def test_a_text_without_a_letter_finds_nothing_and_breaks_nothing(graph: Graph) -> None:
    for text in ("", "()", "«\u00a0»", '"', "AND", "~*", "a:b", "\\"):
        asked = {"text": text}
        assert len(graph.cypher("02-search", asked)) <= 20


def test_every_file_has_a_twin_and_is_asked() -> None:
    names = {question.name for question in questions()}
    asked = {name for name, _ in ON_BOTH} | {name for _, name, _ in ON_ONE} | {"22-proofs"}
    assert names == TWINS.keys() == asked


@pytest.fixture(params=questions(), ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    found: Question = request.param
    return found


def test_a_question_begins_with_its_title_in_french_and_the_same_in_english(
    question: Question,
) -> None:
    first, second, third = question.text.splitlines()[:3]
    assert first == f"// {question.title}"
    assert len(question.title) <= 30  # the list of the Browser cuts longer ones
    assert re.fullmatch(r"// [A-Z].+[?.]", second)
    assert third == "//"


def test_a_question_tells_how_to_set_each_of_its_parameters(question: Question) -> None:
    used = set(re.findall(r"\$(\w+)", question.statement))
    assert set(question.parameters) == used
    assert len(question.parameters) == len(used)


def test_a_question_tells_its_rows_and_names_a_twin_that_exists(question: Question) -> None:
    header = question.text.removesuffix(question.statement).replace("\n// ", " ")
    assert "Returns one row" in header
    (twin,) = re.findall(r"Twin of .*?((?:queries|graph)/\w+\.py)", header)
    assert (ROOT / twin).is_file()


def test_a_question_is_one_plain_statement(question: Question) -> None:
    assert question.statement.rstrip().endswith(";")
    assert question.statement.count(";") == 1
    assert "apoc" not in question.statement
    assert "$(" not in question.statement  # no label and no type is ever data
    assert max(map(len, question.text.splitlines())) <= 100


def test_the_documentation_lists_the_question(question: Question) -> None:
    page = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
    assert f"| {question.title} | `{question.name}` |" in page


def test_no_two_questions_have_one_title() -> None:
    titles = [question.title for question in questions()]
    assert len(set(titles)) == len(titles) > 20


@pytest.mark.parametrize("graph", [national_store], ids=["national"], indirect=True)
def test_every_block_of_the_guide_finds_something(graph: Graph) -> None:
    for block in BLOCKS:
        assert list(graph.database.run(runnable(block))), block
