"""Measures worked out once for a revision and its filters, beside the threads that answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from graph.errors import TooSlow
from queries.adjacency import Through
from queries.answers import Pending
from queries.centrality import Measure, Ranking, checked_measure, rank
from queries.communities import Communities, communities
from queries.filters import View

T = TypeVar("T")
#: Seconds after which who waits for a measure is told to wait no more.
LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    work: Callable[[], T]
    future: Future[T] = field(default_factory=Future)
    since: float = field(default_factory=monotonic)

    def run(self) -> None:
        try:
            self.future.set_result(self.work())
        except BaseException as error:  # told to who asked, in the thread that asks
            self.future.set_exception(error)


@dataclass(slots=True)
class _Asked(Generic[T]):
    """A measure that somebody asked for: its job, none before the first and after a failure."""

    job: _Job[T] | None = None
    lock: Lock = field(default_factory=Lock)


class Scores:
    """Asks for measures and keeps them with the projection, so that they leave with it.

    The work is compiled code that lets other threads run; one job at a time, so that a burst of
    questions does not take every core. It cannot be stopped, so that the thread is a daemon: it
    never holds back a process that leaves. `close` lets go of the worker.
    """

    def __init__(self, *, limit_s: float | None = None) -> None:
        """Start the worker; `limit_s` is `LIMIT_S` unless given."""
        self._limit_s = LIMIT_S if limit_s is None else limit_s
        self._jobs: SimpleQueue[_Job[Any]] = SimpleQueue()
        self._closed = False
        Thread(target=self._run, name="galaxie-scores", daemon=True).start()

    def get(
        self, view: View, measure: str, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Ranking | Pending:
        """Return a ranking, or `Pending` if it is not ready within `wait_s` seconds.

        Raises `InputRefused` for an unknown measure, and `TooSlow` once it was asked for longer
        ago than the limit: it is still worked out, and served to who asks after it ends.
        """
        checked: Measure = checked_measure(measure)
        key = ("rank", view.filters, checked, through)
        return self._ask(view, key, wait_s, lambda: rank(view, checked, through=through))

    def communities(
        self, view: View, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Communities | Pending:
        """Return the communities, or `Pending`, or raise `TooSlow`, as `get` does."""
        key = ("communities", view.filters, through)
        return self._ask(view, key, wait_s, lambda: communities(view, through=through))

    def close(self) -> None:
        """Drop the jobs that wait; the one under way ends by itself."""
        self._closed = True
        self._jobs.put(_Job(lambda: None))

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            if self._closed:
                return
            job.run()

    def _ask(
        self, view: View, key: tuple[object, ...], wait_s: float, work: Callable[[], T]
    ) -> T | Pending:
        asked: _Asked[T] = view.projection.memo.get(("job", *key), _Asked)
        with asked.lock:
            if asked.job is None:
                asked.job = _Job(work)
                self._jobs.put(asked.job)
            job = asked.job
        try:
            return job.future.result(timeout=wait_s)
        except TimeoutError:
            return self._pending(str(key[0]), monotonic() - job.since)
        except BaseException:
            with asked.lock:  # told to this asker; the next one starts anew
                asked.job = None if asked.job is job else asked.job
            raise

    def _pending(self, question: str, seconds: float) -> Pending:
        if seconds < self._limit_s:
            return Pending(question, seconds)
        raise TooSlow(
            f"La mesure n’est pas prête après {self._limit_s:.0f} secondes.",
            hint="Filtrez la question, ou reposez-la plus tard.",
        )
