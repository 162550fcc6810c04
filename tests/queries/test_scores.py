from collections.abc import Iterator
from contextlib import suppress
from threading import Event
from time import monotonic, sleep

import pytest

from graph.errors import InputRefused, TooSlow, Unavailable
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


def test_a_measure_past_its_limit_is_told_and_still_served_once_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()

    def slow(seen: View, measure: Measure, *, through: Through) -> Ranking:
        assert go.wait(10)
        return rank(seen, measure, through=through)

    monkeypatch.setattr(module, "rank", slow)
    scores, seen = Scores(limit_s=0.02), view(random_projection(20, 40, 2))
    assert isinstance(scores.get(seen, "degree", wait_s=0), Pending)
    with pytest.raises(TooSlow, match="mesure"):
        scores.get(seen, "degree", wait_s=0.05)
    go.set()
    while not isinstance(_tried(scores, seen), Ranking):
        sleep(0.005)
    scores.close()


def _tried(scores: Scores, seen: View) -> Ranking | Pending | None:
    try:
        return scores.get(seen, "degree", wait_s=0.005)
    except TooSlow:
        return None


def test_a_failure_is_told_once_and_the_next_who_asks_starts_anew(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [ZeroDivisionError(), None]

    def shaky(seen: View, measure: Measure, *, through: Through) -> Ranking:
        if failure := failures.pop(0):
            raise failure
        return rank(seen, measure, through=through)

    monkeypatch.setattr(module, "rank", shaky)
    seen = view(random_projection(20, 40, 2))
    with pytest.raises(ZeroDivisionError):
        scores.get(seen, "degree", wait_s=10)
    assert isinstance(scores.get(seen, "degree", wait_s=10), Ranking)


def test_many_measures_asked_for_in_turn_all_come_and_each_is_worked_out_once(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked = list[int]()

    def slow(seen: View, measure: Measure, *, through: Through) -> Ranking:
        worked.append(seen.filters.min_confidence)
        sleep(0.01)
        return rank(seen, measure, through=through)

    monkeypatch.setattr(module, "rank", slow)
    graph, left = random_projection(20, 40, 2), set(range(40))
    until = monotonic() + 10
    while left and monotonic() < until:
        for least in sorted(left):
            seen = view(graph, Filters(min_confidence=least))
            with suppress(Unavailable):
                if isinstance(scores.get(seen, "degree", wait_s=0), Ranking):
                    left.remove(least)
        for other in range(40):  # what else is asked meanwhile, and makes the projection forget
            graph.memo.get(("other", other), lambda: other)  # noqa: B023 -- called at once
    assert not left
    assert sorted(worked) == list(range(40))


def test_who_would_wait_behind_ten_measures_is_sent_back(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()

    def slow(seen: View, measure: Measure, *, through: Through) -> Ranking:
        assert go.wait(10)
        return rank(seen, measure, through=through)

    monkeypatch.setattr(module, "rank", slow)
    graph = random_projection(20, 40, 2)
    several = [view(graph, Filters(min_confidence=least)) for least in range(11)]
    for seen in several[:10]:
        assert isinstance(scores.get(seen, "degree", wait_s=0), Pending)
    with pytest.raises(Unavailable, match="Trop de mesures"):
        scores.get(several[10], "degree", wait_s=0)
    assert isinstance(scores.get(several[0], "degree", wait_s=0), Pending)
    go.set()
    assert isinstance(scores.get(several[9], "degree", wait_s=10), Ranking)
    assert isinstance(scores.get(several[10], "degree", wait_s=10), Ranking)


def test_failures_that_nobody_comes_back_for_hold_no_place(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Ranking:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "rank", broken)
    graph = random_projection(20, 40, 2)
    for least in range(30):
        with suppress(ZeroDivisionError):
            scores.get(view(graph, Filters(min_confidence=least)), "degree", wait_s=0)
        sleep(0.01)
    monkeypatch.setattr(module, "rank", rank)
    assert isinstance(
        scores.get(view(graph, Filters(min_confidence=50)), "degree", wait_s=10), Ranking
    )


def test_closing_does_not_wait_for_a_measure_that_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr(module, "rank", lambda *_, **__: go.wait(10))
    scores = Scores()
    scores.get(view(random_projection(20, 40, 2)), "degree", wait_s=0.01)
    began = monotonic()
    scores.close()
    assert monotonic() - began < 5
    go.set()


def test_an_unknown_measure_is_refused_at_once(scores: Scores) -> None:
    with pytest.raises(InputRefused):
        scores.get(view(random_projection(5, 5, 1)), "fame")
