"""Measures worked out once for a revision and its filters, beside the threads that answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from graph.errors import Busy, TooSlow
from graph.memo import Memo
from queries.adjacency import Through
from queries.answers import Pending
from queries.centrality import Measure, Ranking, checked_measure, rank
from queries.communities import Communities, communities
from queries.filters import View

T = TypeVar("T")
#: Seconds after which who waits for a measure is told to wait no more.
LIMIT_S = 60.0
#: Measures that may be waited for at once, and those that a projection keeps once worked out.
_WAITING, _KEPT = 10, 64


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    key: tuple[object, ...]
    memo: Memo
    work: Callable[[], T]
    future: Future[T] = field(default_factory=Future)
    since: float = field(default_factory=monotonic)

    def run(self) -> None:
        try:
            self.future.set_result(self.work())
        except BaseException as error:  # told to who asked, in the thread that asks
            self.future.set_exception(error)

    def failed(self) -> bool:
        return self.future.done() and self.future.exception() is not None


class Scores:
    """Asks for measures and keeps them for as long as the projection, whatever else is asked of it.

    What is not ready yet is never submitted twice, and at most ten wait.

    The work is compiled code that lets other threads run; one job at a time, so that a burst of
    questions does not take every core. It cannot be stopped, so that the thread is a daemon: it
    never holds back a process that leaves. `close` lets go of the worker.
    """

    def __init__(self, *, limit_s: float | None = None) -> None:
        """Start the worker; `limit_s` is `LIMIT_S` unless given."""
        self._limit_s = LIMIT_S if limit_s is None else limit_s
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._pending: dict[tuple[object, ...], _Job[Any]] = {}
        self._kept: WeakKeyDictionary[Memo, Memo] = WeakKeyDictionary()
        self._lock = Lock()
        self._closed = False
        Thread(target=self._run, name="galaxie-scores", daemon=True).start()

    def get(
        self, view: View, measure: str, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Ranking | Pending:
        """Return a ranking, or `Pending` if it is not ready within `wait_s` seconds.

        Raises `InputRefused` for an unknown measure, `Busy` when too many others are waited
        for, and `TooSlow` once it was asked for longer ago than the limit: it is still worked
        out, and served to who asks after it ends.
        """
        checked: Measure = checked_measure(measure)
        key = ("rank", view.filters, checked, through)
        return self._ask(view, key, wait_s, lambda: rank(view, checked, through=through))

    def communities(
        self, view: View, *, through: Through = "partners", wait_s: float = 0.5
    ) -> Communities | Pending:
        """Return the communities, or `Pending`, or raise, as `get` does."""
        key = ("communities", view.filters, through)
        return self._ask(view, key, wait_s, lambda: communities(view, through=through))

    def close(self) -> None:
        """Drop the jobs that wait; the one under way ends by itself."""
        self._closed = True
        self._jobs.put(None)

    def _run(self) -> None:
        while self._worked(self._jobs.get()):
            pass

    def _worked(self, job: _Job[Any] | None) -> bool:
        """Run a job and keep what it found; a failure stays until somebody is told."""
        if job is None or self._closed:
            return False
        job.run()
        if not job.failed():
            with self._lock:
                kept = self._kept.setdefault(job.memo, Memo(_KEPT))
            kept.get(job.key, job.future.result)
            self._drop(job)
        return True

    def _ask(
        self, view: View, key: tuple[object, ...], wait_s: float, work: Callable[[], T]
    ) -> T | Pending:
        memo = view.projection.memo
        job: _Job[T]
        with self._lock:
            found: T | None = self._kept[memo].known(key) if memo in self._kept else None
            if found is not None:
                return found
            job = self._pending.get((memo, *key)) or self._submitted(_Job(key, memo, work))
        try:
            return job.future.result(timeout=wait_s)
        except TimeoutError:
            return self._late(str(key[0]), monotonic() - job.since)
        except BaseException:
            self._drop(job)  # told to this asker; the next one starts anew
            raise

    def _submitted(self, job: _Job[T]) -> _Job[T]:
        if len(self._pending) >= _WAITING:  # failures that nobody came back for leave
            self._pending = {k: one for k, one in self._pending.items() if not one.failed()}
        if len(self._pending) >= _WAITING:
            raise Busy(
                "Trop de mesures sont en cours de calcul.", hint="Recommencez dans un instant."
            )
        self._pending[job.memo, *job.key] = job
        self._jobs.put(job)
        return job

    def _drop(self, job: _Job[Any]) -> None:
        with self._lock:
            if self._pending.get((job.memo, *job.key)) is job:
                del self._pending[job.memo, *job.key]

    def _late(self, question: str, seconds: float) -> Pending:
        if seconds < self._limit_s:
            return Pending(question, seconds)
        raise TooSlow(
            f"La mesure n’est pas prête après {self._limit_s:.0f} secondes.",
            hint="Filtrez la question, ou reposez-la plus tard.",
        )
