"""The date printed as that of the document: an edition, a publication, a dateline, a sitting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.texts.grammar.dates.lexicon import SEASONS
from loaders.texts.grammar.dates.moments import Moment, iso_of
from loaders.texts.grammar.dates.shapes import Shape, found
from loaders.texts.text import Block, Text

#: How many blocks a heading may hold, and how long a line of heading is.
_HEAD, _SITTING, _SHORT, _LONG, _IN_FULL, _OPENING, _LINE = 12, 25, 110, 600, 200, 60, 90
_PUBLISHED = re.compile(
    r"(?:^|[|>·•*,-] {0,2}|\) |par [^|\n]{2,50}? )(?:article |publication |texte |mise? )?(?:"
    r"publiee?|publication|mise? en ligne|en ligne|postee?|parue?|date de publication|date"
    r"|edition)\b[^\d\n|]{0,24}$"
)
_UPDATED = re.compile(
    r"(?:^|[|>·•*,-] {0,2})(?:derniere )?(?:mise? a jour|mise a jour|maj|actualisee?|modifiee?)\b"
    r"[^\d\n|]{0,24}$"
)
_SITTING_OF = re.compile(
    r"\b(?:seance|reunion|session|assemblee|conseil (?:municipal|communautaire|metropolitain|"
    r"departemental|regional|general|d'administration)|commission permanente|bureau)\b"
    r"[^\d\n]{0,80}\b(?:du|le|en date du)\b[^\d\n]{0,14}$"
)
_ACT = re.compile(
    r"\b(?:sign|paraph|conclu|fait a\b|contrat|convention|avenant|protocole|charte|accord\b|loi\b"
    r"|decret|arrete\b|delibera|circulaire|vu (?:le|la|les|l')|jusqu|depuis|a compter|convocation"
    r"|affich|transmis|recu\b|accuse|rendez-vous|inscription|date limite|copyright|©)"
)
_AFTER = re.compile(
    r"^[ ,.|·)-]{0,4}(?:(?:a|-|,)? ?\d{1,2} ?[h:] ?(?:\d\d)?(?: ?min)?)?[ ,.|·()-]{0,4}"
    r"(?:(?:lecture|temps|mis|maj|par|modifie|actualise|n°|photo|\d+ ?min).{0,60})?$"
)
#: « Paris, 8 déc. 2015 (AFP) – » opens a dispatch.
_AGENCY = re.compile(r" \((?:afp|reuters|aef|localtis|ap)\b|,? -")
#: What a block that prints a whole date cannot be without.
_YEARED = re.compile(r"(?:19|20) ?\d ?\d|\d\d ?[/.] ?\d|\b(?:deux[ -]mil|mil)")
_FORMAL = re.compile(
    r"\b(?:entre les soussignes|il (?:est|a ete) (?:convenu|arrete|expose)|ci-apres"
    r"|fait (?:a|en) [^\n]{2,60}(?:exemplaire|, le ))"
)
_DELIBERATION = re.compile(r"\bdeliber")
_DATELINE = re.compile(
    r"(?:^\W{0,3}|[|>·•,:-] {0,2}|^[\w' -]{2,30} )(?:le )?$"
    r"|\b(?:communique(?: de presse)?|journal|edition|numero|bulletin|depeche|lettre|n° ?\d{1,5})"
    r" du $"
)
_ISSUE = re.compile(r"(?:^|[|>·•,:-] {0,2}|\b(?:numero|bulletin|n° ?\d{1,5}) (?:de |d')?)$")
_CONVENED = re.compile(r"\b(?:conseil|assemblee|comite|commission|bureau)\b")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of a short block: the number of the block, where it starts, its folded words."""

    number: int
    start: int
    words: str
    shape: Shape
    #: Whether the block stands above the first paragraph.
    heading: bool

    @property
    def before(self) -> str:
        return self.words[: self.shape.start]


def find_published(text: Text) -> tuple[str, tuple[int, int]] | None:
    """Return the day printed as that of the document, with where in `flow`; None when none is.

    A convention prints the day of its signature, not of a publication; a deliberation is of its
    sitting.
    """
    formal = _FORMAL.search(text.folded) is not None
    dated = list(_dated(text))
    if formal or _DELIBERATION.search(text.folded):
        sitting = _first(dated, _is_sitting)
        if sitting is not None or formal:
            return sitting
    for accepts in (_is_published, _is_dateline, _is_updated):
        printed = _first(dated, accepts)
        if printed is not None:
            return printed
    return None


def base_date(text: Text) -> str | None:
    """Return the date from which the text speaks, to the day, month or year that it prints."""
    printed = find_published(text)
    if printed is not None:
        return printed[0]
    shape = _issue(text)
    return None if shape is None else iso_of(shape.year or 0, shape.month)


def moment_of(text: Text, published: str | None) -> Moment | None:
    """Return from when the text speaks; « Automne 2016 » is a season, not a whole year."""
    if published is not None:
        return Moment.of(published)
    printed = find_published(text)
    if printed is not None:
        return Moment.of(printed[0])
    shape = _issue(text)
    if shape is None or shape.year is None:
        return None
    if shape.season is not None:
        return Moment.season(shape.year, SEASONS[shape.season])
    iso = iso_of(shape.year, shape.month)
    return None if iso is None else Moment.of(iso)


def _dated(text: Text) -> Iterator[_Dated]:
    """Yield the dates with a year of short blocks, and of « L’an … » however long."""
    heading = True
    for number, block in enumerate(text.blocks):
        heading = heading and not _is_paragraph(text, block)
        words = text.folded[block.start : block.end]
        if "l'an " in words[:_IN_FULL]:
            words = words[:_LONG]
        elif len(words) > _SHORT:
            words = words[:_OPENING]
        if not _YEARED.search(words):
            continue
        for shape in found(words, bytearray(len(words))):
            if shape.year is not None and shape.upto is None:
                yield _Dated(number, block.start, words, shape, heading)


def _is_paragraph(text: Text, block: Block) -> bool:
    return block.end - block.start > _SHORT and text.flow[block.end - 1] in '.!?»"”'


def _first(
    dated: list[_Dated], accepts: Callable[[_Dated], bool]
) -> tuple[str, tuple[int, int]] | None:
    for one in dated:
        shape = one.shape
        if shape.day is None or shape.year is None or not accepts(one):
            continue
        iso = iso_of(shape.year, shape.month, shape.day)
        if iso is not None:
            return iso, (one.start + shape.start, one.start + shape.end)
    return None


def _is_published(one: _Dated) -> bool:
    return _PUBLISHED.search(one.before) is not None


def _is_updated(one: _Dated) -> bool:
    return _UPDATED.search(one.before) is not None


def _is_sitting(one: _Dated) -> bool:
    if one.number >= _SITTING:
        return False
    if one.words[one.shape.start :].startswith("l'an "):
        return _CONVENED.search(one.words) is not None
    return _SITTING_OF.search(one.before) is not None and not _ACT.search(one.before)


def _is_dateline(one: _Dated) -> bool:
    if one.number >= _HEAD or _DATELINE.search(one.before) is None or "article" in one.before:
        return False
    after = one.words[one.shape.end :]
    if len(one.words) == _OPENING and _AGENCY.match(after):
        return True
    if _ACT.search(one.words) is not None:
        return False
    return _AFTER.match(after) is not None or (one.heading and len(one.words) <= _LINE)


def _issue(text: Text) -> Shape | None:
    """Return the month or season of the issue: of the dateline, else the only one of the head."""
    if _FORMAL.search(text.folded):
        return None
    coarse = [one for one in _dated(text) if one.number < _HEAD and _is_coarse(one.shape)]
    for one in coarse:
        if _ISSUE.search(one.before) and not one.words[one.shape.end :].strip(" .|)"):
            return one.shape
    told = {(one.shape.year, one.shape.month, one.shape.season): one.shape for one in coarse}
    return next(iter(told.values())) if len(told) == 1 else None


def _is_coarse(shape: Shape) -> bool:
    return shape.day is None and (shape.month is not None or shape.season is not None)
