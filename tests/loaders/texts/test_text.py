"""A text as the grammar reads it: every position leads back to the words of the document."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.texts.text import Text

#: What breaks a reader of positions: ligatures, marks, soft hyphens, cut words, rows, odd spaces.
ODD = st.text(
    st.sampled_from(
        "aeéÉœŒﬁﬃ…\u00ad\u0301\u0327\u200b\ufeff\u00a0\u202f\t |-–—•·.!?;:«»'’\"(1İßǅ\n\r"
    )
    | st.characters(codec="utf-8"),
    max_size=200,
)


def signs(words: str) -> str:
    """Return the letters and figures of some words, however they are encoded."""
    spelt = words.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if c.isalnum())


def is_within(part: str, whole: str) -> bool:
    """Tell whether the characters of a part stand in a whole, in order."""
    rest = iter(whole)
    return all(character in rest for character in part)


@given(raw=ODD, data=st.data())
def test_the_words_of_any_span_are_words_of_the_document(raw: str, data: st.DataObject) -> None:
    text = Text(raw)
    start = data.draw(st.integers(0, len(text.flow)))
    end = data.draw(st.integers(start, len(text.flow)))
    first, last = text.span(start, end)
    assert 0 <= first <= last <= len(raw)
    assert text.words(start, end) == raw[first:last]
    assert is_within(signs(text.flow[start:end]), signs(raw[first:last]))


@given(ODD)
def test_the_folded_text_keeps_every_position(raw: str) -> None:
    text = Text(raw)
    assert len(text.folded) == len(text.flow)


@given(ODD)
def test_spans_follow_the_order_of_the_text(raw: str) -> None:
    text = Text(raw)
    places = [text.span(at, at + 1) for at in range(len(text.flow))]
    assert places == sorted(places)


@given(ODD)
def test_the_blocks_hold_all_that_is_written_once_and_in_order(raw: str) -> None:
    text = Text(raw)
    assert all(a.end <= b.start and a.lines[1] < b.lines[0] for a, b in pairwise(text.blocks))
    assert signs("".join(text.flow[b.start : b.end] for b in text.blocks)) == signs(text.flow)
    assert is_within(signs(text.flow), signs(raw))


@given(ODD)
def test_the_sentences_cut_the_blocks_and_lose_nothing_but_spaces(raw: str) -> None:
    text = Text(raw)
    for block in text.blocks:
        inside = [s for s in text.sentences if block.start <= s[0] < block.end]
        edges = [block.start, *(edge for sentence in inside for edge in sentence), block.end]
        assert edges == sorted(edges)
        gaps = zip(edges[::2], edges[1::2], strict=True)
        assert not "".join(text.flow[a:b] for a, b in gaps).strip()


@given(ODD, st.integers(0, 300))
def test_a_position_in_a_sentence_is_found_in_that_sentence(raw: str, position: int) -> None:
    text = Text(raw)
    for number, (start, end) in enumerate(text.sentences):
        if start <= position < end:
            assert text.sentence_at(position) == number


@pytest.mark.parametrize(
    ("raw", "flow"),
    [
        ("le ﬁnancement de l’œuvre", "le financement de l’oeuvre"),
        ("le pre\u0301fet de l’Ain", "le préfet de l’Ain"),
        ("la conven\u00adtion", "la convention"),
        ("la\u200b ville", "la ville"),
        ("la  ville\u00a0 de", "la ville de"),
        ("deux points…", "deux points..."),
    ],
)
def test_what_print_adds_is_undone(raw: str, flow: str) -> None:
    assert Text(raw).flow.strip() == flow


WIDE = "Le conseil de la communauté a délibéré sur tous les points de la conven"


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        (f"{WIDE}-\ntion de quartier.", "convention de quartier."),
        (f"{WIDE} et la sous-\npréfète de Millau.", "la sous-préfète de Millau."),
        (f"{WIDE} et Saint-\nAffrique aussi.", "et Saint-Affrique aussi."),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(raw: str, joined: str) -> None:
    lines = f"{WIDE} et plus\n{WIDE} et plus\n{WIDE} et plus\n\n{raw}\n"
    assert joined in Text(lines).flow


def test_a_cut_word_leads_back_to_both_its_halves() -> None:
    raw = f"{WIDE} et plus\n{WIDE} et plus\n{WIDE}-\ntion de quartier.\n"
    text = Text(raw)
    start = text.flow.index("convention")
    assert text.words(start, start + len("convention")) == "conven-\ntion"


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = "\n".join(
        ["La commune et ses partenaires se sont retrouvés mardi à la mairie pour dire"] * 4
    )
    assert len(Text(wrapped).blocks) == 1
    assert len(Text("Rodez\nMillau\nDecazeville").blocks) == 3


@pytest.mark.parametrize("row", ["État\t120\t40 %", "État   120   40 %", "État | 120 | 40 %"])
def test_a_row_of_a_table_is_one_sentence(row: str) -> None:
    text = Text(f"Financement.\n{row}\n{row}\n")
    assert [block.kind for block in text.blocks] == ["prose", "row", "row"]
    assert len(text.sentences) == 3


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "2) ", "a) ", "– "])
def test_a_mark_opens_an_item(mark: str) -> None:
    assert [b.kind for b in Text(f"{mark}la ville\n{mark}l’État\n").blocks] == ["item", "item"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("M. Ramadier a signé. Mme Lacore aussi.", 2),
        ("L’art. 4 de la loi n. 12 le prévoit.", 1),
        ("M. J.-P. Ramadier a signé.", 1),
        ("Qui signe ? La ville. Et l’État !", 3),
        ("Il a dit : « Nous signons. » Puis il est parti.", 2),
        ("Elle coûte 3.5 millions.", 1),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_abbreviates(words: str, count: int) -> None:
    assert len(Text(words).sentences) == count


def test_no_sentence_is_longer_than_a_rule_can_bear() -> None:
    text = Text("et la ville " * 5_000)
    assert max(end - start for start, end in text.sentences) <= 4_000


def test_an_empty_text_has_no_block_and_no_sentence() -> None:
    text = Text(" \n\n ")
    assert (text.blocks, text.sentences, text.span(0, 0)) == ((), (), (0, 0))
