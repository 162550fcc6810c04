"""So many reads at once and no more, even when the asker of one has stopped waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic, sleep

import anyio
import pytest

from api.http.workers import Workers
from graph.errors import TooSlow, Unavailable


class Slow:
    """Work that lasts until it is let go, and counts how many of it run at once."""

    def __init__(self) -> None:
        self.go, self.now, self.most = threading.Event(), 0, 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(10)
        with self._lock:
            self.now -= 1
        return "fini"


@pytest.fixture
def slow() -> Iterator[Slow]:
    work = Slow()
    yield work
    work.go.set()


def test_a_read_that_was_given_up_still_holds_its_place(slow: Slow) -> None:
    workers = Workers(2, waiting=10)

    async def ask() -> None:
        for _ in range(4):
            with pytest.raises(TooSlow):
                await workers.run(slow, limit_s=0.02)
        assert slow.most == 2
        slow.go.set()
        assert await workers.run(slow, limit_s=5) == "fini"
        assert slow.most == 2

    anyio.run(ask)
    workers.close()


def test_what_waited_too_long_for_its_turn_is_never_begun(slow: Slow) -> None:
    workers, begun = Workers(1, waiting=10), list[int]()

    async def ask() -> None:
        for work in (slow, partial(begun.append, 1)):
            with pytest.raises(TooSlow):
                await workers.run(work, limit_s=0.02)
        slow.go.set()
        await workers.run(partial(begun.append, 2), limit_s=5)

    anyio.run(ask)
    workers.close()
    assert begun == [2]


def test_who_would_wait_behind_too_many_is_sent_back_at_once(slow: Slow) -> None:
    workers = Workers(1, waiting=1)

    async def ask() -> None:
        for _ in range(2):
            with pytest.raises(TooSlow):
                await workers.run(slow, limit_s=0.02)
        async with anyio.create_task_group() as group:
            group.start_soon(partial(workers.run, slow, limit_s=5))
            await anyio.sleep(0.02)
            with pytest.raises(Unavailable, match="à la fois"):
                await workers.run(slow, limit_s=5)
            slow.go.set()

    anyio.run(ask)
    workers.close()


def test_closing_does_not_wait_for_a_read_that_lasts(slow: Slow) -> None:
    workers, began = Workers(1, waiting=1), monotonic()
    with ThreadPoolExecutor(1) as asker:
        asked = asker.submit(anyio.run, partial(workers.run, slow, limit_s=0.05))
        while not slow.now:
            sleep(0.001)
        workers.close()
        with pytest.raises(TooSlow):
            asked.result(5)
    assert monotonic() - began < 5
