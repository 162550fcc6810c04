"""Who may pay: the actors of a text, those that no register names, and what stands for them.

« La Ville » of a text that is not placed is the only commune that it names; « les conseillers
départementaux » are their Département; a short name that an act defines is the party it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ontology import NodeKind
from loaders.texts.grammar.formal import defined_terms, is_formal
from loaders.texts.grammar.money.paying_words import COLLECTIVE, GENERIC
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.mentions import Actor, ActorMention, Analysis, Setting

_LOCAL = frozenset(
    (NodeKind.MUNICIPALITY, NodeKind.INTERCOMMUNALITY, NodeKind.DEPARTMENT, NodeKind.REGION)
)
#: The kinds that each generic noun may stand for, by its name in `GENERIC`.
_KINDS = {
    "landlord": frozenset((NodeKind.HOUSING_PROVIDER,)),
    "agency": frozenset((NodeKind.AGENCY,)),
    "any": frozenset(NodeKind) - _LOCAL,
    "body": _LOCAL,
    "club": frozenset((NodeKind.ASSOCIATION, NodeKind.FEDERATION)),
    "state": frozenset((NodeKind.STATE_SERVICE,)),
}
#: Whom a group of `COLLECTIVE` names; the others by their own words.
_COLLECTIVES = {
    "landlords": Actor("bailleurs sociaux", NodeKind.HOUSING_PROVIDER),
    "europe": Actor("Union européenne", NodeKind.FUNDER),
    "state": STATE,
}
#: How many of the actors named before a noun may be what it stands for.
_MEMORY = 20


_TOWN = re.compile(r"(?<=la )(?:ville|commune|municipalite)(?! (?:de|d'|du|des|centre|nouvelle))\b")
#: A defined term so short must keep its capitals: « CA » is no « ça ».
_SHORT = 4


def possible_payers(analysis: Analysis) -> tuple[ActorMention, ...]:
    """Return the actors of a text, in order, with « les bailleurs sociaux » and « l’organisme »."""
    known = analysis.actors
    for find in (_defined, _collective, _generic, _towns):
        starts = [mention.start for mention in known]
        added = [
            one for one in find(analysis, known) if _is_free(known, starts, (one.start, one.end))
        ]
        known = tuple(sorted([*known, *added], key=lambda mention: mention.start))
    return known


def _defined(analysis: Analysis, _: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield the short names that an act defines (« ci-après la CA »)."""
    text = analysis.text
    terms = defined_terms(analysis) if is_formal(text) else {}
    if not terms:
        return
    names = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text.folded):
        written = text.flow[match.start() : match.end()]
        if len(written) > _SHORT or written.isupper():
            yield ActorMention(*match.span(), terms[match[0]], "name", 0.9)


def _collective(analysis: Analysis, _: Sequence[ActorMention]) -> Iterator[ActorMention]:
    for match in COLLECTIVE.finditer(analysis.text.folded):
        group = match.lastgroup or ""
        councillors = group in Setting.__dataclass_fields__
        actor = getattr(analysis.setting, group) if councillors else _COLLECTIVES.get(group)
        if actor is not None or not councillors:
            named = actor or Actor(match[0], NodeKind.PUBLIC_BODY)
            yield ActorMention(*match.span(), named, "made", 0.7)


def _generic(analysis: Analysis, known: Sequence[ActorMention]) -> Iterator[ActorMention]:
    starts = [mention.start for mention in known]
    for match in GENERIC.finditer(analysis.text.folded):
        kinds = _KINDS[match.lastgroup or ""]
        meant = _meant(known, bisect_left(starts, match.start()), kinds)
        if meant is not None:
            yield replace(meant, start=match.start(), end=match.end(), sort="role")


def _towns(analysis: Analysis, known: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Yield « la Ville » where the text is not placed, when it names one commune only."""
    towns = {one.actor for one in known if one.actor.kind is NodeKind.MUNICIPALITY}
    if analysis.setting.municipality is None and len(towns) == 1:
        (town,) = towns
        for match in _TOWN.finditer(analysis.text.folded):
            yield ActorMention(*match.span(), town, "role", 0.7)


def _is_free(known: Sequence[ActorMention], starts: Sequence[int], span: tuple[int, int]) -> bool:
    at = bisect_left(starts, span[1])
    return at == 0 or known[at - 1].end <= span[0]


def _meant(
    known: Sequence[ActorMention], upto: int, kinds: frozenset[NodeKind]
) -> ActorMention | None:
    """Return the last actor of these kinds named before."""
    for mention in reversed(known[max(0, upto - _MEMORY) : upto]):
        if mention.actor.kind in kinds and mention.sort != "place":
            return mention
    return None
