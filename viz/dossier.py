"""The panel: what one node is to the network, section by section, each line with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.dates import unpacked
from graph.derive import EdgeFacts
from graph.ontology import TERRITORIES, EdgeKind, NodeKind, Role
from graph.store import GraphStore
from graph.topology import EDGE_KIND_CODES, NODE_KINDS
from queries.filters import View
from viz.cast import ended, label
from viz.facts import agreement_tags, contradiction_words, heard
from viz.money import money
from viz.palette import INKS, LOOKS, look
from viz.sentences import address
from viz.subject import (
    SHOWN_AGREEMENTS,
    SHOWN_FACTS,
    SHOWN_NAMES,
    Subject,
    newest_agreements,
    parent,
    section,
    signers,
    subject,
)
from viz.summary import full_name, identity, summary
from viz.typography import NBSP, count, date, joined
from viz.words import Rich, Span, as_json, in_line, link

_SHOWN_MEASURES, _SHOWN_SOURCES, _SHOWN_SIGNERS, _SHOWN_DISPUTES = 12, 12, 20, 6
#: The facts that have a section of their own at the end, and its title.
_TITLES: Mapping[EdgeKind, str] = {
    EdgeKind.PILOTS: "Pilotage",
    EdgeKind.MEMBER_OF: "Adhésions",
    EdgeKind.PART_OF: "Rattachements",
    EdgeKind.SUCCEEDS: "Successions",
    EdgeKind.AMENDS: "Avenants",
}


def panel(view: View, store: GraphStore, index: int, *, here: str) -> dict[str, Any]:
    """Return the panel of a node as JSON; `here` is the address of its table."""
    who = subject(view, store, index, here=here)
    return {
        "head": _head(who),
        "summary": as_json(summary(who)),
        "actions": [
            {"text": f"Quel lien avec…{NBSP}?", "href": f"/lien?de={who.node.id}", "main": True},
            {"text": "Qui compte autour", "href": "/rang?mesure=partenaires"},
        ],
        "sections": [one for one in _sections(who) if one],
    }


def _head(who: Subject) -> dict[str, Any]:
    appearance = look(who.node.kind, who.node.name)
    ink = INKS[appearance.family]
    sign = {"shape": str(appearance.shape), "fill": ink.fill, "border": ink.border}
    return {
        "name": who.node.short_name or who.node.name,
        "sign": {**sign, "hollow": ended(who.view, who.index, None)},
        "lines": [line for line in (full_name(who.node), identity(who.node)) if line],
    }


def _sections(who: Subject) -> list[dict[str, Any] | None]:
    is_agreement = who.node.kind is NodeKind.CONVENTION
    parties = [_signatories(who)] if is_agreement else [_partners(who), _agreements(who)]
    return [
        *parties,
        _inherited(who),
        money(who),
        _places(who),
        _measures(who),
        *(_others(who, kind) for kind in _TITLES),
        _contradictions(who),
        _sources(who),
    ]


def _partners(who: Subject) -> dict[str, Any] | None:
    if not who.partners:
        return None
    names = [
        link(p.node.short_name or p.node.name, address(p.node.id))
        for p in who.partners[:SHOWN_NAMES]
    ]
    more = len(who.partners) - len(names)
    rest = link(count(more, "autre"), who.here) if more else None
    kinds = [p.node.kind for p in who.partners]
    return section("Partenaires", _by_kind(kinds), {"rich": as_json(_listed(names, rest))})


def _listed(names: Sequence[Span], rest: Span | None) -> Rich:
    """Return names in a line, and what is left of them."""
    return in_line([*names, rest]) if rest else in_line(names)


def _by_kind(kinds: Sequence[NodeKind]) -> str:
    """Return « 16 et 128 communes »: communes are told apart from the others."""
    communes = sum(kind is NodeKind.MUNICIPALITY for kind in kinds)
    named = len(kinds) - communes
    if communes > 3 and named:
        return f"{named} et {count(communes, 'commune')}"
    return count(len(kinds), "partenaire")


def _agreements(who: Subject) -> dict[str, Any] | None:
    if not who.agreements:
        return None
    rows = [_agreement(who, one) for one in who.agreements[:SHOWN_AGREEMENTS]]
    more = len(who.agreements) - len(rows)
    told = f"et {count(more, 'autre, plus ancien', 'autres, plus anciens')}"
    rest = [{"rich": [told], "class": "small"}] if more > 0 else []
    order = ", du plus récent au plus ancien" if len(rows) > 1 else ""
    aside = f"{count(len(who.agreements), 'accord')}{order}"
    return section("Accords", aside, {"facts": [row for row in rows if row]}, *rest)


def _inherited(who: Subject) -> dict[str, Any] | None:
    """Return the agreements of the intercommunality of a commune, told as inherited."""
    place = parent(who.view, who.node.kind, who.wholes)
    acts = [] if place is None else newest_agreements(who.view, place)
    if place is None or not acts:
        return None
    rows = [_agreement(replace(who, index=place), act) for act in acts[:SHOWN_AGREEMENTS]]
    told = [{**row, "tags": [*row["tags"], "hérité"]} for row in rows if row]
    return section("Accords de son intercommunalité", count(len(acts), "accord"), {"facts": told})


def _agreement(who: Subject, agreement: int) -> dict[str, Any] | None:
    """Return a row: a date, the other parties, the name of the agreement under them."""
    graph = who.view.projection
    facts = who.book.facts.get(graph.ids[agreement])
    if facts is None:
        return None
    others = [n for n in signers(who.view, agreement) if n != who.index]
    names = [who.book.names[graph.ids[n]].text for n in others[:3]]
    rest = [count(len(others) - 3, "autre")] if len(others) > 3 else []
    own = facts.node.short_name or facts.node.name
    words = (link(joined([*names, *rest]) or own, address(facts.node.id)),)
    day = unpacked(int(graph.node_since[agreement]))
    when = date(day, short=True) if day else "sans date"
    row = who.book.row(words, facts.citations, tags=agreement_tags(facts), when=when)
    return {**row, "note": own if names else ""}


def _places(who: Subject) -> dict[str, Any] | None:
    graph = who.view.projection
    near, edge = who.view.arcs(who.index)
    covers = graph.edge_kind[edge] == EDGE_KIND_CODES[EdgeKind.COVERS]
    covered = {int(n) for n in near[covers & (graph.start[edge] == who.index)]}
    places = sorted(covered, key=lambda n: (graph.names[n], n))
    if not places:
        return None
    names = [link(label(who.view, n), address(graph.ids[n])) for n in places[:SHOWN_NAMES]]
    more = len(places) - len(names)
    rest = Span(count(more, "autre")) if more else None
    own = [one for one in who.edges(EdgeKind.COVERS) if one.edge.start == who.node.id]
    proofs = {"facts": [who.book.edge(one) for one in own[:3]]}
    kinds = _kinds(NODE_KINDS[graph.node_kind[n]] for n in places)
    return section("Territoires", kinds, {"rich": as_json(_listed(names, rest))}, proofs)


def _kinds(kinds: Iterable[NodeKind]) -> str:
    """Return « 12 communes, 14 quartiers »."""
    several = list(kinds)
    told = [
        count(several.count(kind), LOOKS[kind].one, LOOKS[kind].many)
        for kind in sorted(TERRITORIES & set(several))
    ]
    return ", ".join(told)


def _measures(who: Subject) -> dict[str, Any] | None:
    told = who.dossier.measures
    if not told:
        return None
    rows = [who.book.measure(one) for one in told[:_SHOWN_MEASURES]]
    return section("Chiffres", count(len(told), "chiffre"), {"facts": rows})


def _signatories(who: Subject) -> dict[str, Any] | None:
    edges = who.edges(EdgeKind.SIGNS)
    if not edges:
        return None
    rows = [_signatory(who, edge) for edge in edges[:_SHOWN_SIGNERS]]
    aside = count(who.total(EdgeKind.SIGNS), "signataire")
    return section("Signataires", aside, {"facts": rows})


def _signatory(who: Subject, facts: EdgeFacts) -> dict[str, Any]:
    """Return who signs, and the office that stands for it."""
    edge = facts.edge
    name = link(who.book.names[edge.start].at_start(), address(edge.start))
    office = f", {edge.represented_as}" if edge.represented_as else ""
    planned = edge.role is Role.ANNOUNCED
    tags = ["doit signer"] if planned else ["bénéficiaire"] if edge.role is Role.BENEFICIARY else []
    return who.book.row((name, office), facts.citations, tags=tags)


def _others(who: Subject, kind: EdgeKind) -> dict[str, Any] | None:
    edges, total = who.edges(kind)[:SHOWN_FACTS], who.total(kind)
    if not edges:
        return None
    more = total - len(edges)
    rest = [{"rich": [f"et {count(more, 'autre')}"], "class": "small"}] if more > 0 else []
    return section(
        _TITLES[kind], str(total), {"facts": [who.book.edge(edge) for edge in edges]}, *rest
    )


def _contradictions(who: Subject) -> dict[str, Any] | None:
    edges = [edge for several in who.dossier.edges.values() for edge in several]
    ids = [who.view.projection.ids[one] for one in who.agreements[:SHOWN_AGREEMENTS]]
    acts = [who.book.facts[one] for one in ids if one in who.book.facts]
    told = [facts.contradictions for facts in (who.dossier.facts, *acts)]
    told += [measure.contradictions for measure in who.dossier.measures]
    told += [edge.contradictions for edge in edges]
    disputes = [dispute for several in told for dispute in heard(several)]
    if not disputes:
        return None
    rows = [
        {"words": as_json(contradiction_words(one, who.book.sources)), "tags": [], "proofs": []}
        for one in disputes[:_SHOWN_DISPUTES]
    ]
    return section("Contradictions", f"{len(disputes)} à lire", {"facts": rows}, warn=True)


def _sources(who: Subject) -> dict[str, Any] | None:
    cited = who.dossier.sources.values()
    told = sorted(cited, key=lambda s: (s.published_on or "", s.id), reverse=True)
    rows = [
        {
            "date": date(source.published_on, short=True) if source.published_on else "sans date",
            "words": [", ".join(filter(None, (source.title, source.publisher)))],
            "tags": [],
            "proofs": [],
        }
        for source in told[:_SHOWN_SOURCES]
    ]
    return section("Sources", count(len(told), "document"), {"facts": rows}) if told else None
