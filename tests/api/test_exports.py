"""Each export holds the whole graph, names its sources, and lets no text of it run."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exports.csvfiles import guarded
from api.exports.cypher import literal
from api.questions import ExportFormat
from graph.errors import InputRefused
from graph.model import Judgement, visible_text
from graph.store import GraphStore
from graph.stores import open_store
from loaders.jsonl import read
from tests.api.exporting import HOSTILE, exported, shown_names


def tables(data: bytes) -> dict[str, list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {
        name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))
        for name in archive.namelist()
    }


def test_json_lines_load_elsewhere_to_the_same_digest(store: GraphStore, tmp_path: Path) -> None:
    store.judge(Judgement(
        left="agency:anru", right="agency:ancienne", verdict="different", by="essai", on="2026",
    ))  # fmt: skip
    assert loaded_elsewhere(store, tmp_path) == store.digest()


def test_hostile_names_survive_json_lines(hostile_store: GraphStore, tmp_path: Path) -> None:
    assert loaded_elsewhere(hostile_store, tmp_path) == hostile_store.digest()


def loaded_elsewhere(store: GraphStore, folder: Path) -> str:
    file = folder / "log.jsonl"
    file.write_bytes(exported(store, ExportFormat.JSONL))
    log = read(file)
    other = open_store(str(folder / "other.sqlite"))
    other.load(log.sources)
    for judgement in log.judgements:
        other.judge(judgement)
    return other.digest()


def test_json_lines_are_the_same_bytes_again(store: GraphStore, tmp_path: Path) -> None:
    first = exported(store, ExportFormat.JSONL)
    loaded_elsewhere(store, tmp_path)
    assert exported(open_store(str(tmp_path / "other.sqlite")), ExportFormat.JSONL) == first


@pytest.mark.parametrize("form", [ExportFormat.GRAPHML, ExportFormat.GEXF])
def test_xml_gives_networkx_the_same_nodes_edges_and_names(
    hostile_store: GraphStore, form: ExportFormat
) -> None:
    file = io.BytesIO(exported(hostile_store, form))
    is_gexf = form is ExportFormat.GEXF
    graph = nx.read_gexf(file) if is_gexf else nx.read_graphml(file)
    label = "label" if is_gexf else "name"
    columns = hostile_store.topology()
    assert sorted(graph.nodes) == columns.ids
    assert graph.number_of_edges() == len(columns.edge_number)
    legal = {re.sub("[\ufffe\uffff]", "", name) for name in shown_names(hostile_store)}
    assert {data[label] for _, data in graph.nodes(data=True)} == legal


def test_graphml_types_amounts_as_whole_numbers(store: GraphStore) -> None:
    graph = nx.read_graphml(io.BytesIO(exported(store, ExportFormat.GRAPHML)))
    amounts = [d["amount_cents"] for *_, d in graph.edges(data=True) if "amount_cents" in d]
    assert amounts == [170_000_000]


def test_gexf_gives_lifetimes_to_the_day(store: GraphStore) -> None:
    text = exported(store, ExportFormat.GEXF).decode()
    assert re.search(r'<edge [^>]*label="FINANCES" start="2015-01-01" end="2015-12-31"', text)


def test_no_cell_of_a_csv_is_a_formula(hostile_store: GraphStore) -> None:
    cells = [
        cell
        for rows in tables(exported(hostile_store, ExportFormat.CSV)).values()
        for row in rows
        for cell in row
    ]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell)]


def test_csv_holds_the_names_as_they_are_shown(hostile_store: GraphStore) -> None:
    rows = tables(exported(hostile_store, ExportFormat.CSV))["nodes.csv"]
    assert {row[1].removeprefix("'") for row in rows[1:]} >= {
        name.removeprefix("'") for name in shown_names(hostile_store)
    }


def test_csv_is_what_excel_expects(store: GraphStore) -> None:
    archive = zipfile.ZipFile(io.BytesIO(exported(store, ExportFormat.CSV)))
    data = archive.read("nodes.csv")
    assert data.startswith(b"\xef\xbb\xbfId;Label;")
    assert data.count(b"\n") == data.count(b"\r\n") == 1 + len(store.topology().ids)


@given(st.text())
def test_a_guarded_cell_never_opens_a_formula(text: str) -> None:
    assert not re.match(r"\s*[=@\t\r\n]", guarded(text)) or guarded(text).strip() == ""


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_cypher_literal_never_ends_early_and_keeps_its_text(text: str) -> None:
    assert cypher_text(literal(text)) == text


def cypher_text(expression: str) -> str:
    """Read a literal as Neo4j does: unicode escapes first, then strings joined by « + »."""
    decoded = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), expression)
    strings = re.fullmatch(r"'((?:[^'\\]|\\.)*)'(?: \+ '((?:[^'\\]|\\.)*)')*", decoded, re.DOTALL)
    assert strings, decoded
    parts = re.findall(r"'((?:[^'\\]|\\.)*)'", decoded, re.DOTALL)
    return "".join(re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts)


def test_a_cypher_script_is_one_statement_a_line(hostile_store: GraphStore) -> None:
    lines = exported(hostile_store, ExportFormat.CYPHER).decode().split("\n")
    shapes = re.compile(r"//.*|CREATE CONSTRAINT .*;|:begin|:commit|MERGE .*;|MATCH .*;|")
    assert all(shapes.fullmatch(line) for line in lines)
    assert sum(line.startswith("MERGE") for line in lines) == len(hostile_store.topology().ids)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_every_export_names_its_sources_and_licences(store: GraphStore, form: ExportFormat) -> None:
    data = exported(store, form)
    if form is ExportFormat.CSV:
        data = zipfile.ZipFile(io.BytesIO(data)).read("sources.csv")
    for words in ("La gazette d’essai", "Licence Ouverte 2.0", "Domaine public"):
        assert words in data.decode()


def test_hostile_names_lose_only_what_cannot_be_seen(hostile_store: GraphStore) -> None:
    assert shown_names(hostile_store) == {visible_text(name) for name in HOSTILE}


def test_an_export_cut_short_is_refused(store: GraphStore, tmp_path: Path) -> None:
    lines = exported(store, ExportFormat.JSONL).splitlines(keepends=True)
    file = tmp_path / "cut.jsonl"
    file.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(InputRefused, match="incomplet"):
        read(file)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"\xff\n", "UTF-8"),
        (b"[1]\n", "objet JSON"),
        (b'{"galaxie": 1, "x": NaN}\n', "JSON"),
        (b"[" * 100_000 + b"\n", "JSON"),
        (b'{"x": "' + b"a" * 1_100_000 + b'"}\n', "mégaoctet"),
        (b'{"galaxie": 2}\n', "version 1"),
        (b"", "vide"),
    ],
)
def test_what_is_not_an_export_is_refused_with_its_line(
    tmp_path: Path, line: bytes, said: str
) -> None:
    file = tmp_path / "not.jsonl"
    file.write_bytes(line)
    with pytest.raises(InputRefused, match=said) as refused:
        read(file)
    assert "not.jsonl" in str(refused.value)


def test_a_fact_that_the_ontology_refuses_names_its_line(store: GraphStore, tmp_path: Path) -> None:
    lines = exported(store, ExportFormat.JSONL).decode().splitlines()
    place = next(i for i, line in enumerate(lines) if '"SIGNS"' in line)
    broken = json.loads(lines[place])
    broken["edge"]["end_kind"] = "Agency"
    lines[place] = json.dumps(broken)
    file = tmp_path / "broken.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputRefused, match=f"ligne {place + 1}") as refused:
        open_store(str(tmp_path / "other.sqlite")).load(read(file).sources)
    assert "ontologie" in str(refused.value)
