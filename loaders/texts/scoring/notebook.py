"""Counts of one text: for each field, what was right, wrong, missed, and which."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """What is measured. The first eight make the overall figure."""

    SIGNATORIES = "signatories"
    REPRESENTED_BY = "represented_by"
    SIGNED_ON = "signed_on"
    PROGRAMMES = "programmes"
    AMOUNTS = "amounts"
    PILOTS = "pilots"
    COVERS = "covers"
    COVERS_COUNTS = "covers_counts"
    AGREEMENTS = "conventions"
    OUTSIDE = "outside_facts"


#: The fields of the overall figure.
COUNTED = tuple(one for one in Field if one not in {Field.AGREEMENTS, Field.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts were right, wrong (read and not so) and missed (so and not read)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Return the share of what was read that is right; 1 when nothing was to be read."""
        read = self.right + self.wrong
        return self.right / read if read else float(not self.missed)

    @property
    def recall(self) -> float:
        """Return the share of what was to be read that was; 1 when nothing was read in vain."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else float(not self.wrong)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One error: in which field, whether something was `wrong`, `missed` or else, and what."""

    field: str
    error: str
    what: str


@dataclass(slots=True)
class Notebook:
    """Takes down, fact by fact, how one text was read."""

    tallies: dict[Field, Tally] = field(default_factory=lambda: {one: Tally() for one in Field})
    slips: list[Slip] = field(default_factory=list)
    aligned: int = 0
    planned: int = 0
    planned_as_signed: int = 0
    signed_as_planned: int = 0
    false_signatories: int = 0

    def right(self, where: Field, times: int = 1) -> None:
        """Note facts that were read as they are."""
        self.tallies[where] += Tally(right=times)

    def wrong(self, where: Field, what: object) -> None:
        """Note what was read and is not so."""
        self.tallies[where] += Tally(wrong=1)
        self.slips.append(Slip(where, "wrong", str(what)))

    def missed(self, where: Field, what: object) -> None:
        """Note what is so and was not read."""
        self.tallies[where] += Tally(missed=1)
        self.slips.append(Slip(where, "missed", str(what)))

    def also(self, where: str, error: str, what: object) -> None:
        """Note an error that is counted apart."""
        self.slips.append(Slip(where, error, str(what)))

    @property
    def overall(self) -> Tally:
        """Return the counts of the eight fields together."""
        return sum((self.tallies[one] for one in COUNTED), Tally())
