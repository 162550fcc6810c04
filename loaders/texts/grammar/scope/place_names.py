"""Which capitals name a place: where a name ends, what it may not be, how it is written.

A name that a register knows for a body is none; that of a commune is one only where the text
speaks from elsewhere (« le quartier Malakoff » at Nantes). Cost: linear in the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.names import fold
from graph.ontology import NodeKind
from loaders.texts.grammar.scope.place_words import (
    CODE,
    COUNTS,
    MANY,
    NAME,
    NOT_NAMES,
    RELIEF,
    SHOUTED,
    THEMES,
)
from loaders.texts.mentions import Actor, ActorMention, Analysis, within

#: Kinds of actors that are territories.
TERRITORIES = frozenset(
    {NodeKind.MUNICIPALITY, NodeKind.INTERCOMMUNALITY, NodeKind.DEPARTMENT, NodeKind.REGION}
)
#: Bodies that bear names of quarters: among quarters, the name is that of the quarter.
_BODIES = frozenset({NodeKind.HOUSING_PROVIDER, NodeKind.ASSOCIATION, NodeKind.COMPANY})
_HOUSING = re.compile(r"habita|logement|logis|hlm|opac|immobili|construction|foncier")
_SMALL = frozenset(
    {"de", "du", "des", "la", "le", "les", "d", "l", "en", "sur", "sous", "et", "au", "aux", "a",
     "lès", "lez"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
#: What names of communes and intercommunalities hold besides that of a place.
_SHORT = re.compile(
    r"^(?:commune|communaute d agglomeration|communaute urbaine|communaute de communes|metropole) "
    r"(?:de la |de l |du |des |de |d )?|\b(?:metropole|agglomeration|agglo|communaute)\b"
)
_DASHED = re.compile(r" - ([a-z]+)")
#: « (Patate) à Durand », « (Morne) à l’Eau », closed by what cannot belong to a name.
_NICKNAME = re.compile(
    r" à (?:l[’'])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,20}(?= ?(?:[,.;)\n]|$)| (?:et|vont|va|sont|est|ont) )"
)
_OF_TOWN = re.compile(r" (?:de |du |des |d'|a |- )$")


def home(analysis: Analysis) -> str | None:
    """Return the INSEE code of the département that the text speaks from, None when unknown."""
    for actor in (analysis.setting.municipality, analysis.setting.department):
        if actor is not None and actor.id:
            code = actor.id.partition(":")[2]
            return code[:3] if code.startswith(("97", "98")) else code[:2]
    return None


def is_home(code: str | None, mention: ActorMention) -> bool:
    """Tell whether a territory lies where the text speaks from; yes when that is unknown."""
    actor = mention.actor
    if actor.id is None:
        return False
    if actor.kind is NodeKind.MUNICIPALITY:
        return code is None or actor.id.startswith(f"commune:{code}")
    return mention.sure >= 0.7


def towns_of(analysis: Analysis) -> dict[str, Actor]:
    """Return the communes and intercommunalities that a text speaks of, by folded short name.

    Only those of its own département: a quarter may bear the name of a commune of elsewhere.
    """
    setting = analysis.setting
    code = home(analysis)
    near = [m.actor for m in analysis.actors if m.sort != "role" and is_home(code, m)]
    towns: dict[str, Actor] = {}
    for actor in (setting.municipality, *near, setting.intercommunality):
        if actor is not None and actor.kind in TERRITORIES:
            towns.setdefault(_SHORT.sub("", fold(actor.name)).strip(), actor)
    return towns


def is_local(analysis: Analysis) -> bool:
    """Tell whether a text speaks of one département only, as far as its communes tell."""
    codes = {
        mention.actor.id[:10]
        for mention in analysis.actors
        if mention.actor.kind is NodeKind.MUNICIPALITY and mention.actor.id
    }
    return home(analysis) is not None or len(codes) <= 1


def is_here(analysis: Analysis, mention: ActorMention) -> bool:
    """Tell whether a mention is of a commune of the text's own département."""
    return mention.actor.kind is NodeKind.MUNICIPALITY and is_home(home(analysis), mention)


def end_of_name(analysis: Analysis, start: int, limit: int) -> int | None:
    """Return where the capitalised name that begins at `start` ends, None when there is none."""
    text = analysis.text
    if not text.blocks:
        return None
    block = text.blocks[text.block_at(start)]
    line = text.flow[block.start : min(block.end, block.start + 400)]
    found = (SHOUTED if is_shouted(line) else NAME).match(text.flow, start, limit)
    if found is None:
        return None
    end = _trimmed(analysis, start, found.end())
    alone = end == found.end() and found[0].isalpha()
    return _with_nickname(analysis, end, limit) if alone else end


def _with_nickname(analysis: Analysis, end: int, limit: int) -> int:
    """Return where « Patate | à Durand » ends: what follows « à » is no place that is known."""
    tail = _NICKNAME.match(analysis.text.flow, end, limit)
    known = tail is None or within(analysis.actors, end, tail.end())
    return end if known or tail is None else tail.end()


def _trimmed(analysis: Analysis, start: int, end: int) -> int:
    """Cut « de Meaux » off « Beauval de Meaux », a code, the sign that ends a sentence."""
    folded = analysis.text.folded
    for mention in within(analysis.actors, start + 3, end):
        if mention.sort != "place" or mention.end < end or not is_here(analysis, mention):
            continue
        lead = _OF_TOWN.search(folded[start : mention.start])
        first = re.split(r"[ '-]", folded[start:end], maxsplit=1)[0]
        if lead and first not in RELIEF:
            return start + lead.start()
    for part in _DASHED.finditer(folded, start, end):
        if part[1] in NOT_NAMES:
            end = part.start()
            break
    code = CODE.search(folded, start + 1, end)
    end = code.start() if code else end
    while end > start and folded[end - 1] in ".'- ":
        end -= 1
    return end


def is_refused(analysis: Analysis, span: tuple[int, int], *, head: str, quarters: bool) -> bool:
    """Tell whether capitals name something else than a place.

    `head` is the noun that leads to them, if any; `quarters` says that such a noun went before.
    """
    start, end = span
    if _is_no_name(analysis, span, quarters=quarters):
        return True
    persons = within(analysis.persons, start, end)
    if not quarters and any(person.start == start for person in persons):
        return True
    near: Sequence[ActorMention] = within(analysis.actors, start - 4, end)
    if quarters:
        near = [mention for mention in near if not _may_name_quarter(mention)]
    return any(_hides(analysis, mention, span, head) for mention in near if mention.end > start)


def _is_no_name(analysis: Analysis, span: tuple[int, int], *, quarters: bool) -> bool:
    """Tell whether capitals are a code, a theme, a programme or the beginning of a phrase."""
    start, end = span
    folded = analysis.text.folded
    words = re.split(r"[ '.-]", folded[start:end])
    after = analysis.text.flow[start + len(words[0]) : start + len(words[0]) + 2]
    counts = words[0] in COUNTS and after[:1] == " " and after[1:].islower()
    programmes = within(analysis.programmes, start, end)
    return (
        counts
        or words[0] in NOT_NAMES
        or (words[0] == "pays" and len(words) < 3)
        or end - start < 3
        or "_" in words[0]
        or CODE.fullmatch(folded, start, end) is not None
        or (words[0] in THEMES and not quarters)
        or any(folded[programme.start - 1] != "-" for programme in programmes)
    )


def _may_name_quarter(mention: ActorMention) -> bool:
    """Tell whether the name of a body may be that of a quarter, which « X Habitat » is not."""
    return mention.actor.kind in _BODIES and not _HOUSING.search(fold(mention.actor.name))


def _hides(analysis: Analysis, mention: ActorMention, span: tuple[int, int], head: str) -> bool:
    """Tell whether an actor named there leaves no room for a quarter."""
    start, end = span
    actor = mention.actor
    if actor.kind not in TERRITORIES:
        cut = analysis.text.folded[mention.end : mention.end + 1] == "-" and mention.end < end
        return mention.sort in ("name", "role") and mention.start <= start and not cut
    if mention.sort == "name" and mention.start <= start and not head:
        return True
    if mention.start > start or mention.end < end or mention.sort == "role":
        return False
    if mention.sort in ("name", "made") or actor == analysis.setting.municipality:
        return True
    if actor.kind is not NodeKind.MUNICIPALITY and not head:
        return True
    return MANY.search(head) is not None and is_home(home(analysis), mention)


def is_shouted(words: str) -> bool:
    """Tell whether words are written in capitals only."""
    letters = [character for character in words if character.isalpha()]
    return len(letters) > 5 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def cased(name: str) -> str:
    """Return a name in capitals as one writes it: « PLAINE D’OZON » gives « Plaine d’Ozon ».

    >>> cased("PLAINE D'OZON"), cased("Val d'Aran"), cased("HAUTS-DE-ROUEN"), cased("ZUP")
    ("Plaine d'Ozon", "Val d'Aran", 'Hauts-de-Rouen', 'ZUP')
    """
    return _WORD.sub(_recased, name).strip() if is_shouted(name) else name.strip()


def _recased(word: re.Match[str]) -> str:
    small = word[0].lower()
    return small if small in _SMALL and word.start() else word[0].capitalize()
