from threading import Event, Thread

import pytest

from graph.memo import Memo


def test_a_value_is_made_once() -> None:
    memo, made = Memo(), iter(range(10))
    assert memo.get("a", lambda: next(made)) == 0
    assert memo.get("a", lambda: next(made)) == 0
    assert memo.get("b", lambda: next(made)) == 1


def test_none_is_a_value_too() -> None:
    memo, made = Memo(), iter([None, 1])
    assert memo.get("a", lambda: next(made)) is None
    assert memo.get("a", lambda: next(made)) is None


def test_what_was_asked_for_least_lately_leaves_first() -> None:
    memo = Memo(size=2)
    for key in ("a", "b", "a", "c"):
        memo.get(key, lambda: 1)
    assert memo.get("a", lambda: 2) == 1
    assert memo.get("b", lambda: 2) == 2


def test_a_failure_is_not_kept() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get("a", lambda: 1 // 0)
    assert memo.get("a", lambda: 1) == 1


def test_two_askers_of_one_value_make_it_once_while_others_go_on() -> None:
    memo, begun, go = Memo(), Event(), Event()
    made: list[str] = []

    def slow() -> str:
        begun.set()
        assert go.wait(5)
        made.append("once")
        return "slow"

    askers = [Thread(target=memo.get, args=("a", slow)) for _ in range(2)]
    for asker in askers:
        asker.start()
    assert begun.wait(5)
    assert memo.get("b", lambda: "other") == "other"  # does not wait for "a"
    go.set()
    for asker in askers:
        asker.join()
    assert made == ["once"]
