"""The words of each party in the heading of an act: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.texts.grammar.formal.drafts import OUTSIDE, is_title
from loaders.texts.grammar.formal.layout import BULLET
from loaders.texts.mentions import Analysis, within
from loaders.texts.text import Block

_BETWEEN = re.compile(
    r"(?:.{0,200}?\b)?entre(?: les soussigne[es]{1,2}s?| soussigne[es]{1,2}s?|"
    r" les (?:[\w-]+ ){0,4}?(?:parties|signataires|partenaires)"
    r"(?: suivante?s?| ci-dessous| ci-apres| que voici)?)?"
    r"(?:,? d'une part)? ?[:,]? ?(?=\s|$|[ld]')"
)
_SEPARATOR = re.compile(
    r"\W*(?:et|ou|ainsi que|d'une (?:premiere )?part|d'autre part|de (?:premiere|seconde|"
    r"deuxieme|troisieme) part|"
    r"entre(?: les soussigne\w+)?|et d'autre part|et egalement)\W*"
)
_CONTINUES = re.compile(
    r"\W*(?:represente|ci-apres|dont\b|ayant\b|agissant|sise?\b|siegeant|domicili|"
    r"d'une part\W*\Z|d'autre part\W*\Z|"
    r"pour (?:la|le)quel|prise? en|immatricul|designee?\b|denomme|habilit|dument|en vertu|"
    r"conformement|au capital|"
    r"autoris|en (?:la |sa )?qualite|par (?:son|sa|m\.|mme|monsieur|madame)|identifi|\(|"
    r"n° ?siret|siret|siren|"
    r"adresse|\d{1,4}(?: bis| ter)?,? (?:rue|avenue|av|bd|boulevard|place|quai|cours|allee|"
    r"chemin|route|square)|"
    r"\d{5} )"
)
CIVIL = re.compile(r"\W*(?:monsieur|madame|m\.|mme) [a-z]")
_LISTS = re.compile(r"(?::|a savoir ?:?|suivants? ?:|ci-dessous ?:)\s*$")
_AWAITS = re.compile(r"(?:\b(?:de|du|des)|d'|:)\W*$")
#: No heading has more lines than this.
LINES = 3000
#: Words that tell who stands for a party.
ANCHOR = re.compile(
    r"represente[es]{0,2},? |pour (?:la|le)quel(?:le)? agi|prise? en la personne|agissant (?:par|"
    r"en)|"
    r"(?<=[a-z\d»)]),? par (?:son|sa|m\.|mme|monsieur|madame|le|la) |\((?:m\.|mme|monsieur|"
    r"madame)? ?(?=[a-z])"
)


#: A line that, after a blank, begins another party though it has no capital.
_NEW = re.compile(r"(?:la |le |les |l')")


@dataclass(frozen=True, slots=True)
class Item:
    """The words of one party, or of several told in one breath when `prose`."""

    start: int
    end: int
    prose: bool
    listed: bool = False
    group: str = ""


def items_of(analysis: Analysis, blocks: Sequence[Block]) -> list[Item]:
    """Return the words of each party."""
    reader = _Items(analysis)
    for number, block in enumerate(blocks[:LINES]):
        reader.take(block, first=number == 0)
    return reader.done()


class _Items:
    """Gathers the lines of each party: where one ends and the next begins."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.text
        self._persons = analysis.persons
        self._offices = analysis.offices
        self._found: list[Item] = []
        self._open: Item | None = None
        self._last: Block | None = None
        self._outside = False
        #: « En présence de » at the end of a line: those outside come next.
        self._awaited = False
        self._listing = ""
        self._hanging = False

    def done(self) -> list[Item]:
        """Return the items, the open one closed."""
        self._close()
        return self._found

    def take(self, block: Block, *, first: bool) -> None:
        """Read one more line."""
        folded = self._text.folded[block.start : block.end]
        start = block.start
        if first:
            opening = _BETWEEN.match(folded)
            start = start + opening.end() if opening else block.end
            folded = folded[start - block.start :]
        if not folded.strip(" :,;.-"):
            pass
        elif _SEPARATOR.fullmatch(folded) or (folded[-1] == ":" and _BETWEEN.fullmatch(folded)):
            self._close()
            self._outside, self._awaited, self._listing = False, False, ""
        elif OUTSIDE.search(folded) and not ANCHOR.search(folded[:60]):
            self._close()
            self._outside = True
            self._awaited = _AWAITS.search(folded) is not None
        elif not self._outside:
            self._line(block, folded, start, inline=first)
        elif not (block.kind == "item" or self._awaited or self._near(block)):
            self._outside = False
            self._line(block, folded, start, inline=False)
        else:
            self._awaited = False
        self._last = block

    def _line(self, block: Block, folded: str, start: int, *, inline: bool) -> None:
        if _LISTS.search(folded) and not ANCHOR.search(folded):
            self._close()
            self._listing = folded
        elif self._continues(block, folded):
            self._extend(block.end)
        else:
            self._close()
            bullet = BULLET.match(self._text.flow, start, block.end)
            prose = inline or (bullet is None and not self._listing)
            begin = bullet.end() if bullet else start
            self._hanging = bullet is not None
            self._open = Item(begin, block.end, prose, bool(self._listing), self._listing)

    def _continues(self, block: Block, folded: str) -> bool:
        if self._open is None or self._last is None:
            return False
        civil = CIVIL.match(self._text.folded, self._open.start) is not None
        if civil and (is_title(folded) or CIVIL.match(folded)):
            return self._is_first_office(folded)
        nobody = not within(self._persons, self._open.start, self._open.end)
        if CIVIL.match(folded) or _CONTINUES.match(folded):
            return nobody or CIVIL.match(folded) is None
        bullet = BULLET.match(self._text.flow, block.start, block.end) is not None
        if block.kind == "item" or bullet or self._text.flow[block.start].isupper():
            hangs = self._hanging and self._near(block) and not self._listing
            return hangs and not bullet and block.kind != "item"
        ended = self._text.flow[self._last.end - 1] in ";.:" or (
            self._text.flow[self._last.end - 1] == "," and bool(self._listing)
        )
        if not self._near(block) and _NEW.match(folded):
            return False
        return not ended and not re.match(r"et (?:la |le |l')", folded)

    def _is_first_office(self, folded: str) -> bool:
        """Tell whether a line is the office of the person on the line before: « Maire de Lyon »."""
        told = self._open is not None and within(self._offices, self._open.start, self._open.end)
        return not told and CIVIL.match(folded) is None

    def _near(self, block: Block) -> bool:
        return self._last is not None and block.lines[0] <= self._last.lines[1] + 1

    def _extend(self, end: int) -> None:
        if self._open is not None:
            self._open = replace(self._open, end=end)

    def _close(self) -> None:
        if self._open is not None:
            self._found.append(self._open)
        self._open = None
