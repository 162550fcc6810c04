"""What the Neo4j Browser is given: favourites, a guide and a style sheet."""

import io
import re
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import neo4j
import pytest

from graph.ontology import EdgeKind, NodeKind
from graph.stores import open_store
from graph.stores.neo4j.schema import KEYS
from queries.browser import favourites, guide, questions, style
from tests.queries.guide_blocks import BLOCKS, read_guide, runnable
from viz.palette import ACCENT, FAR_TIE, GROUND, INK, INKS, LINE, LOOKS, ORBIT, SECONDARY

_RULE = re.compile(r"^(node|relationship)(?:\.(\w+))? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
RULES = {(kind, label): body for kind, label, body in _RULE.findall(style().decode())}


def test_the_favourites_are_one_folder_of_questions_in_reading_order() -> None:
    with zipfile.ZipFile(io.BytesIO(favourites())) as archive:
        names = archive.namelist()
        texts = [archive.read(name).decode() for name in names]
    assert all(re.fullmatch(r"Galaxie/\d\d-[a-z-]+\.cypher", name) for name in names)
    assert names == sorted(names)
    assert texts == [question.text for question in questions()]


def test_the_favourites_are_the_same_bytes_every_time() -> None:
    assert favourites() == favourites()


def test_no_question_is_left_out() -> None:
    on_disk = [f.name for f in (files("queries") / "cypher").iterdir()]
    assert sorted(on_disk) == [f"{question.name}.cypher" for question in questions()]


def test_the_guide_is_a_carousel_that_begins_with_the_schema() -> None:
    read = read_guide()
    assert guide().decode().startswith('<article class="guide">')
    assert {"title", "carousel", "slide"} <= read.tags
    assert not {"script", "style", "iframe", "img"} & read.tags
    assert len(read.slides) >= 6
    assert all(read.slides)
    assert "type(r) AS lien" in read.slides[0][0]


@pytest.fixture(scope="module")
def database(neo4j_server: Any) -> Iterator[neo4j.Session]:
    """The real Neo4j with our schema; what it holds does not matter."""
    user, password = neo4j_server.user, neo4j_server.password
    open_store(neo4j_server.uri, user=user, password=password).close()
    auth = (user, password) if user else None
    with (
        neo4j.GraphDatabase.driver(
            neo4j_server.uri, auth=auth, notifications_disabled_classifications=["UNRECOGNIZED"]
        ) as driver,
        driver.session() as session,
    ):
        yield session


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0][:50])
def test_every_block_of_the_guide_only_reads(database: neo4j.Session, block: str) -> None:
    plan = database.run(f"EXPLAIN {runnable(block)}").consume()
    assert plan.query_type == "r"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_only_reads(database: neo4j.Session, question: Any) -> None:
    values = dict.fromkeys(question.parameters)
    assert database.run(f"EXPLAIN {question.statement}", values).consume().query_type == "r"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_the_values_shown_for_parameters_are_cypher(database: neo4j.Session, question: Any) -> None:
    for value in re.findall(r"^//\s+:param \w+ => (.+)$", question.text, re.MULTILINE):
        assert database.run(f"RETURN {value} AS value").single(strict=True).keys() == ["value"]


def test_the_style_gives_a_rule_to_every_label_and_type() -> None:
    labels = {"Actor", "Territory", *NodeKind, *KEYS}
    assert {label for kind, label in RULES if kind == "node"} == {"", *labels}
    types = {"HAS_MEASURE", "STATED_BY", *EdgeKind}
    assert {label for kind, label in RULES if kind == "relationship"} == {"", *types}


def test_labels_that_kinds_share_come_first_since_the_last_rule_wins() -> None:
    labels = [label for kind, label in RULES if kind == "node" and label]
    assert labels[:3] == ["Entity", "Actor", "Territory"]


def test_kinds_have_the_colours_of_the_explorer() -> None:
    for kind, look in LOOKS.items():
        ink, body = INKS[look.family], RULES["node", kind]
        assert f" border-color: {ink.border};" in body
        fill = GROUND if kind is NodeKind.CONVENTION else ink.fill  # a paper, beside programmes
        assert f" color: {fill};" in body


def test_the_style_uses_no_other_colour() -> None:
    ours = {INK, SECONDARY, ACCENT, GROUND, ORBIT, LINE, FAR_TIE}
    ours |= {colour for ink in INKS.values() for colour in (ink.fill, ink.border)}
    assert set(re.findall(r"#[0-9A-F]{6}", style().decode())) <= ours


def test_everything_has_a_caption() -> None:
    for (kind, label), body in RULES.items():
        assert re.search(r'caption: "(\{\w+\}|<type>|<id>)";', body), (kind, label)
