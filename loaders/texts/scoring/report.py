"""How a folder of texts was read: per field, overall, per text, and the errors counted apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loaders.texts.scoring.fields import mark
from loaders.texts.scoring.notebook import COUNTED, Field, Notebook, Slip, Tally
from loaders.texts.scoring.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of a folder; `texts` are the notes on each text, by its stem.

    `missing` are the texts for which nothing was given to compare: they count as read empty.
    """

    texts: Mapping[str, Notebook]
    missing: tuple[str, ...]

    def field(self, which: Field) -> Tally:
        """Return the counts of one field over all texts: micro averages come from them."""
        return sum((notes.tallies[which] for notes in self.texts.values()), Tally())

    @property
    def overall(self) -> Tally:
        """Return the counts of the eight fields together."""
        return sum((self.field(one) for one in COUNTED), Tally())

    @property
    def mean(self) -> float:
        """Return the mean of the F1 of the texts, so that a long list does not decide alone."""
        several = [notes.overall.f1 for notes in self.texts.values()]
        return sum(several) / len(several) if several else 0.0

    def counted(self, what: str) -> int:
        """Return a count of `Notebook` over all texts, such as `planned`."""
        return sum(int(getattr(notes, what)) for notes in self.texts.values())

    def slips(self) -> dict[str, list[Slip]]:
        """Return the errors of each text that has some."""
        return {stem: notes.slips for stem, notes in self.texts.items() if notes.slips}

    def as_json(self) -> dict[str, Any]:
        """Return the measures as JSON values, shares between 0 and 1 to four digits."""
        apart = ("false_signatories", "planned", "planned_as_signed", "signed_as_planned")
        return {
            "documents": len(self.texts),
            "missing": list(self.missing),
            "fields": {str(one): _figures(self.field(one)) for one in Field},
            "overall": _figures(self.overall),
            "mean_f1": round(self.mean, 4),
            **{what: self.counted(what) for what in apart},
            "per_document": {
                stem: round(notes.overall.f1, 4) for stem, notes in self.texts.items()
            },
        }


def score(
    gold: Mapping[str, Sheet], read: Mapping[str, Sheet], *, background: bool = False
) -> Report:
    """Return how well the texts of `gold` were read; what `read` has beside them is left aside.

    Agreements that the gold only mentions in passing are free unless `background`.
    """
    empty = Sheet()
    return Report(
        texts={
            stem: mark(sheet, read.get(stem, empty), background=background)
            for stem, sheet in gold.items()
        },
        missing=tuple(stem for stem in gold if stem not in read),
    )


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "right": tally.right, "wrong": tally.wrong, "missed": tally.missed,
        "precision": round(tally.precision, 4), "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }  # fmt: skip
