"""What a chain says: its sentence, and a card of facts with proofs for each tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.dates import unpacked
from graph.derive import EdgeFacts
from graph.ids import NodeId
from graph.model import Node
from graph.ontology import EdgeKind
from queries.answers import NodeRef
from queries.filters import View
from viz.chains import Tied
from viz.facts import Book, agreement_tags
from viz.palette import DASHES, VERBS
from viz.sentences import address
from viz.subject import signers
from viz.typography import NBSP, count, date, dated, joined
from viz.words import Rich, in_line, link, strong

#: Facts shown of one tie, agreements before other facts, links that a sentence can tell.
_SHOWN, _ACTS_FIRST, _TELLABLE = 6, 3, 3
#: A fact told in a noun, where no agreement tells more.
_NOUNS: Mapping[EdgeKind, str] = {
    EdgeKind.FINANCES: "financement",
    EdgeKind.PILOTS: "pilotage",
    EdgeKind.COVERS: "territoire couvert",
    EdgeKind.PART_OF: "rattachement",
    EdgeKind.AMENDS: "avenant",
    EdgeKind.MEMBER_OF: "adhésion",
    EdgeKind.SUCCEEDS: "succession",
    EdgeKind.PARTNERS_WITH: "partenariat",
    EdgeKind.SIGNS: "signature",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell a chain: the view, names and sources, the edges of its ties."""

    view: View
    book: Book
    edges: Mapping[str, EdgeFacts]

    def known(self, ids: Sequence[str]) -> list[EdgeFacts]:
        """Return edges by their ids, without those forgotten meanwhile."""
        return [self.edges[i] for i in ids if i in self.edges]


def sentence(told: Telling, nodes: Sequence[NodeRef], ties: Sequence[Tied]) -> Rich:
    """Return « Villes de France est liée à l’ANRU par Action Logement : …, puis …. »."""
    first, last = told.book.names[nodes[0].id], told.book.names[nodes[-1].id]
    be = "sont" if first.plural else "est"
    to = last.to().removesuffix(last.text)
    head: Rich = (strong(first.at_start()), f" {be} {first.agree('lié')} {to}", strong(last.text))
    between = [strong(told.book.names[n.id].the()) for n in nodes[1:-1]]
    by: Rich = (" par ", *in_line(between, last=", puis ")) if between else ()
    if len(ties) > _TELLABLE:
        return (*head, *by, ".")
    facts = ", puis ".join(_headline(told, tie) for tie in ties)
    return (*head, *by, f"{NBSP}: {facts}.")


def _headline(told: Telling, tie: Tied) -> str:
    """Return the fact that tells a tie best: its newest dated agreement, else an edge."""
    known = [told.book.facts[a].node for a in tie.agreements if a in told.book.facts]
    node = next((n for n in known if n.signed_on), known[0] if known else None)
    if node is not None:
        return _agreement_noun(node)
    first = told.known(tie.edges)[:1]
    return _NOUNS[first[0].edge.kind] if first else "lien"


def _agreement_noun(node: Node) -> str:
    name = (node.short_name or node.name).rstrip(".")
    signed = f", signé{'e' if node.gender == 'f' else ''}{dated(node.signed_on)[1:]}"
    return f"{name[:1].lower()}{name[1:]}{signed if node.signed_on else ''}"


def card(told: Telling, tie: Tied) -> dict[str, Any]:
    """Return a tie as JSON: its strokes, its words, its facts, the first proofs open."""
    start, end = told.book.names[tie.start], told.book.names[tie.end]
    facts = sorted(told.known(tie.edges), key=_tells_least)
    direct = [told.book.edge(one) for one in facts]
    acts = [_agreement(told, tie, a) for a in tie.agreements if a in told.book.facts]
    shown = [*acts[:_ACTS_FIRST], *direct, *acts[_ACTS_FIRST:]][:_SHOWN]
    more = tie.total - len(shown)
    return {
        "title": f"{start.at_start()} et {end.the()}",
        "facts": [{**row, "open": place == 0} for place, row in enumerate(shown)],
        "more": f"et {count(more, 'autre fait', 'autres faits')}" if more > 0 else "",
        **_strokes(tie, [one.edge.kind for one in facts]),
    }


def _tells_least(facts: EdgeFacts) -> tuple[bool, str]:
    return facts.edge.kind is EdgeKind.PARTNERS_WITH, facts.id


def _agreement(told: Telling, tie: Tied, agreement: NodeId) -> dict[str, Any]:
    """Return an agreement that both take part in, with the proofs of both parts."""
    facts = told.book.facts[agreement]
    parts = told.known(tie.parts[agreement])
    name = link(told.book.names[agreement].the(), address(agreement))
    words: Rich = (strong(_verb({p.edge.kind for p in parts})), " ", name)
    place = told.view.locate(agreement)
    day = facts.node.signed_on or unpacked(int(told.view.projection.node_since[place]))
    ids = [told.view.projection.ids[n] for n in signers(told.view, place)]
    others = [told.book.names[i].the() for i in ids if i not in {tie.start, tie.end}]
    beside = joined(others) if len(others) <= 3 else count(len(others), "autre")
    cited = [c for p in parts for c in p.citations] or list(facts.citations)
    row = told.book.row(
        (*words, f", avec {beside}" if others else ""), cited, tags=agreement_tags(facts)
    )
    return {**row, "note": date(day).capitalize() if day else "Date absente des sources lues"}


def _verb(kinds: set[EdgeKind]) -> str:
    if kinds <= {EdgeKind.SIGNS}:
        return "signent"
    return joined(sorted(VERBS[kind][1].removesuffix(" de") for kind in kinds))


def _strokes(tie: Tied, kinds: Sequence[EdgeKind]) -> dict[str, Any]:
    """Return what is drawn between two bodies of a chain: verbs, number, broken or unbroken."""
    signed = bool(tie.agreements)
    verbs = (["signent ensemble"] if signed else []) + sorted({_together(kind) for kind in kinds})
    dashed = sorted({bool(DASHES[kind]) for kind in kinds} | ({False} if signed else set()))
    what = "accord" if signed and not kinds else "fait"
    return {
        "verb": ", ".join(verbs[:2]),
        "told": count(tie.total, what),
        "dashed": dashed or [False],
    }


def _together(kind: EdgeKind) -> str:
    return "partenaires" if kind is EdgeKind.PARTNERS_WITH else VERBS[kind][1].removesuffix(" de")
