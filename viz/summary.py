"""One sentence that says what a node is to the network, and the lines of its identity."""

from __future__ import annotations

import numpy as np

from graph.model import Node
from graph.ontology import EdgeKind, NodeKind
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES
from viz.palette import look
from viz.subject import CONVENTION, Subject
from viz.typography import count, date, joined, on_day
from viz.words import Rich, in_line, strong

_INSIDE = [CONVENTION, NODE_KIND_CODES[NodeKind.PROGRAMME]]


def full_name(node: Node) -> str:
    """Return the whole name of a node that is called by a short one, else nothing."""
    return node.name if node.short_name and node.short_name != node.name else ""


def identity(node: Node) -> str:
    """Return « Agence de l’État · depuis 2004 · 1 autre nom »."""
    kind = look(node.kind, node.name).one
    sirens = [
        other.removeprefix("siren:") for other in node.other_ids if other.startswith("siren:")
    ]
    parts = [
        kind[:1].upper() + kind[1:],
        life(node),
        count(len(node.names), "autre nom", "autres noms") if node.names else "",
        count(node.population, "habitant") if node.population else "",
        f"SIREN {sirens[0]}" if sirens else "",
    ]
    return " · ".join(filter(None, parts))


def life(node: Node) -> str:
    """Return when a node was alive, or when an agreement was signed, in words."""
    if node.signed_on:
        return f"signé{'e' if node.gender == 'f' else ''} {on_day(node.signed_on)}"
    if node.since and node.until:
        return f"{date(node.since)} – {date(node.until)}"
    if node.since:
        return f"depuis {date(node.since)}"
    return f"jusqu’à {date(node.until)}" if node.until else ""


def summary(who: Subject) -> Rich:
    """Return « L’ANRU pilote 3 programmes, signe 20 accords et a 26 partenaires. »."""
    acts = _acts(who)
    if not acts and who.wholes:
        names = [strong(who.book.names[whole].of()) for whole in who.wholes]
        acts = [("fait partie ", *in_line(names))]
    if not acts:
        return (f"Les sources lues ne disent rien d’autre {who.name.of()}.",)
    return (f"{who.name.at_start()} ", *in_line(acts), ".")


def _acts(who: Subject) -> list[Rich]:
    led = [(_number(who, EdgeKind.PILOTS, to=NodeKind.PROGRAMME), "programme")]
    led += [(_number(who, EdgeKind.PILOTS, to=NodeKind.CONVENTION), "accord")]
    paid = sum(
        _number(who, EdgeKind.FINANCES, to=kind)
        for kind in (NodeKind.PROGRAMME, NodeKind.CONVENTION)
    )
    told = [
        ("pilote ", joined([count(n, what) for n, what in led if n])),
        ("signe ", _counted(_number(who, EdgeKind.SIGNS), "accord")),
        ("a ", _counted(len(who.partners), "partenaire")),
        ("a ", _counted(_number(who, EdgeKind.SIGNS, inwards=True), "signataire")),
        ("réunit ", _counted(_inside(who), "accord ou programme", "accords et programmes")),
        ("a ", _counted(_number(who, EdgeKind.MEMBER_OF, inwards=True), "membre")),
        ("couvre ", _counted(_number(who, EdgeKind.COVERS), "territoire")),
        ("finance ", _counted(paid, "programme ou accord", "programmes ou accords")),
    ]
    return [(verb, strong(what)) for verb, what in told if what]


def _counted(number: int, one: str, many: str | None = None) -> str:
    return count(number, one, many) if number else ""


def _number(
    who: Subject, kind: EdgeKind, *, to: NodeKind | None = None, inwards: bool = False
) -> int:
    """Return how many nodes a kind of fact leads to, or comes from."""
    graph = who.view.projection
    near, edge = who.view.arcs(who.index)
    keep = graph.edge_kind[edge] == EDGE_KIND_CODES[kind]
    keep &= (graph.start[edge] == near) == inwards
    if to is not None:
        keep &= graph.node_kind[near] == NODE_KIND_CODES[to]
    return len(np.unique(near[keep]))


def _inside(who: Subject) -> int:
    graph = who.view.projection
    near, edge = who.view.arcs(who.index)
    keep = (graph.edge_kind[edge] == EDGE_KIND_CODES[EdgeKind.PART_OF]) & (
        graph.start[edge] == near
    )
    return len(np.unique(near[keep & np.isin(graph.node_kind[near], _INSIDE)]))
