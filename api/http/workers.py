"""The threads in which questions are answered: so many at once, and a queue that has an end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

import anyio

from graph.errors import Busy, TooSlow

_T = TypeVar("_T")


class Workers:
    """At most `threads` pieces of work under way, at most `waiting` more that wait for a turn.

    A thread cannot be stopped: work that its asker gave up keeps its place until it ends, so that
    slow questions never add up to more than `threads`.
    """

    def __init__(self, threads: int, *, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="galaxie-read")
        self._most, self._taken, self._lock = threads + waiting, 0, Lock()

    async def run(self, work: Callable[[], _T], *, limit_s: float) -> _T:
        """Return what `work` returns.

        Raises `TooSlow` after `limit_s` seconds, turn included; work that has not begun by then
        never does. Raises `Busy` at once when too many wait.
        """
        future = self._submitted(work)
        try:
            with anyio.fail_after(limit_s):
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise TooSlow(
                f"La réponse a pris plus de {limit_s:.0f} secondes.",
                hint="Filtrez la question, ou demandez moins à la fois.",
            ) from error

    def close(self) -> None:
        """Take no more work, and drop what has not begun; what is under way ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, work: Callable[[], _T]) -> Future[_T]:
        with self._lock:
            if self._taken >= self._most:
                raise Busy("Trop de demandes à la fois.", hint="Recommencez dans un instant.")
            self._taken += 1
        future = self._pool.submit(work)
        future.add_done_callback(self._left)
        return future

    def _left(self, _done: Future[_T]) -> None:
        with self._lock:
            self._taken -= 1
