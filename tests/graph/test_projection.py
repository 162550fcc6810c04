from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DiskTrouble
from graph.projection import Projection
from graph.word_index import is_code
from tests.queries.drawn import claims, drawn, index_of, random_projection, store_of, topology_of

DRAWING = """
    agency:anru = Agence nationale pour la rénovation urbaine | ANRU
    commune:59606 = Valenciennes | | siren:215906066 | numero:226
    convention:cv-2015 = Contrat de ville | | numero:226 signed_on=2015-06-22
    agency:anru SIGNS convention:cv-2015
    commune:59606 SIGNS convention:cv-2015 signed_on=2016 source=b confidence=0.5
    agency:anru FINANCES convention:cv-2015 purpose=gare
    agency:anru FINANCES convention:cv-2015 purpose=parc
"""


def test_neighbours_are_sorted_and_seen_from_both_ends() -> None:
    graph = drawn(DRAWING)
    anru, cv = index_of(graph, "agency:anru"), index_of(graph, "convention:cv-2015")
    assert graph.neighbour[graph.indptr[anru] : graph.indptr[anru + 1]].tolist() == [cv, cv, cv]
    around = slice(graph.indptr[cv], graph.indptr[cv + 1])
    assert graph.neighbour[around].tolist() == [0, 0, 0, 1]
    assert sorted(graph.edge[around].tolist()) == [0, 1, 2, 3]
    assert graph.degree.tolist() == [3, 1, 4]


@given(seed=st.integers(0, 10_000))
def test_every_edge_is_an_arc_in_each_direction(seed: int) -> None:
    graph = random_projection(12, 20, seed)
    here = np.repeat(np.arange(len(graph.ids)), graph.degree)
    arcs = sorted(zip(here.tolist(), graph.neighbour.tolist(), graph.edge.tolist(), strict=True))
    start, end = graph.start.tolist(), graph.end.tolist()
    expected = [(s, e, i) for i, (s, e) in enumerate(zip(start, end, strict=True))]
    assert arcs == sorted(expected + [(e, s, i) for s, e, i in expected])


def test_ids_and_other_ids_resolve_but_not_what_two_nodes_share() -> None:
    graph = drawn(DRAWING)
    assert graph.resolve("commune:59606") == "commune:59606"
    assert graph.resolve("siren:215906066") == "commune:59606"
    assert graph.resolve("numero:226") is None
    assert graph.resolve("") is None
    assert graph.index("siren:215906066") is None


def test_a_saved_projection_opens_as_it_was(tmp_path: Path) -> None:
    graph = drawn(DRAWING, revision=7)
    graph.save(tmp_path / "new folder" / "p.npz")
    again = Projection.open(tmp_path / "new folder" / "p.npz")
    for name in ("ids", "names", "short_names", "other_names", "sources", "aliases", "revision"):
        assert getattr(again, name) == getattr(graph, name)
    for name in ("indptr", "neighbour", "edge", "edge_number", "node_since", "confidence"):
        assert getattr(again, name).tolist() == getattr(graph, name).tolist()
    assert again.words.vocabulary == graph.words.vocabulary
    assert again.words.word_node.tolist() == graph.words.word_node.tolist()
    assert again.words.wholes == graph.words.wholes


def test_saving_leaves_no_other_file(tmp_path: Path) -> None:
    drawn(DRAWING).save(tmp_path / "p.npz")
    drawn(DRAWING, revision=2).save(tmp_path / "p.npz")
    assert [file.name for file in tmp_path.iterdir()] == ["p.npz"]
    assert Projection.open(tmp_path / "p.npz").revision == 2


@pytest.mark.parametrize("place", [0, 1000, -30])
def test_a_damaged_file_is_refused(tmp_path: Path, place: int) -> None:
    path = tmp_path / "p.npz"
    drawn(DRAWING).save(path)
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DiskTrouble, match="ne se lit pas"):
        Projection.open(path)


def test_a_cut_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.npz"
    drawn(DRAWING).save(path)
    path.write_bytes(path.read_bytes()[:500])
    (tmp_path / "text.npz").write_text("bonjour")
    np.savez(tmp_path / "other.npz", revision=np.array([0, 1]))
    for name in ("p.npz", "text.npz", "other.npz", "absent.npz"):
        with pytest.raises(DiskTrouble):
            Projection.open(tmp_path / name)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiskTrouble, match="ne peut être écrite"):
        drawn(DRAWING).save(tmp_path / "file" / "p.npz")


def test_nothing_can_be_changed_in_place(tmp_path: Path) -> None:
    drawn(DRAWING).save(tmp_path / "p.npz")
    for graph in (drawn(DRAWING), Projection.open(tmp_path / "p.npz")):
        for array in (graph.start, graph.neighbour, graph.degree, graph.words.word_node):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1


def test_projections_are_compared_as_things_and_can_be_keys() -> None:
    graph = drawn(DRAWING)
    assert graph == graph  # noqa: PLR0124 -- the point of the test
    assert graph != drawn(DRAWING)
    assert len({graph, graph}) == 1


def test_an_empty_graph_has_a_projection(tmp_path: Path) -> None:
    drawn("").save(tmp_path / "p.npz")
    graph = Projection.open(tmp_path / "p.npz")
    assert (len(graph.ids), graph.indptr.tolist(), graph.resolve("agency:anru")) == (0, [0], None)


def test_the_order_of_claims_does_not_show() -> None:
    told = claims(DRAWING)
    forward, backward = topology_of(told), topology_of(reversed(told))
    one, two = Projection.of(forward), Projection.of(backward)
    assert one.ids == two.ids
    assert one.edge_number.tolist() == two.edge_number.tolist()
    assert one.words.wholes == two.words.wholes


def test_a_drawing_in_memory_is_the_graph_of_a_real_store(tmp_path: Path) -> None:
    with closing(store_of(tmp_path, DRAWING)) as store:
        kept, derived = store.topology(), drawn(DRAWING)
    assert kept.ids == derived.ids
    assert kept.edge_number.tolist() == derived.edge_number.tolist()
    for name in ("node_since", "edge_since", "edge_kind", "start", "end", "node_kind"):
        assert getattr(kept, name).tolist() == getattr(derived, name).tolist(), name
    assert kept.other_names == derived.other_names


@given(st.text(max_size=30))
def test_any_name_can_be_asked_whether_it_is_a_code(text: str) -> None:
    assert is_code(text) in {True, False}
