"""Money in the panel: who pays what, stage by stage, never added across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.derive import EdgeFacts
from graph.ids import NodeId
from graph.ontology import Currency, EdgeKind, Stage
from viz.palette import INKS, LOOKS
from viz.sentences import STAGE_NAMES
from viz.subject import SHOWN_FACTS, Subject, section
from viz.typography import amount, count, on_day

_SHOWN_BARS = 3


class _Sum(NamedTuple):
    """What one bar tells: the thing paid for, at one stage, from one date, in one currency."""

    target: NodeId
    stage: Stage | None
    since: str
    currency: Currency


def money(who: Subject) -> dict[str, Any] | None:
    """Return the section on money, None when nothing is told of it."""
    edges = who.edges(EdgeKind.FINANCES)
    if not edges:
        return None
    total = who.total(EdgeKind.FINANCES)
    apart = ", jamais additionnés d’une étape à l’autre" if total > 1 else ""
    rows = [who.book.edge(edge) for edge in edges[:SHOWN_FACTS]]
    bars = _bars(who, edges)
    blocks = [{"bars": bars}] if bars else []
    return section("Argent", f"{count(total, 'financement')}{apart}", *blocks, {"facts": rows})


def _bars(who: Subject, edges: Iterable[EdgeFacts]) -> list[dict[str, Any]]:
    """Return the sums told for one thing at one stage side by side, where two or more pay."""
    groups: dict[_Sum, list[tuple[int, EdgeFacts]]] = defaultdict(list)
    for facts in edges:
        edge = facts.edge
        if edge.amount_cents and edge.currency and edge.of_which is None:
            key = _Sum(edge.under or edge.end, edge.stage, edge.since or "", edge.currency)
            groups[key].append((edge.amount_cents, facts))
    shared = [key for key in groups if len({f.edge.start for _, f in groups[key]}) > 1]
    return [
        {
            "title": _title(who, key),
            "parts": [
                _part(who, cents, facts, key.currency)
                for cents, facts in sorted(groups[key], key=lambda pair: (-pair[0], pair[1].id))
            ],
        }
        for key in sorted(shared, key=str)[:_SHOWN_BARS]
    ]


def _title(who: Subject, key: _Sum) -> str:
    told = f", {STAGE_NAMES[key.stage]}" if key.stage else ""
    return f"{who.book.names[key.target].text}{told}{' ' + on_day(key.since) if key.since else ''}"


def _part(who: Subject, cents: int, facts: EdgeFacts, currency: Currency) -> dict[str, Any]:
    fill = INKS[LOOKS[facts.edge.start_kind].family].fill
    text = f"{who.book.names[facts.edge.start].text} {amount(cents, currency)}"
    return {"value": cents, "text": text, "fill": fill}
