"""Quarters that a text names: « le quartier de Beauval », « secteurs retenus : A, B et C », codes.

A noun (« quartier », « QPV », « cité », « secteur ») leads to a name, or to an enumeration after a
colon or in brackets, in a bulleted list, in the column of a table. Codes of quarters stand beside
names. Nothing in page noise is read. Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.names import fold
from loaders.texts.grammar.noise import outside
from loaders.texts.grammar.scope.place_lines import BULLET, announced_lines, tabled
from loaders.texts.grammar.scope.place_names import cased, is_shouted, towns_of
from loaders.texts.grammar.scope.place_words import CODE, COMMON, HEAD
from loaders.texts.grammar.scope.places import Item, read_places
from loaders.texts.mentions import Actor, Analysis, within
from loaders.texts.text import Text


@dataclass(frozen=True, slots=True)
class NeighbourhoodMention:
    """A part of a town named in `flow`.

    `qpv` is its code when the text gives it, `commune` where it lies when the text says so. `lead`
    is how the text comes to name it: `noun` (« le quartier X »), `list` (announced by a noun),
    `table`, `common` (« le centre-ville »), `code`.
    """

    start: int
    end: int
    name: str
    qpv: str | None = None
    commune: Actor | None = None
    lead: str = "noun"


_NOUN = re.compile(
    rf"(?<![\w-])(?:{HEAD}|projets? d'interet (?:national|regional)|qin|qir)(?![\w-])"
)
_COMMON = re.compile(rf"(?<![\w-])(?<!en ){COMMON}(?![\w-])")
#: From a noun to the enumeration that it announces: « quartiers prioritaires ont été retenus : ».
_ANNOUNCES = re.compile(
    r" ?: ?| ?\(| [-–] |,? (?:dont|notamment|parmi lesquels|a savoir) |"
    r"(?<=s) (?:sont|seront|etaient) (?:les suivants ?: )?(?!a |en |dans |au |aux )"
)
_CLAUSE = re.compile(r"[^.;\n]{0,100}")
_INTEREST = re.compile(r" ?[,:(]? ?")
#: A line that ends so announces the items below.
_HEADING = re.compile(
    rf"(?<![\w-])(?:{HEAD}(?![\w-])[^.;\n]{{0,80}}|(?:s'appliqu|s'etend|concern|couvr|vis|port)"
    r"(?:e|ent|era|eront)(?: [\w'-]+){0,6} ?:)$"
)
_TOWN_LINE = re.compile(r"[^()\n]{2,60}\([^()\n]{2,120}\)\s*")
#: Between a name and its code, between a code and its name.
_AFTER_NAME = re.compile(r"(?: ?\([^()\n]{1,60}\))?(?: ?,? ?\(?(?:code |qpv )?| ?[:|-] ?|\s{2,40})")
_BEFORE_NAME = re.compile(r"[ \t:|)-]{1,40}(?:quartier )?(?:le |la |les |l')?")
_TITLE_LINES = 30


def find_neighbourhoods(analysis: Analysis) -> list[NeighbourhoodMention]:
    """Return the parts of towns that a text names, in order, none inside another."""
    found = [
        *_named(analysis), *_listed(analysis), *_town_lines(analysis), *_tabled(analysis),
        *_common(analysis.text),
    ]  # fmt: skip
    towns = towns_of(analysis)
    apart = [
        mention
        for mention in _apart(found)
        if not _in_programme(analysis, mention) and fold(mention.name) not in towns
    ]
    coded = _coded(analysis.text, apart)
    return outside(coded, analysis.noise)


def _in_programme(analysis: Analysis, mention: NeighbourhoodMention) -> bool:
    """Tell whether « cœur de ville » is only the end of a programme's name."""
    near = within(analysis.programmes, mention.start - 60, mention.end)
    return any(programme.end > mention.start for programme in near)


def _mentions(items: Iterable[Item], lead: str) -> Iterator[NeighbourhoodMention]:
    for item in items:
        lead = "noun" if item.headed and lead == "list" and not item.common else lead
        if item.actor is None:
            how = "common" if item.common and lead != "table" else lead
            yield NeighbourhoodMention(item.start, item.end, item.name, None, item.commune, how)


def _named(analysis: Analysis) -> Iterator[NeighbourhoodMention]:
    """Yield what nouns lead to: names that follow, or an enumeration that they announce."""
    text = analysis.text
    done = 0
    for noun in _NOUN.finditer(text.folded):
        if noun.start() < done or not text.blocks:
            continue
        block = text.block_at(noun.start())
        items, done = _from_noun(analysis, noun, text.blocks[block].end)
        yield from items or _over_the_line(analysis, noun, block)


def _over_the_line(
    analysis: Analysis, noun: re.Match[str], number: int
) -> Iterator[NeighbourhoodMention]:
    """Yield what a title names on its next line: « DU QUARTIER / DE LA PLAINE D’OZON »."""
    blocks = analysis.text.blocks
    if noun.end() < blocks[number].end or number + 1 == len(blocks):
        return
    if not is_shouted(analysis.text.flow[blocks[number].start : blocks[number].end]):
        return
    items, _ = read_places(analysis, blocks[number + 1].start, blocks[number + 1].end)
    yield from _mentions(items, "noun")


def _from_noun(
    analysis: Analysis, noun: re.Match[str], limit: int
) -> tuple[list[NeighbourhoodMention], int]:
    folded = analysis.text.folded
    if not noun[0].startswith(("qin", "qir", "projet")):
        items, end = read_places(analysis, noun.start(), limit)
        if items:
            return list(_mentions(items, "list")), items[-1].end
    elif (after := _INTEREST.match(folded, noun.end(), limit)) is not None:
        items, end = read_places(analysis, after.end(), limit, quarters=True)
        if items:
            return list(_mentions(items, "list")), end
    return _announced(analysis, noun, limit)


def _announced(
    analysis: Analysis, noun: re.Match[str], limit: int
) -> tuple[list[NeighbourhoodMention], int]:
    """Return what a noun announces: « quartiers prioritaires ont été retenus : A et B »."""
    folded = analysis.text.folded
    clause = _CLAUSE.match(folded, noun.end(), limit)
    block = analysis.text.block_at(noun.start())
    stop = clause.end() if clause else limit
    following = _NOUN.search(folded, noun.end(), stop)
    for sign in _ANNOUNCES.finditer(folded, noun.end(), following.start() if following else stop):
        if sign[0].endswith("(") and analysis.text.blocks[block].kind == "row":
            continue
        if " son" in sign[0] and not noun[0].endswith(("s", "qpv")):
            continue
        items, end = read_places(analysis, sign.end(), limit, quarters=True)
        closed = not sign[0].endswith("(") or folded[end : end + 1] == ")"
        if items and closed and not (sign[0].endswith("(") and _is_acronym(items)):
            return list(_mentions(items, "list")), end
    return [], noun.end()


def _is_acronym(items: list[Item]) -> bool:
    """Tell whether brackets only shorten what they follow: « veille active (QVA) »."""
    return len(items) == 1 and len(items[0].name) < 7 and not items[0].headed


def _listed(analysis: Analysis) -> Iterator[NeighbourhoodMention]:
    """Yield the items of the lists that a line about quarters announces."""
    text = analysis.text
    announced = False
    for block in text.blocks:
        if block.kind == "item":
            if announced:
                bullet = BULLET.match(text.folded, block.start, block.end)
                start = bullet.end() if bullet else block.start
                code = re.compile(rf"{CODE.pattern}[ :–-]*").match(text.folded, start)
                start = code.end() if code else start
                items, _ = read_places(analysis, start, block.end, quarters=True)
                yield from _mentions(items, "list")
        elif text.folded[block.start : block.end].strip():
            tail = text.folded[max(block.start, block.end - 160) : block.end].rstrip()
            announced = _HEADING.search(tail) is not None


def _town_lines(analysis: Analysis) -> Iterator[NeighbourhoodMention]:
    """Yield the quarters of « Salon-de-Provence (Canourgues et Monaque) », alone on its line."""
    text = analysis.text
    near = 0
    for number, block in enumerate(text.blocks[:_TITLE_LINES]):
        if re.search(r"\b(?:quartiers?|qpv)\b", text.folded[block.start : block.end]):
            near = number
        if number - near > 3 or not _TOWN_LINE.fullmatch(text.folded, block.start, block.end):
            continue
        items, _ = read_places(analysis, block.start, block.end)
        yield from _mentions((item for item in items if item.commune), "list")


def _tabled(analysis: Analysis) -> Iterator[NeighbourhoodMention]:
    """Yield the quarters of tables, and of the lines that a line about quarters announces."""
    yield from _mentions(tabled(analysis), "table")
    yield from _mentions(announced_lines(analysis), "table")


def _common(text: Text) -> Iterator[NeighbourhoodMention]:
    for found in _COMMON.finditer(text.folded):
        name = cased(text.flow[found.start() : found.end()])
        yield NeighbourhoodMention(found.start(), found.end(), name, lead="common")


def _apart(found: list[NeighbourhoodMention]) -> list[NeighbourhoodMention]:
    """Return mentions in order; of two that overlap, the first found (the surest) stays."""
    ranked = sorted(enumerate(found), key=lambda pair: (pair[1].start, pair[0]))
    kept: list[NeighbourhoodMention] = []
    for _, mention in ranked:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _coded(text: Text, mentions: list[NeighbourhoodMention]) -> list[NeighbourhoodMention]:
    """Give each mention the code that stands beside it; a code alone is a mention."""
    codes: dict[int, str] = {}
    alone: list[NeighbourhoodMention] = []
    for found in CODE.finditer(text.folded):
        code = found[0].upper()
        beside = _beside(text, mentions, found.start(), found.end())
        if beside is None:
            alone.append(NeighbourhoodMention(found.start(), found.end(), code, code, None, "code"))
        else:
            codes[beside] = code
    named = [
        replace(m, qpv=codes[number]) if number in codes else m for number, m in enumerate(mentions)
    ]
    return sorted([*named, *alone], key=lambda mention: mention.start)


def _beside(text: Text, mentions: list[NeighbourhoodMention], start: int, end: int) -> int | None:
    """Return the number of the mention that a code belongs to: before « (QP…) », or after it."""
    after = bisect_left(mentions, start, key=lambda mention: mention.start)
    if after and _AFTER_NAME.fullmatch(text.folded, mentions[after - 1].end, start):
        return after - 1
    if after < len(mentions) and _BEFORE_NAME.fullmatch(text.folded, end, mentions[after].start):
        return after
    return None
