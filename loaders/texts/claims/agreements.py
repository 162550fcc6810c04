"""The agreements of a text as nodes: their ids, and a series told in one breath as several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.ids import NodeId, slug
from graph.model import Node, visible_text
from graph.ontology import NodeKind, Status
from loaders.texts.claims.naming import Named
from loaders.texts.facts import Agreement, Party

K = NodeKind
#: Whose names are long lists in « les villes A, B et C ont signé avec X ».
_PLURAL = (
    K.MUNICIPALITY, K.INTERCOMMUNALITY, K.DEPARTMENT, K.REGION, K.HOUSING_PROVIDER,
    K.ASSOCIATION, K.COMPANY, K.PUBLIC_BODY, K.ORGANISATION,
)  # fmt: skip
_SLUG_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Pact:
    """One agreement as the graph holds it, and what the text says of it."""

    named: Named
    told: Agreement

    @property
    def planned(self) -> bool:
        """Tell whether it is only announced."""
        return self.told.status is Status.PLANNED


def pacts(agreements: Iterable[Agreement], *, source: str) -> list[Pact]:
    """Return the agreements that a text claims, in its order, each with an id of its own.

    An id is the source and the slug of form, number and name as read, ranked among equals: what
    may be disputed (date, parties) is no part of it. A series is one agreement a named party of
    its plural side. An agreement mentioned in passing is kept only if it can be told from others.
    """
    kept = list(agreements)
    amended = {agreement.amends for agreement in kept}
    each = (one for told in kept if _tellable(told, amended) for one in _series(told))
    met: Counter[str] = Counter()
    found = []
    for told in each:
        stem = f"{slug(source)}/{_slug(told)}"
        met[stem] += 1
        rank = f"-{met[stem]}" if met[stem] > 1 else ""
        found.append(Pact(_named(f"convention:{stem}{rank}", told), told))
    return found


def _named(identifier: NodeId, told: Agreement) -> Named:
    name = visible_text(told.name)[:500] or told.kind.value.replace("_", " ")
    node = Node(
        id=identifier,
        kind=K.CONVENTION,
        name=name,
        form=told.kind,
        number=visible_text(told.number or "")[:500] or None,
    )
    return Named(identifier, K.CONVENTION, node)


def _slug(told: Agreement) -> str:
    """Return form, number and name as one slug; what the name already says is not repeated."""
    name, form, number = slug(told.name), slug(told.kind.value), slug(told.number or "")
    parts = [form if not name.startswith(form) else ""]
    parts += [number if number and number not in name.split("-") else "", name]
    return "-".join(part for part in parts if part)[:_SLUG_LENGTH].strip("-") or form


def _tellable(told: Agreement, amended: set[str | None]) -> bool:
    """Tell whether an agreement mentioned in passing can be told from others."""
    if not told.background or told.key in amended:
        return True
    return len(told.signatories) >= 2 or bool(told.signatories and told.signed_on)


def _series(told: Agreement) -> list[Agreement]:
    """Return the agreements of a series, one a party of its plural side; itself if it is one."""
    plural = _plural_side(told) if told.instances and told.instances > 1 else []
    if len(plural) < 2:
        return [told]
    others = [party for party in told.signatories if party not in plural]
    names = {party.name for party in plural}
    return [
        replace(
            told, name=f"{told.name} ({party.name})", instances=None,
            signatories=tuple(p for p in told.signatories if p in others or p == party),
            pilots=tuple(p for p in told.pilots if p.actor == party.name or p.actor not in names),
            covers=tuple(c for c in told.covers if c.territory == party.name),
            amounts=(), covers_counts=(), signatories_count=None,
        )
        for party in plural
    ]  # fmt: skip


def _plural_side(told: Agreement) -> list[Party]:
    """Return the parties of which each signs an agreement of its own: most of one kind."""
    sides: dict[NodeKind, list[Party]] = defaultdict(list)
    for party in told.signatories:
        sides[party.kind].append(party)
    return max((sides[kind] for kind in _PLURAL), key=len, default=[])


def parties_unnamed(told: Agreement) -> int:
    """Return how many agreements of a series have a party that the text does not name."""
    if not told.instances or told.instances < 2:
        return 0
    named = len(_plural_side(told))
    return told.instances - (named if named > 1 else 0)
