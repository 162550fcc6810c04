"""Marks in a text: they nest, never cross, and the words stay those of the text."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from graph.ontology import NodeKind
from loaders.texts.facts import Bystander, Extraction, Reading
from tests.viz.small_text import TEXT, small_sheet
from viz.reading.marks import DEPTH, Leaf, Mark, paragraphs
from viz.reading.sheet import Fact, sheet


def spoken(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Fact, ...]:
    """Facts that say nothing but where they are."""
    bystanders = tuple(
        Bystander(f"n{i}", NodeKind.ORGANISATION, "", Reading(span, "essai", 1.0))
        for i, span in enumerate(spans)
    )
    return sheet("t", text, Extraction("t", bystanders=bystanders), rules={}).facts


def leaves(pieces: Iterable[Leaf | Mark], over: int = 0) -> Iterator[tuple[Leaf, int]]:
    for piece in pieces:
        if isinstance(piece, Leaf):
            yield piece, over
        else:
            yield from leaves(piece.children, over + 1)


def written(text: str, facts: tuple[Fact, ...]) -> list[str]:
    return ["".join(leaf.text for leaf, _ in leaves(p.tree)) for p in paragraphs(text, facts)]


def test_the_words_are_those_of_the_text_paragraph_by_paragraph() -> None:
    whole = written(TEXT, small_sheet().facts)
    assert whole == [part.strip("\n") for part in TEXT.split("\n\n")]


def test_rows_of_a_table_are_one_paragraph_that_keeps_its_columns() -> None:
    kinds = [(p.kind, p.apart) for p in paragraphs(TEXT, ())]
    assert kinds == [("prose", False), ("prose", True), ("table", True), ("prose", True)]


def test_words_set_under_a_cell_and_rules_belong_to_the_table() -> None:
    table = "Partie      Par\n----------------\nÉtat        le préfet,\n            délégué\nFin."
    assert [p.kind for p in paragraphs(table, ())] == ["table", "prose"]


def test_a_mark_inside_another_is_its_child() -> None:
    text = "La ville de Testac signe."
    (paragraph,) = paragraphs(text, spoken(text, [(0, 18), (12, 18)]))
    outer = paragraph.tree[0]
    assert isinstance(outer, Mark)
    assert outer.numbers == (1,)
    inner = outer.children[1]
    assert isinstance(inner, Mark)
    assert inner.numbers == (2,)


def test_marks_that_cross_are_cut_where_one_ends() -> None:
    text = "abcdefghij"
    (paragraph,) = paragraphs(text, spoken(text, [(0, 6), (3, 9)]))
    assert [(leaf.text, over) for leaf, over in leaves(paragraph.tree)] == [
        ("abc", 1), ("def", 2), ("ghi", 1), ("j", 0),
    ]  # fmt: skip


def test_facts_on_the_same_words_share_a_mark() -> None:
    (paragraph,) = paragraphs("abc", spoken("abc", [(0, 3), (0, 3)]))
    (mark,) = paragraph.tree
    assert isinstance(mark, Mark)
    assert mark.numbers == (1, 2)


def test_a_fact_outside_of_the_text_or_on_blanks_has_no_mark() -> None:
    facts = spoken("ab  cd", [(40, 50), (2, 4), (0, 0), (5, 2)])
    assert not any(fact.placed for fact in facts)
    assert [p.tree for p in paragraphs("ab  cd", facts)] == [(Leaf("ab  cd"),)]


@given(
    text=st.text("ab \n\t-|.é", max_size=80),
    spans=st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90)), max_size=12),
)
def test_whatever_the_spans_every_word_is_written_once_and_every_fact_ends_once(
    text: str, spans: list[tuple[int, int]]
) -> None:
    facts = spoken(text, spans)
    found = [leaf for p in paragraphs(text, facts) for leaf in leaves(p.tree)]
    words = "".join("".join(leaf.text for leaf, _ in found).split())
    assert words == "".join(text.split())
    assert all(over <= DEPTH for _, over in found)
    ends = [fact.number for leaf, _ in found for fact in leaf.ends]
    assert sorted(ends) == sorted(fact.number for fact in facts if fact.placed)


def test_thousands_of_facts_on_one_long_line_take_no_time_to_speak_of() -> None:
    text = "mot, " * 200_000
    facts = spoken(text, [(i * 50, i * 50 + 120) for i in range(5000)])
    start = time.process_time()
    paragraphs(text, facts)
    assert time.process_time() - start < 5
