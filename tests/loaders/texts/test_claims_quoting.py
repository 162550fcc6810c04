"""The words beside a fact, whatever the text: verbatim, bounded, without names of persons."""

from hypothesis import given
from hypothesis import strategies as st

from graph.model import QUOTE_LENGTH
from loaders.texts.claims.quoting import MASK, Quoting
from loaders.texts.facts import Reading

_LONG = "La Ville et l’État ont signé, " + "avec tous leurs partenaires, " * 30 + "une convention."


def quoting(text: str, *, keep_names: bool = False) -> Quoting:
    return Quoting(text, source="essai", keep_names=keep_names)


@given(st.text(max_size=900), st.data())
def test_any_fact_of_any_text_can_be_cited(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cited = quoting(text).cite(Reading((start, end), "essai", 0.5))
    assert len(cited.quote or "") <= QUOTE_LENGTH
    first, last = quoting(text).window(start, end)
    assert 0 <= first <= last <= len(text)
    assert last - first <= QUOTE_LENGTH


def test_a_fact_is_quoted_with_its_sentence() -> None:
    text = "Premier temps. La Ville signe avec l’État. Fin."
    start = text.index("La Ville")
    cited = quoting(text).cite(Reading((start, start + 8), "essai", 0.9))
    assert cited.quote == "La Ville signe avec l’État."


def test_a_long_sentence_is_cut_around_the_fact_between_words() -> None:
    start = _LONG.index("partenaires", 400)
    first, last = quoting(_LONG).window(start, start + 11)
    assert first <= start < start + 11 <= last
    assert _LONG[first - 1].isspace()
    assert not _LONG[first].isspace()
    assert not _LONG[last : last + 1].strip()


def test_a_fact_longer_than_a_quote_is_cut_at_its_start() -> None:
    assert quoting(_LONG).window(0, len(_LONG))[0] == 0


def test_names_are_masked_and_the_office_stays() -> None:
    text = "Le contrat est signé par M. Jean Moulin, préfet du Nord."
    cited = quoting(text).cite(Reading((0, 10), "essai", 0.9))
    assert cited.quote == f"Le contrat est signé par {MASK}, préfet du Nord."
    kept = quoting(text, keep_names=True).cite(Reading((0, 10), "essai", 0.9))
    assert kept.quote == text
    assert kept.locator == cited.locator
