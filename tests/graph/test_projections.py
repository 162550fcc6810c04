import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from graph.projection import Projection
from graph.projections import Projections
from graph.store import GraphStore
from graph.topology import Topology
from tests.queries.drawn import claims, store_of, topology_of


class Counting:
    """A store whose revision can be moved, and that counts what it is asked."""

    identity = "essai"

    def __init__(self) -> None:
        self.at, self.asked, self.built = 1, 0, 0

    def revision(self) -> int:
        self.asked += 1
        return self.at

    def topology(self) -> Topology:
        self.built += 1
        return topology_of(claims("agency:anru MEMBER_OF federation:ush"), revision=self.at)


@pytest.fixture
def counting() -> Counting:
    return Counting()


def following(store: Counting, folder: Path | None) -> Projections:
    return Projections(store, folder)  # type: ignore[arg-type] # the part of a store that it uses


def test_a_standing_revision_costs_one_question(counting: Counting) -> None:
    projections = following(counting, None)
    first = projections.current()
    asked = counting.asked
    assert projections.current() is first
    assert (counting.asked - asked, counting.built) == (1, 1)


def test_a_moved_revision_is_followed(counting: Counting) -> None:
    projections = following(counting, None)
    old = projections.current()
    counting.at = 2
    assert projections.current().revision == 2
    assert old.revision == 1  # whoever still holds it goes on reading one revision


def test_a_restart_opens_the_file_and_builds_nothing(counting: Counting, tmp_path: Path) -> None:
    following(counting, tmp_path).current()
    assert following(counting, tmp_path).current().ids == ["agency:anru", "federation:ush"]
    assert counting.built == 1


def test_a_file_of_another_revision_is_made_again(counting: Counting, tmp_path: Path) -> None:
    following(counting, tmp_path).current()
    counting.at = 5
    assert following(counting, tmp_path).current().revision == 5
    assert Projection.open(tmp_path / "essai.npz").revision == 5


def test_a_damaged_file_is_told_and_made_again(
    counting: Counting, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "essai.npz").write_bytes(b"PK broken")
    with caplog.at_level(logging.WARNING):
        assert following(counting, tmp_path).current().revision == 1
    assert "ne se lit pas" in caplog.text
    assert Projection.open(tmp_path / "essai.npz").revision == 1


def test_a_folder_that_refuses_slows_but_does_not_stop(
    counting: Counting, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        assert following(counting, tmp_path / "file").current().revision == 1
    assert "ne peut être écrite" in caplog.text


def test_many_threads_build_once(counting: Counting) -> None:
    projections, together = following(counting, None), Barrier(8)
    got: list[Projection] = []

    def ask() -> None:
        together.wait()
        got.append(projections.current())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counting.built == 1
    assert len(set(map(id, got))) == 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    store = store_of(tmp_path, "agency:anru MEMBER_OF federation:ush")
    yield store
    store.close()


def test_two_followers_of_one_store_share_a_file(store: GraphStore, tmp_path: Path) -> None:
    here, there = Projections(store, tmp_path), Projections(store, tmp_path)
    here.current()
    store.forget("dessin")
    assert here.current().ids == there.current().ids == []
