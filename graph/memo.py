"""Answers worked out once: a small store of values that lives and dies with its owner."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class _Slot:
    """The place of one value, and the lock that makes the second asker wait for the first."""

    __slots__ = ("lock", "made", "value")

    def __init__(self) -> None:
        self.lock, self.made, self.value = Lock(), False, None


class Memo:
    """At most `size` values by key; the one asked for least lately leaves first. Thread-safe."""

    def __init__(self, size: int = 32) -> None:
        self._size = size
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value kept under `key`; make it first if there is none.

        Several threads that ask for one missing value make it once; other keys do not wait. If
        `make` raises, nothing is kept and the error goes to the asker. A key always goes with
        one type of value: its first part names the question.
        """
        slot = self._slot(key)
        with slot.lock:
            if not slot.made:
                slot.value, slot.made = make(), True  # type: ignore[assignment]
            value: Any = slot.value
        return value  # type: ignore[no-any-return]

    def known(self, key: Hashable) -> Any:
        """Return the value kept under `key`, None if there is none or it is still being made."""
        with self._lock:
            slot = self._slots.get(key)
            if slot is None or not slot.made:
                return None
            self._slots.move_to_end(key)
            return slot.value

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._size:
                self._slots.popitem(last=False)
            return slot
