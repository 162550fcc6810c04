"""Actors that no register knows and that may be one that is known: proposed, never joined.

Two names are compared inside one territory and one family of kinds, as words in any order
(Levenshtein ratio of the sorted words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.ids import NodeId
from graph.names import fold
from graph.ontology import ACTORS, NodeKind
from graph.projection import Projection
from graph.topology import NODE_KINDS
from queries.filters import View
from queries.search import search

K = NodeKind
#: The least likeness of two names, in percent, and how many of the nearest are compared.
_NEAR, _COMPARED = 85, 5
#: What is taken off the score of two names of which a place is not known.
_UNPLACED = 0.1
#: Kinds that a text does not tell apart.
_BODIES = frozenset(
    {K.ASSOCIATION, K.COMPANY, K.PUBLIC_BODY, K.ORGANISATION, K.HOUSING_PROVIDER, K.FUNDER}
    | {K.FEDERATION, K.AGENCY, K.STATE_SERVICE}
)
_MADE = "actor:"
#: The code of a commune or of a département.
_CODE = re.compile(r"\d[\dAB]\d{3}|97\d|98\d|\d[\dAB]")


@dataclass(frozen=True, slots=True)
class Likely:
    """An actor without a register (`left`) and the node that it may be."""

    left: NodeId
    right: NodeId
    score: float
    reasons: tuple[str, ...]


def likely_actors(view: View) -> list[Likely]:
    """Return the pairs that are near enough for a person to look at, each once."""
    found: dict[frozenset[NodeId], Likely] = {}
    for index, identifier in enumerate(view.projection.ids):
        if identifier.startswith(_MADE) and view.shows(index):
            for likely in _near(view, index):
                found.setdefault(frozenset({likely.left, likely.right}), likely)
    return list(found.values())


def _near(view: View, index: int) -> Iterator[Likely]:
    projection = view.projection
    identifier, name = projection.ids[index], projection.names[index]
    for hit in search(view, name[:300], limit=_COMPARED).items:
        other = projection.index(hit.id)
        if other is None or other == index or not _same_family(projection, index, other):
            continue
        likeness = max(fuzz.token_sort_ratio(fold(name), n) for n in _names(projection, other))
        place = _places_agree(identifier, hit.id)
        if likeness < _NEAR or place is False:
            continue
        score = likeness / 100 - (_UNPLACED if place is None else 0)
        alike = "même nom" if likeness == 100 else f"noms proches à {round(likeness)} %"
        reasons = (alike, "même lieu") if place else (alike,)
        yield Likely(identifier, hit.id, round(score, 2), reasons)


def _names(projection: Projection, index: int) -> Iterator[str]:
    names = (projection.names[index], projection.short_names[index])
    for name in (*names, *projection.other_names[index].split("\n")):
        if name and ":" not in name:
            yield fold(name)


def _same_family(projection: Projection, one: int, other: int) -> bool:
    kinds = {NODE_KINDS[projection.node_kind[i]] for i in (one, other)}
    return len(kinds) == 1 or kinds <= _BODIES or (K.ORGANISATION in kinds and kinds <= ACTORS)


def _places_agree(made: NodeId, other: NodeId) -> bool | None:
    """Tell whether two ids may be of one place; None where one of them does not say."""
    here, there = _place(made), _place(other)
    if here is None or there is None:
        return None
    if "fr" in (here, there):
        return here == there
    return here.startswith(there) or there.startswith(here)


def _place(identifier: NodeId) -> str | None:
    """Return the commune, département or « fr » of an id; None for a source or no place."""
    namespace, _, value = identifier.partition(":")
    if namespace in {"commune", "departement"}:
        return value
    place = value[:5] if namespace == "quartier" else value.partition("@")[2]
    return place if place == "fr" or _CODE.fullmatch(place) else None
