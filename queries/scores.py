"""Measures worked out once for a revision and its filters, beside the threads that answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from queries.adjacency import Through
from queries.answers import Pending
from queries.centrality import Measure, Ranking, checked_measure, rank
from queries.communities import Communities, communities
from queries.filters import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    future: Future[T]
    since: float


class Scores:
    """Asks for measures and keeps them with the projection, so that they leave with it.

    The work is compiled code that lets other threads run; one job at a time, so that a burst of
    questions does not take every core. `close` lets go of the worker.
    """

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="galaxie-scores")

    def get(
        self, view: View, measure: str, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Ranking | Pending:
        """Return a ranking, or `Pending` if it is not ready within `wait_s` seconds.

        Raises `InputRefused` for an unknown measure.
        """
        checked: Measure = checked_measure(measure)
        key = ("rank", view.filters, checked, through)
        return self._ask(view, key, wait_s, lambda: rank(view, checked, through=through))

    def communities(
        self, view: View, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Communities | Pending:
        """Return the communities, or `Pending` if they are not ready within `wait_s` seconds."""
        key = ("communities", view.filters, through)
        return self._ask(view, key, wait_s, lambda: communities(view, through=through))

    def close(self) -> None:
        """Stop the worker once its job is done; what waits is dropped."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _ask(
        self, view: View, key: tuple[object, ...], wait_s: float, work: Callable[[], T]
    ) -> T | Pending:
        job = view.projection.memo.get(
            ("job", *key), lambda: _Job(self._worker.submit(work), monotonic())
        )
        try:
            return job.future.result(timeout=wait_s)
        except TimeoutError:
            return Pending(str(key[0]), monotonic() - job.since)
