"""Scope that several phrases tell together: a number of quarters, then which ones they are.

« Six quartiers : cinq à Metz : A, B…; le sixième, F, est à cheval », « Quels quartiers ? A et B »,
« à Brest (A), à Rennes (B, C) et à Vannes (D) », headings that are names. A series counts only
where it holds: the names are as many as the text says. Cost: linear in what is read, which is
bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ontology import NodeKind
from loaders.texts.grammar.numbers import parse
from loaders.texts.grammar.scope.place_words import HEAD, MANY
from loaders.texts.grammar.scope.places import Item, read_places
from loaders.texts.mentions import ActorMention, Analysis, within

_NUMBER = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|"
    r"quatorze|quinze|seize|vingt|\d{1,2})"
)
_ORDINAL = (
    r"(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|derniere?)"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<count>{_NUMBER}) (?:(?:autres|seuls|grands|nouveaux|memes|premiers) )?"
    rf"(?:{MANY.pattern}|(?:ensembles|coproprietes|residences)(?![\w-]))"
)
#: From a number of quarters to their names: a colon, brackets, or a comma.
_OPENS = re.compile(r"[^.;:()\n]{0,120}? ?[:(] ?|[^.;:()\n,]{0,60}, ")
#: What leads to names in the sentences that follow.
_LEADS = re.compile(
    rf"(?:(?:(?:les )?{_NUMBER}(?: autres| premiers| derniers)?(?: d'entre eux| d'entre elles)?"
    r"(?: (?:se trouvent|se situent|sont situes|sont|relevent|appartiennent))?[^,.;:\n]{0,40}?"
    r" ?[,:(] ?)|"
    rf"(?:l[ea] {_ORDINAL}|l'un|l'une|l'autre)(?: d'entre eux)?,? ?(?:est )?|"
    r"(?:il s'agit|a savoir|ce sont|soit)(?: d'une part)?,? ?(?:d(?:e la |e l'|e |u |es |'))?|"
    r"(?:s'y ajoutent?|s'ajoutent?|y figurent|sont)(?: enfin)? )?"
)
#: What makes a number of quarters the head of a budget.
_MONEY = re.compile(r"budget|financ|\bcouts?\b|€")
_SENTENCES = 4
_SEGMENT = re.compile(r" ?; ?")
#: « Quels quartiers ? », « Où ? »: the answer is the scope.
_QUESTION = re.compile(
    r"(?<![\w-])(?:(?:dans |pour |sur )?(?:quels?|quelles?|lesquels|lesquelles)"
    rf"(?: sont(?: les| ces)?)?(?: {HEAD}[^.?!;:\n]{{0,60}})?|"
    rf"les (?=[a-z]+s ){HEAD}[^.?!;:\n]{{0,60}}|ou(?: exactement| cela)?) ?\?"
)
#: « neuf à », « les deux autres se trouvant à », before a town.
_IN_TOWN = re.compile(
    rf"(?<![\w-])(?P<count>une?|{_NUMBER})(?: autres)?(?: (?:se trouvant|situes|sont|se trouvent))?"
    r" (?:a|au|aux) (?:la |le |les )?$"
)
_AND_IN = re.compile(r" et (?:a|au|aux) (?:la |le |les )?")
_QUARTERS = re.compile(rf"(?<![\w-])(?:{MANY.pattern}|d'interet (?:national|regional))")
_BRACKETED = re.compile(r" \((?=[^()\d\n]{4,120}\))")
_AT = re.compile(r"(?<![\w-])(?:a|au|aux) (?:la |le |les )?$")
_FEWEST_PAIRS, _FEWEST_TOWNS = 3, 2
#: How long a heading and the paragraph below may be.
_HEADING, _PARAGRAPH = 70, 60
_SAYS_QUARTER = re.compile(r"(?<![\w-])(?:ce|ces|le|du|au|les) (?:quartiers?|secteurs?|cites?)\b")


def series(analysis: Analysis) -> Iterator[list[Item]]:
    """Yield the quarters of each series, those of one series together."""
    yield from _counted(analysis)
    yield from _answered(analysis)
    yield from _paired(analysis)
    yield from _headings(analysis)


def numbered_towns(analysis: Analysis) -> Iterator[Item]:
    """Yield the towns of « neuf à Marseille, un à Martigues », said of quarters."""
    folded = analysis.text.folded
    for start, end in analysis.text.sentences:
        if not _QUARTERS.search(folded, start, end):
            continue
        found: list[ActorMention] = []
        for town in _towns(analysis, start, end):
            before = folded[max(start, town.start - 60) : town.start]
            after = found and _AND_IN.fullmatch(folded, found[-1].end, town.start)
            if _IN_TOWN.search(before) or after:
                found.append(town)
        if len(found) >= _FEWEST_TOWNS:
            for town in found:
                name = analysis.text.flow[town.start : town.end]
                yield Item(town.start, town.end, name, town.actor)


def _towns(analysis: Analysis, start: int, end: int) -> list[ActorMention]:
    named = within(analysis.actors, start, end)
    return [m for m in named if m.actor.kind is NodeKind.MUNICIPALITY and m.sort != "role"]


def _counted(analysis: Analysis) -> Iterator[list[Item]]:
    """Yield the quarters that a number announces, where as many are named."""
    text = analysis.text
    done = 0
    for counted in _COUNTED.finditer(text.folded):
        before = max(0, counted.start() - 40)
        if counted.start() < done or _MONEY.search(text.folded, before, counted.end() + 20):
            continue
        number = text.sentence_at(counted.start())
        wanted = int(parse(counted["count"]) or 0)
        found = _here(analysis, counted.end(), text.sentences[number][1])
        if len(found) < wanted:
            more = list(_next(analysis, number, wanted - len(found)))
            found = [*found, *more] if len(found) + len(more) == wanted else found
        if len(found) == wanted:
            done = found[-1].end
            yield found


def _here(analysis: Analysis, start: int, limit: int) -> list[Item]:
    """Return the quarters named after their number, in the same sentence."""
    opened = _OPENS.match(analysis.text.folded, start, limit)
    return _parts(analysis, opened.end(), limit) if opened else []


def _next(analysis: Analysis, number: int, wanted: int) -> Iterator[Item]:
    """Yield the quarters that open the next sentences, up to as many as are wanted."""
    text = analysis.text
    for start, end in text.sentences[number + 1 : number + 1 + _SENTENCES]:
        if text.flow[end - 1] == "?":
            return
        for segment in _segments(text.folded, start, end):
            lead = _LEADS.match(text.folded, *segment)
            items = _parts(analysis, lead.end() if lead else segment[0], segment[1])
            yield from items
            wanted -= len(items)
            if wanted <= 0:
                return


def _segments(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for part in _SEGMENT.finditer(folded, start, end):
        yield at, part.start()
        at = part.end()
    yield at, end


def _parts(analysis: Analysis, start: int, limit: int) -> list[Item]:
    """Return the parts of towns enumerated there, none when a town is among them."""
    items, _ = read_places(analysis, start, limit, quarters=True)
    return items if all(item.actor is None for item in items) else []


def _answered(analysis: Analysis) -> Iterator[list[Item]]:
    """Yield the quarters that answer « Quels quartiers ? » or « Où ? »."""
    text = analysis.text
    for question in _QUESTION.finditer(text.folded):
        number = text.sentence_at(question.start()) + 1
        if number < len(text.sentences) and text.sentences[number][0] - question.end() < 4:
            yield _parts(analysis, *text.sentences[number])


def _paired(analysis: Analysis) -> Iterator[list[Item]]:
    """Yield the quarters of « à Brest (A), à Rennes (B et C) et à Vannes (D) »."""
    folded = analysis.text.folded
    for start, end in analysis.text.sentences:
        pairs = [
            (town, opening.end())
            for town in _towns(analysis, start, end)
            if _AT.search(folded, max(start, town.start - 12), town.start)
            and (opening := _BRACKETED.match(folded, town.end, end))
        ]
        if len(pairs) >= _FEWEST_PAIRS:
            yield [item for _, at in pairs for item in _bracketed(analysis, at, end)]


def _bracketed(analysis: Analysis, start: int, limit: int) -> list[Item]:
    items, end = read_places(analysis, start, limit, quarters=True, nested=True)
    closed = analysis.text.folded[end : end + 1] == ")"
    return [item for item in items if item.actor is None] if closed else []


def _headings(analysis: Analysis) -> Iterator[list[Item]]:
    """Yield the quarters that head paragraphs, where one says that they are quarters."""
    text = analysis.text
    found: list[Item] = []
    said, heads = False, 0
    for head, body in zip(text.blocks, text.blocks[1:], strict=False):
        short = head.kind == "prose" and head.end - head.start < _HEADING
        if not short or body.kind != "prose" or body.end - body.start < _PARAGRAPH:
            continue
        items, end = read_places(analysis, head.start, head.end, quarters=True)
        if items and end == head.end and all(item.actor is None for item in items):
            found.extend(items)
            heads += 1
            said = said or _SAYS_QUARTER.search(text.folded, body.start, body.end) is not None
    if said and heads > 1:
        yield found
