from collections.abc import Iterator
from threading import Event

import pytest

from graph.errors import InputRefused
from queries import scores as module
from queries.adjacency import Through
from queries.answers import Pending
from queries.centrality import Measure, Ranking, rank
from queries.filters import Filters, View, view
from queries.scores import Scores
from tests.queries.drawn import random_projection


@pytest.fixture
def scores() -> Iterator[Scores]:
    scores = Scores()
    yield scores
    scores.close()


def test_a_ranking_is_worked_out_once_for_a_revision_and_its_filters(scores: Scores) -> None:
    graph = random_projection(20, 40, 1)
    first = scores.get(view(graph), "pagerank", wait_s=10)
    assert isinstance(first, Ranking)
    assert scores.get(view(graph), "pagerank", wait_s=10) is first
    assert scores.get(view(graph), "pagerank", through="facts", wait_s=10) is not first
    late = view(graph, Filters(as_of="2015"))
    assert scores.get(late, "pagerank", wait_s=10) is not first
    assert scores.get(view(random_projection(20, 40, 1)), "pagerank", wait_s=10) is not first


def test_who_does_not_wait_is_told_to_ask_again(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()

    def slow(seen: View, measure: Measure, *, through: Through) -> Ranking:
        assert go.wait(10)
        return rank(seen, measure, through=through)

    monkeypatch.setattr(module, "rank", slow)
    seen = view(random_projection(20, 40, 2))
    waiting = scores.get(seen, "degree", wait_s=0.01)
    assert isinstance(waiting, Pending)
    assert waiting.seconds >= 0.01
    go.set()
    assert isinstance(scores.get(seen, "degree", wait_s=10), Ranking)


def test_communities_come_from_the_worker_too(scores: Scores) -> None:
    seen = view(random_projection(20, 40, 1))
    found = scores.communities(seen, wait_s=10)
    assert not isinstance(found, Pending)
    assert scores.communities(seen, wait_s=10) is found


def test_an_unknown_measure_is_refused_at_once(scores: Scores) -> None:
    with pytest.raises(InputRefused):
        scores.get(view(random_projection(5, 5, 1)), "fame")
