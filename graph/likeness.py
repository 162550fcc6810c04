"""Agreements that may be one, for a person to judge: how likely, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.ids import NodeId
from graph.meeting import Agreement, alike, avenants, dates_agree, pairs

#: Two dates of one signature, told by people, are seldom further apart, in days.
_SLIP = 60
#: The least score of a pair that is worth a person's time.
_PROPOSED = 0.55


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two agreements that may be one: how likely, and why, in French."""

    left: NodeId
    right: NodeId
    score: float
    reasons: tuple[str, ...]


def likenesses(
    known: Mapping[NodeId, Agreement], judged: Iterable[frozenset[NodeId]] = ()
) -> list[Likeness]:
    """Return the pairs that may be one agreement and that nobody judged, the likeliest first."""
    never = set(judged)
    found = [
        likeness for a, b in pairs(known)
        if frozenset({a.id, b.id}) not in never and (likeness := likeness_of(a, b))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.score, one.left, one.right))


def likeness_of(a: Agreement, b: Agreement) -> Likeness | None:
    """Return how likely two agreements are one, with the reasons; None if they cannot be."""
    if not a.sources.isdisjoint(b.sources) or not (a.of_texts or b.of_texts):
        return None
    if a.programmes and b.programmes and a.programmes.isdisjoint(b.programmes):
        return None
    if _other_form(a, b) or _days_between(a, b) > _SLIP:
        return None
    told = [weight for weight in _weights(a, b) if weight[0]]
    score = round(min(sum(weight for weight, _reason in told), 1.0), 2)
    if score < _PROPOSED:
        return None
    return Likeness(a.id, b.id, score, tuple(reason for _weight, reason in told))


def _other_form(a: Agreement, b: Agreement) -> bool:
    """Tell whether forms or numbers make two agreements of one: an avenant is no contract."""
    if avenants(a, b):
        return a.forms != b.forms or bool(
            a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers)
        )
    return False


def _weights(a: Agreement, b: Agreement) -> Iterator[tuple[float, str]]:
    shared = len(a.signatories & b.signatories)
    yield (0.2, "même forme") if a.forms & b.forms else (0.0, "")
    yield (0.2, "même programme") if a.programmes & b.programmes else (0.0, "")
    yield (0.2, "même territoire") if a.near & b.near or a.wide & b.wide else (0.0, "")
    yield (0.15, "même objet") if alike(a, b) else (0.0, "")
    yield (0.25, "même jour") if a.days & b.days else (0.0, "")
    if shared:
        yield min(shared, 3) * 0.1, f"{shared} signataire{'s' if shared > 1 else ''} en commun"
    if a.signed and b.signed and not dates_agree(a, b):
        yield -0.15, f"dates différentes : {min(a.signed)} et {min(b.signed)}"


def _days_between(a: Agreement, b: Agreement) -> int:
    """Return how far apart the dates of signature are at least; 0 where they may be one."""
    if dates_agree(a, b):
        return 0
    return min(abs((_day(x) - _day(y)).days) for x in a.signed for y in b.signed)


def _day(told: str) -> date:
    return date.fromisoformat({4: f"{told}-07-01", 7: f"{told}-15"}.get(len(told), told))
