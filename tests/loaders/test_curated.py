"""Curated files: what they say becomes claims; what they get wrong is told with its line."""

from contextlib import suppress
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.model import Edge, Measure, Node
from graph.ontology import Authority, NodeKind, Role
from loaders.curated import parse_curated, read_curated
from loaders.reading import CURATED_LIMIT, decode

GOOD = dedent("""\
    # An agreement of two invented bodies.
    sources:
      - {id: bulletin, title: "Bulletin", published_on: 2015-06-22}
      - {id: arrete, title: "Arrêté", authority: official}
    nodes:
      - id: agency:une
        kind: Agency
        name: "Agence une"
        cite: {source: bulletin, at: § 1, gist: "L’agence existe."}
      - id: convention:une-autre
        kind: Convention
        name: "Accord"
        number: 0226
        cite: {source: bulletin, at: § 1}
    edges:
      - kind: SIGNS
        from: agency:une
        to: convention:une-autre
        cite: [{source: bulletin, at: § 2}, {source: arrete, at: art. 1, quote: "signe"}]
      - kind: COVERS
        from: convention:une-autre
        to: commune:59606
        cite: {source: bulletin, at: § 3}
    measures:
      - node: convention:une-autre
        what: quartiers
        value: 14
        cite: {source: bulletin, at: § 4}
    """)


def register(identifier: str) -> Node | None:
    known = Node(id="commune:59606", kind=NodeKind.MUNICIPALITY, name="Valenciennes")
    return known if identifier == known.id else None


def refused(text: str, name: str = "x.yaml") -> str:
    with pytest.raises(InputRefused) as error:
        parse_curated(text, name).claims(register)
    return str(error.value)


def test_each_citation_of_a_fact_is_a_claim_of_its_source() -> None:
    told = {s.source.id: list(s.claims) for s in parse_curated(GOOD, "x.yaml").claims(register)}
    signatures = {
        source: [c for c in claims if isinstance(c.fact, Edge) and c.fact.kind == "SIGNS"]
        for source, claims in told.items()
    }
    assert {source: len(several) for source, several in signatures.items()} == {
        "bulletin": 1,
        "arrete": 1,
    }
    edge = signatures["arrete"][0].fact
    assert isinstance(edge, Edge)
    assert edge.role is Role.SIGNATORY
    assert signatures["arrete"][0].citation.quote == "signe"


def test_a_source_that_only_mentions_a_node_names_it() -> None:
    told = {s.source.id: list(s.claims) for s in parse_curated(GOOD, "x.yaml").claims(register)}
    named = {c.fact.id: c.fact.name for c in told["arrete"] if isinstance(c.fact, Node)}
    assert named == {"agency:une": "Agence une", "convention:une-autre": "Accord"}
    assert "commune:59606" in {c.fact.id for c in told["bulletin"] if isinstance(c.fact, Node)}


def test_a_file_of_a_person_is_curated_unless_it_says_official() -> None:
    authorities = {
        s.source.id: s.source.authority for s in parse_curated(GOOD, "x").claims(register)
    }
    assert authorities == {"bulletin": Authority.CURATED, "arrete": Authority.OFFICIAL}


def test_a_code_keeps_its_leading_zero_and_a_measure_is_a_number() -> None:
    facts = [c.fact for s in parse_curated(GOOD, "x").claims(register) for c in s.claims]
    assert [f.value for f in facts if isinstance(f, Measure)] == [14]
    assert "0226" in {f.number for f in facts if isinstance(f, Node)}


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("kind: Agency", "kind: Agencé", 7, "« Agencé » ne convient pas à « kind » : attendu"),
        ("2015-06-22", "2015-06-31", 3, "n’est pas une date"),
        ("value: 14", "value: -14", 27, "au moins 0"),
        ("value: 14", "value: quatorze", 27, "« quatorze »"),
        ("kind: COVERS", "kind: SIGNS", 20, "l’ontologie ne le permet pas"),
        ("to: commune:59606", "to: commune:99999", 20, "n’est déclaré nulle part"),
        ("to: commune:59606", "too: commune:59606", 20, "« to » absent"),
        ("{source: arrete,", "{source: decret,", 19, "n’est pas déclarée"),
        ("    cite: {source: bulletin, at: § 4}\n", "", 25, "ne cite rien"),
        ("source: bulletin, at: § 4", "source: bulletin", 28, "« at »"),
        ("measures:", "mesures:", 25, "section inconnue"),
        ('name: "Agence une"', 'nom: "Agence une"', 6, "« name » : ce champ est obligatoire"),
        ("id: agency:une", "id: agence:une", 6, "« agence:une » n’est pas un identifiant"),
        ('id: arrete, title: "Arrêté"', 'id: bulletin, title: "Bulletin"', 4, "deux fois"),
        ("number: 0226", "number: 0226\n    number: 1", 14, "deux fois"),
        ("number: 0226", "number: [1, 2]", 13, "« number »"),
        ("number: 0226", "number: {a: b}", 13, "attend une valeur"),
        ("  - id: agency:une", "   - id: agency:une", 7, "YAML"),
    ],
)
def test_a_mistake_is_refused_with_its_line_and_what_to_do(
    before: str, after: str, line: int, says: str
) -> None:
    assert before in GOOD
    message = refused(GOOD.replace(before, after, 1))
    assert f"x.yaml, ligne {line}, colonne " in message
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: [*a, *a]",
        "a: !!python/object/apply:os.system [ls]",
        "[" * 200,
        "- " * 200 + "x",
        "{a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: 1}}}}}}}}}}}}}}",
        "just words",
        "- a\n- b",
        "sources: x",
        "sources: [x]",
        "nodes: []",
        "\ufffe",
        "a: b: c",
        "? [a]\n: b",
        "sources: [{id: s, title: t}]\nnodes: [{cite: {source: s, at: x}}]",
    ],
)
def test_what_is_not_a_curated_file_is_refused_without_harm(text: str) -> None:
    assert "x.yaml" in refused(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(InputRefused):
        assert parse_curated(text, "x.yaml").sources


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "vide"),
        (b"  \n ", "vide"),
        (b"a: \xe9", "0xe9"),
        (b"a: b\n\x00", "ligne 2"),
        (b"x" * (CURATED_LIMIT + 1), "5 Mo"),
    ],
)
def test_bytes_that_are_not_a_readable_text_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputRefused, match=says):
        decode(data, "x.yaml", limit=CURATED_LIMIT)


def test_a_file_that_is_not_there_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"absent\.yaml"):
        read_curated(tmp_path / "absent.yaml", register)
