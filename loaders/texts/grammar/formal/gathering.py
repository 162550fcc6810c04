"""Which cells of a block of signatures belong together: one signature a column, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.texts.gazetteer import link_phrase
from loaders.texts.grammar.formal.drafts import spoken_for, whole_name
from loaders.texts.grammar.formal.layout import Cell, body, cells
from loaders.texts.grammar.formal.names import called
from loaders.texts.grammar.formal.sections import Span
from loaders.texts.grammar.people.heads import HEADS
from loaders.texts.grammar.people.persons import normal_case
from loaders.texts.mentions import Actor, Analysis, within
from loaders.texts.text import Text

_P = r"(?:p/|p\. ?p\. ?|p\. ?(?=(?:la |le |les |l'))|pour)"
FOR = re.compile(rf"\W*{_P} ?(?:et par delegation d[ue] ?)?(?:la |le |l'|les )?")
_WHOM = re.compile(rf"\W*{_P} ?(?:la |le |l'|[a-z])")
_MARK = re.compile(
    r"\W*(?:signee?|signature|cachet|original signe|lu et approuve|date|visa|tampon|"
    r"nom)\b.{0,60}|\W*le [\d._/ ].{0,30}"
)
_WITNESS = re.compile(
    r"\W*(?:en presence d|temoins?\b|vu\b|le comptable|secretaire de seance|controleur)"
)
PLURAL = re.compile(
    r"\W*(?:pour )?les (?:organismes|bailleurs|communes|partenaires|maitres|signataires)\b"
)
_STANDS_IN = re.compile(r"delegation|empeche|absen")
_OFFICE = re.compile(r"\W*(?:monsieur |madame |m\. |mme )?(?:le |la |l')?([\w-]+)")
_PERSON = re.compile(
    r"[A-ZÀ-Ý][\w’'-]+(?: (?:de|du|des|le|la|LE|LA|DE|DU|"
    r"[A-ZÀ-Ý][\w’'-]*)){0,3} [A-ZÀ-Ý][A-ZÀ-Ý’'-]+|"
    r"[A-ZÀ-Ý][a-zà-ÿ’'-]+ [A-ZÀ-Ý][\w’'-]+"
)
_INITIALS = re.compile(
    r"((?:[A-ZÀ-Ý]\.[- ]?){1,3}) ?((?:(?:de|DE|LE|LA|le|la|du|DU) )?[A-ZÀ-Ý][\w' -]+)"
)
_ARTICLE = re.compile(r"(?i:l['’]|la |le |les )")
_NEAR = 24
#: A line with more cells than this is no line of signatures.
_COLUMNS = 6
#: No block has more signatures, no act more persons to spell initials out with.
_MOST = 400
#: No signature has more lines than this.
_TALLEST = 12


@dataclass(slots=True)
class Signature:
    """The cells of one signature, from top to bottom."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def first(self) -> Cell:
        """Return the cell that opens it."""
        return self.cells[0]


def gathered(analysis: Analysis, span: Span) -> list[Signature]:
    """Return the signatures of a span, in order, those of witnesses left out. Cost: linear."""
    text = analysis.text
    gathering, last = _Gathering(analysis), 0
    for block in (b for b in body(text) if span[0] <= b.start < span[1]):
        if len(gathering.found) >= _MOST:
            break
        folded = text.folded[block.start : block.end]
        if _WITNESS.match(folded) or re.match(r"\W*(?:fait|etabli) (?:a|en|le)\b", folded):
            gathering.witness = _WITNESS.match(folded) is not None
        else:
            row = cells(text, block)
            apart = block.lines[0] > last + 1
            gathering.take(row if len(row) <= _COLUMNS else (), apart=apart)
        last = block.lines[1]
    return gathering.found


class _Gathering:
    """Gathers the cells of signatures row by row; `witness` while a witness signs."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._open: list[Signature] = []
        self.found: list[Signature] = []
        self.witness = False

    def take(self, row: Sequence[Cell], *, apart: bool) -> None:
        """Give each cell of a row to the signature above it, or open one.

        `apart` when a blank line parts the row from the one above.
        """
        before = self._open
        for cell in row:
            words = self._analysis.text.folded[cell.start : cell.end]
            above = _above(before, cell)
            if not _opens(self._analysis, cell, words, above, apart=apart):
                if above is not None and len(above.cells) < _TALLEST:
                    above.cells.append(cell)
                continue
            self.witness = self.witness and not FOR.match(words)
            one = Signature([cell])
            self._open = [*(o for o in self._open if o is not above), one]
            if not self.witness:
                self.found.append(one)


def _above(open_: Sequence[Signature], cell: Cell) -> Signature | None:
    """Return the open signature in whose column a cell stands."""
    best = min(open_, key=lambda o: _apart(o.first, cell), default=None)
    return best if best is not None and (_apart(best.first, cell) <= _NEAR) else None


def _apart(one: Cell, other: Cell) -> float:
    return min(abs(one.x - other.x), abs(one.middle - other.middle))


def _opens(
    analysis: Analysis, cell: Cell, words: str, above: Signature | None, *, apart: bool
) -> bool:
    """Tell whether a cell opens a signature rather than going on with the one above."""
    if PLURAL.match(words) or above is None:
        return _MARK.fullmatch(words) is None
    if _WHOM.match(words):
        begin = after_for(analysis.text.folded, above.first.start)
        goes_on = analysis.text.flow[cell.start].islower()
        if goes_on and on_two_lines(analysis, begin, above.first.end, cell) is not None:
            return False
        return _has_person(analysis, above) or not _stands_in(words)
    office = _OFFICE.match(words)
    if office and office[1] in HEADS:
        return (
            _has_person(analysis, above)
            or _is_whole(analysis, above)
            or (apart and _has_office(analysis, above))
        )
    if _MARK.fullmatch(words) or person_in(analysis, cell):
        return False
    mention = next(iter(within(analysis.actors, cell.start, cell.start + 12)), None)
    return mention is not None and mention.sort == "name" and mention.end >= cell.end - 12


def _stands_in(words: str) -> bool:
    """Tell whether « Pour … » only tells for which office somebody stands in."""
    office = FOR.match(words)
    first = re.match(r"[\w-]+", words[office.end() :]) if office else None
    return bool(first and first[0] in HEADS)


def _is_whole(analysis: Analysis, one: Signature) -> bool:
    """Tell whether a signature so far is an office, to which another office adds nothing."""
    words = analysis.text.folded[one.first.start : one.first.end]
    office = _OFFICE.match(words)
    standing = any(_STANDS_IN.search(analysis.text.folded, c.start, c.end) for c in one.cells)
    return bool(office and office[1] in HEADS) and not standing


def _has_office(analysis: Analysis, one: Signature) -> bool:
    """Tell whether a signature has the office of him who signs, to which a blank puts an end."""
    last = one.cells[-1]
    if _STANDS_IN.search(analysis.text.folded, last.start, last.end):
        return False
    return any(within(analysis.offices, cell.start, cell.end) for cell in one.cells)


def _has_person(analysis: Analysis, one: Signature) -> bool:
    return any(person_in(analysis, cell) for cell in one.cells)


def person_in(analysis: Analysis, cell: Cell) -> str | None:
    """Return the person whom a cell names, by a known given name or by how a name is written."""
    person, _, _ = spoken_for(analysis, cell.start, cell.end)
    if person is not None:
        return person
    words = " ".join(analysis.text.flow[cell.start : cell.end].strip(" ,.;").split())
    initials = _INITIALS.fullmatch(words)
    if initials is not None:
        return _spelt_out(analysis, initials[1], initials[2])
    if not _looks_like_person(analysis, cell, words):
        return None
    return " ".join(normal_case(word) for word in words.split())


def _looks_like_person(analysis: Analysis, cell: Cell, words: str) -> bool:
    """Tell whether words are written as a name is, and are neither an office nor a known body."""
    if FOR.match(words.lower()) or not _PERSON.fullmatch(words) or _ARTICLE.match(words):
        return False
    long = (m for m in within(analysis.actors, cell.start, cell.end) if m.end - m.start > 12)
    office = _OFFICE.match(analysis.text.folded[cell.start : cell.end])
    if any(m.sort != "place" for m in long) or (office and office[1] in HEADS):
        return False
    known = link_phrase(words, analysis.setting)
    return words.rsplit(maxsplit=1)[-1].isupper() and (known is None or known.id is None)


def _spelt_out(analysis: Analysis, initials: str, surname: str) -> str | None:
    """Return the one person of the act whose initial and surname a signature gives."""
    named_so = Text(surname).folded.strip()
    found = {
        name
        for person in analysis.persons[:_MOST]
        for name in (whole_name(analysis.text.flow, person),)
        if Text(name).folded.strip().endswith(f" {named_so}") and name[0] == initials[0]
    }
    return found.pop() if len(found) == 1 else None


def after_for(folded: str, start: int) -> int:
    """Return where a body is named after « Pour la », `start` itself when nothing announces it."""
    announced = FOR.match(folded, start)
    return announced.end() if announced else start


def on_two_lines(analysis: Analysis, begin: int, end: int, second: Cell) -> Actor | None:
    """Return the body of a register whose name runs over two lines, None when there is none."""
    flow = analysis.text.flow
    actor = called(f"{flow[begin:end]} {flow[second.start : second.end]}", analysis)
    return actor if actor is not None and actor.id is not None else None
