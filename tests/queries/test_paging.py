import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from queries.filters import Filters
from queries.paging import after, cursor

key = st.tuples(st.integers(-(1 << 62), 1 << 62), st.text(max_size=60))


@given(key)
def test_a_cursor_gives_its_key_back(key: tuple[int, str]) -> None:
    text = cursor(("list", 1), key)
    assert text.isascii()
    assert after(("list", 1), text, (int, str)) == key


@given(key)
def test_a_cursor_of_another_question_or_shape_is_refused(key: tuple[int, str]) -> None:
    text = cursor(("list", 1), key)
    for question, shape in ((("list", 2), (int, str)), (("list", 1), (str, int))):
        with pytest.raises(InputRefused):
            after(question, text, shape)


def test_a_number_out_of_bounds_is_refused() -> None:
    with pytest.raises(InputRefused):
        after(("q",), cursor(("q",), (1 << 70,)), (int,))


def test_a_text_longer_than_any_cursor_is_not_read() -> None:
    with pytest.raises(InputRefused):
        after(("q",), cursor(("q",), ("a" * 600,)), (str,))


def test_no_cursor_is_the_beginning() -> None:
    assert after(("q",), None, (int,)) is None


def test_filters_have_the_same_label_in_every_process() -> None:
    program = (
        "from queries.filters import Filters\n"
        "print(Filters(as_of='2015', avoid=frozenset('abcdefgh')).label)"
    )
    labels = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert labels == {"as_of=2015;avoid=a,b,c,d,e,f,g,h"}
    assert Filters().label == ""
