"""Which ids stand for one actor: a pure function of crosswalks and judgements.

Claims keep ids as read. A component of ids joined by « other id » or by a judgement « same » is
one actor; its canonical id is one that nobody lists as an other id of something else, by rank of
namespace, then text. Nothing here depends on order, so undoing a judgement undoes its merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.ids import NodeId, rank


class Alias(NamedTuple):
    """A source says that `other` is another id of `main`."""

    main: NodeId
    other: NodeId


class Same(NamedTuple):
    """A person judges that two ids are one actor; neither is preferred."""

    left: NodeId
    right: NodeId


def canonical_ids(
    links: Iterable[Alias | Same], different: Iterable[tuple[NodeId, NodeId]] = ()
) -> dict[NodeId, NodeId]:
    """Return the canonical id of every id that a link mentions.

    `different` holds pairs that a person judged to be two actors: a direct link between the two
    is ignored. Cost: near linear in the number of links.

    >>> canonical_ids([Alias("commune:59606", "siren:215906066")])["siren:215906066"]
    'commune:59606'
    """
    apart = {frozenset(pair) for pair in different}
    kept = [link for link in links if frozenset(link) not in apart]
    others = {link.other for link in kept if isinstance(link, Alias)}
    return {
        member: chosen
        for component in _components(kept)
        for chosen in [min(component - others or component, key=rank)]
        for member in component
    }


def _components(links: Iterable[tuple[NodeId, NodeId]]) -> list[set[NodeId]]:
    near: dict[NodeId, set[NodeId]] = defaultdict(set)
    for left, right in links:
        near[left].add(right)
        near[right].add(left)
    components, seen = [], set[NodeId]()
    for first in near:
        if first in seen:
            continue
        component, waiting = {first}, [first]
        while waiting:
            fresh = near[waiting.pop()] - component
            component |= fresh
            waiting.extend(fresh)
        seen |= component
        components.append(component)
    return components
