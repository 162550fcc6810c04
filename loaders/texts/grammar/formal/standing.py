"""Whether an act is signed, and when: « Fait à X, le … », blanks, « PROJET », « (signé) »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.ontology import Form, Status
from loaders.texts.grammar.formal.sections import DONE, Sections, Span
from loaders.texts.grammar.formal.title import Title
from loaders.texts.mentions import Analysis, DateMention, within
from loaders.texts.text import Text

_SIGNED_ON = re.compile(
    r"(?<![\w-])(?:signee?s?|signature|paraphee?)(?: electroniquement)?(?: par (?:les|"
    r"l'ensemble des) parties)?"
    r"(?: (?:a|en) [a-z' -]{2,30},?)?(?: ?[:,]? ?le| ?:| en| du| :? ?en date du)? ?$"
)
_NOT_YET = re.compile(
    r"(?:sera|seront|devra|doit|etre|avant|apres|date d'effet|compter de (?:la|sa)) \S{0,12} ?$"
)
_DRAFT = re.compile(
    r"(?m)^\W{0,4}(?:projet(?! (?:urbain|de (?:renov|renouv|ville|territoire|quartier|reussite|"
    r"cohesion)|local|"
    r"d[e'u]? ?(?:amenagement|interet)|n°|global|partenarial|cofinance))\b|version (?:provisoire|"
    r"non signee|pour |soumise|a valider|"
    r"projet|de travail|du \d|\d)|"
    r"document de travail|draft\b|v\d\b|avant-projet|non signee?|a completer)"
)
_BLANK = re.compile(
    r"(?:\.{3,}|_{2,}|…|/\s*/|x{2,}\b|\[ *(?:date|lieu|\.|a completer)[^\]]{0,20}\])"
)
_MARKED = re.compile(
    r"(?m)(?:^|\s{2,}|\()\W{0,2}(?:signee?|original signe|signe electroniquement)\W{0,2}"
    r"(?:$|\s{2,}|\)|par\b)|"
    r"(?:^|[–(-] ?)\W{0,4}(?:exemplaire|original|document|acte|convention|avenant|contrat|"
    r"version)"
    r" signee?\W{0,3}$"
)
_ACTS = r"(?:convention|contrat|protocole|accord|charte|pacte)"
_OTHER_ACT = re.compile(rf"\W*{_ACTS}")
_ANY_OTHER = re.compile(rf"{_ACTS}[^.;]{{0,60}}\Z")
_INSIDE = re.compile(r"\. fait a ")
#: How many characters the end of an act is, where it may say that it is a draft.
_TAIL = 900
_FILED = re.compile(
    r"recu|accuse|depose|(?<!en la )(?<!a la )(?<!en )(?<!sous-)prefecture|affich|publi|transmi|"
    r"deliberation|notifi|conseil|legalite|teletrans"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an act, the date of its signature, and the words that say them, in `flow`."""

    status: Status
    signed_on: str | None
    start: int
    end: int
    rule: str
    confidence: float


def standing_of(analysis: Analysis, parts: Sections, title: Title | None) -> Standing:
    """Return how far an act went. An act that says nothing of it is planned, hardly surely."""
    text = analysis.text
    draft = _draft(text, parts)
    done = _done(text, parts, title)
    if done is not None:
        found = _dated(analysis, done)
        if found is not None and (draft is None or _marked(text, parts)):
            return _signed(found, "acte.fait", 0.97)
        if draft is not None and not _is_blank(text, done):
            return Standing(Status.PLANNED, None, *draft, "acte.projet", 0.7)
        blank = _is_blank(text, done)
        told = not blank and _signed_on(analysis, parts, title) is not None
        if blank or not (told or _marked(text, parts)):
            return Standing(Status.PLANNED, None, done, _line(text, done), "acte.blanc", 0.95)
    return _undated(analysis, parts, title, draft)


def _undated(
    analysis: Analysis, parts: Sections, title: Title | None, draft: Span | None
) -> Standing:
    text = analysis.text
    signed = _signed_on(analysis, parts, title)
    if signed is not None and draft is None:
        return _signed(signed, "acte.signe_le", 0.9)
    marked = _marked(text, parts)
    if marked is not None:
        return Standing(Status.SIGNED, None, *marked, "acte.signe", 0.85)
    if draft is not None:
        return Standing(Status.PLANNED, None, *draft, "acte.projet", 0.95)
    start, end = parts.heading
    return Standing(Status.PLANNED, None, start, end, "acte.sans_date", 0.5)


def _signed(date: DateMention, rule: str, confidence: float) -> Standing:
    return Standing(Status.SIGNED, date.iso, date.start, date.end, rule, confidence)


def _done(text: Text, parts: Sections, title: Title | None) -> int | None:
    """Return where « Fait à » stands; the date of what an avenant amends is not its own."""
    if parts.signature is None:
        return None
    start, end = parts.signature
    if DONE.match(text.folded, start, _line(text, start)):
        other = _OTHER_ACT.match(text.folded, start) and title and title.form is Form.AVENANT
        return None if other else start
    inside = _INSIDE.search(text.folded, start, end)
    return inside.start() + 2 if inside else None


def _dated(analysis: Analysis, start: int) -> DateMention | None:
    """Return the date on the line of « Fait à », else on the next two when it has no « le »."""
    line = _line(analysis.text, start)
    found = _first_date(analysis, start, line)
    if found is not None or _is_blank(analysis.text, start):
        return found
    return _first_date(analysis, line, _line(analysis.text, _line(analysis.text, line)))


def _first_date(analysis: Analysis, start: int, end: int) -> DateMention | None:
    for date in within(analysis.dates, start, end):
        if date.iso is not None and date.until is None and not _is_filed(analysis.text, date):
            return date
    return None


def _is_filed(text: Text, date: DateMention) -> bool:
    """Tell whether a date is that of a filing, of a display, of a council."""
    line = text.folded.rfind("\n", 0, date.start) + 1
    before = text.folded[max(date.start - 60, line) : date.start]
    return _FILED.search(before) is not None


def _is_blank(text: Text, start: int) -> bool:
    """Tell whether place or day was left blank on a line: « le ……… », « le » and no more."""
    words = text.folded[start : _line(text, start)].rstrip()
    return _BLANK.search(words) is not None or re.search(r"\ble\W*\Z", words) is not None


def _line(text: Text, start: int) -> int:
    end = text.folded.find("\n", start + 2)
    return end if end > start else len(text.folded)


def _marked(text: Text, parts: Sections) -> Span | None:
    """Return where the act says that it is signed: « (signé) », « exemplaire signé »."""
    spans: Iterable[Span | None] = (parts.signature, parts.heading, *parts.copies)
    for span in spans:
        found = _MARKED.search(text.folded, *span) if span else None
        if found is not None:
            return found.start(), found.end()
    return None


def _draft(text: Text, parts: Sections) -> Span | None:
    """Return where the act says that it is a draft, near its top or its end."""
    end = len(text.folded)
    for span in (parts.heading, parts.parties, (max(end - _TAIL, 0), end)):
        found = _DRAFT.search(text.folded, *span) if span else None
        if found is not None:
            return found.start(), found.end()
    return None


def _signed_on(analysis: Analysis, parts: Sections, title: Title | None) -> DateMention | None:
    """Return the date of « signée le 12 mars 2007 » on the first page or among the signatures."""
    found = []
    for span in (parts.heading, parts.signature, *parts.copies):
        for date in within(analysis.dates, *span) if span else ():
            before = (
                analysis.text.folded[max(date.start - 70, span[0]) : date.start] if span else ""
            )
            if date.iso and _SIGNED_ON.search(before) and not _NOT_YET.search(before):
                found.append(date)
    return max(found, key=lambda d: d.iso or "", default=None)
