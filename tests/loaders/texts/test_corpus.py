"""How well the texts kept beside the clone are read, and what each fact carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.texts.extraction import extract
from loaders.texts.facts import Agreement, Extraction
from loaders.texts.reading import read_document
from loaders.texts.scoring import Report, Sheet, read_sheets, score
from loaders.texts.scoring.notebook import COUNTED, Field
from loaders.texts.scoring.sheets import sheet_of
from tests.loaders.texts.reader import Fact

#: A field of which the gold files hold fewer facts says little of a reader.
ENOUGH = 20


@pytest.fixture(scope="module")
def gold(shared_dir: Path) -> dict[str, Sheet]:
    return dict(read_sheets(shared_dir / "corpus"))


@pytest.fixture(scope="module")
def texts(shared_dir: Path, gold: dict[str, Sheet]) -> dict[str, str]:
    return {stem: read_document(shared_dir / "corpus" / f"{stem}.txt").text for stem in gold}


@pytest.fixture(scope="module")
def readings(shared_dir: Path, gold: dict[str, Sheet]) -> dict[str, Extraction]:
    return {
        stem: extract(read_document(shared_dir / "corpus" / f"{stem}.txt"), id=stem)
        for stem in gold
    }


def measured(
    gold: dict[str, Sheet], readings: dict[str, Extraction], *, formal: bool | None = None
) -> Report:
    """Return the measures of the press texts, of the formal ones, or of all."""
    kept = {
        stem: sheet
        for stem, sheet in gold.items()
        if formal is None or stem.startswith("f") is formal
    }
    return score(kept, {stem: sheet_of(readings[stem].as_json(), stem) for stem in kept})


@pytest.mark.parametrize(("formal", "floor"), [(False, 0.92), (True, 0.90)])
def test_both_families_of_texts_are_read_well(
    gold: dict[str, Sheet], readings: dict[str, Extraction], floor: float, *, formal: bool
) -> None:
    assert measured(gold, readings, formal=formal).overall.f1 >= floor


@pytest.mark.parametrize("field", COUNTED)
def test_no_field_is_read_badly(
    gold: dict[str, Sheet], readings: dict[str, Extraction], field: Field
) -> None:
    tally = measured(gold, readings).field(field)
    assert tally.f1 >= 0.80 or tally.right + tally.missed < ENOUGH


def test_no_planned_agreement_is_told_as_signed(
    gold: dict[str, Sheet], readings: dict[str, Extraction]
) -> None:
    assert measured(gold, readings).counted("planned_as_signed") == 0


def test_at_most_one_bystander_is_told_as_a_signatory(
    gold: dict[str, Sheet], readings: dict[str, Extraction]
) -> None:
    assert measured(gold, readings).counted("false_signatories") <= 1


def facts(agreement: Agreement) -> tuple[Fact, ...]:
    """Return an agreement and each fact of it that has words of its own."""
    return (
        agreement, *agreement.signatories, *agreement.amounts, *agreement.pilots,
        *agreement.covers, *agreement.covers_counts,
    )  # fmt: skip


def test_each_fact_is_told_by_the_words_at_its_span(
    texts: dict[str, str], readings: dict[str, Extraction]
) -> None:
    for stem, found in readings.items():
        told: list[Fact] = [fact for one in found.agreements for fact in facts(one)]
        told += [*found.outside, *found.bystanders]
        wrong = [f for f in told if texts[stem][slice(*f.reading.span)] != f.mention]
        assert not wrong, stem


def test_each_fact_says_its_rule_and_how_surely(readings: dict[str, Extraction]) -> None:
    for found in readings.values():
        for agreement in found.agreements:
            told = [fact.reading for fact in facts(agreement)]
            for reading in (*told, *agreement.evidence.values()):
                assert reading.rule
                assert 0 < reading.confidence <= 1


def test_status_date_and_programmes_have_their_evidence(readings: dict[str, Extraction]) -> None:
    for found in readings.values():
        for agreement in found.agreements:
            wanted = {"status", *(f"programme:{name}" for name in agreement.programmes)}
            wanted |= {"signed_on"} if agreement.signed_on else set()
            assert wanted <= set(agreement.evidence), found.id
