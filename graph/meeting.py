"""When two texts tell of one agreement: the rule of identity, a pure function of claims.

Two agreements are one when form, number, programme and territory (or object) agree, dates do not
contradict, and the day or two signatories are shared. What one side does not say of its programme
is made up for by the day and two signatories together. Anything less is for a person to judge.
At least one of the two is told by texts only: curated files give ids on purpose.

Agreements that meet are one only all together: where two of them cannot be one (two of one
source, two days, a judgement), none of them is joined and each pair is proposed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from graph.dates import contains
from graph.derive import Statement
from graph.identity import Alias, Same, canonical_ids
from graph.ids import NodeId
from graph.model import Edge, Judgement, Node
from graph.names import LINK_WORDS, fold, words
from graph.ontology import Authority, EdgeKind, Form, NodeKind, Status

K = NodeKind
#: The ids of agreements.
NAMESPACE = "convention:"
#: The relations that tell agreements apart.
TELLING = frozenset({EdgeKind.SIGNS, EdgeKind.PART_OF, EdgeKind.COVERS})
_NEAR = frozenset({K.MUNICIPALITY, K.INTERCOMMUNALITY})
_WIDE = frozenset({K.DEPARTMENT, K.REGION})
#: How the ids of quarters of one list begin: 2015, 2024.
_ZONINGS = ("qpv:QP", "qpv:QN")
#: Share of the words of two names that makes them one object.
_ALIKE = 0.5


@dataclass(slots=True)
class Agreement:
    """What is known of one agreement that tells it from others."""

    id: NodeId
    forms: set[Form] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)  #: dates of signature
    announced: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    programmes: set[NodeId] = field(default_factory=set)
    signatories: set[NodeId] = field(default_factory=set)
    near: set[NodeId] = field(default_factory=set)  #: communes and intercommunalities
    wide: set[NodeId] = field(default_factory=set)  #: départements and régions
    quarters: set[NodeId] = field(default_factory=set)  #: those with a code: names are unsteady
    sources: set[str] = field(default_factory=set)
    of_texts: bool = True  #: no other kind of source names it

    @property
    def days(self) -> set[str]:
        """Return the days, known to the day, on which it is or was to be signed."""
        return {told for told in self.signed | self.announced if len(told) == 10}


def agreements(
    statements: Iterable[Statement], canon: Mapping[NodeId, NodeId]
) -> dict[NodeId, Agreement]:
    """Return the agreements that statements speak of, by canonical id.

    `canon` holds the canonical ids of what joins without this rule.
    """
    found: dict[NodeId, Agreement] = {}
    for statement in statements:
        fact = statement.claim.fact
        if isinstance(fact, Node) and fact.id.startswith(NAMESPACE):
            about = _about(found, canon.get(fact.id, fact.id), statement)
            about.of_texts &= statement.source.authority is Authority.TEXT
            _describe(about, fact)
        elif isinstance(fact, Edge):
            _tie(found, fact, statement, canon)
    return {identifier: one for identifier, one in found.items() if one.forms or one.names}


def _about(found: dict[NodeId, Agreement], identifier: NodeId, told: Statement) -> Agreement:
    about = found.setdefault(identifier, Agreement(identifier))
    about.sources.add(told.source.id)
    return about


def _describe(about: Agreement, node: Node) -> None:
    if node.form:
        about.forms.add(node.form)
    if node.number:
        about.numbers.add("".join(re.findall(r"\d", node.number)).lstrip("0") or fold(node.number))
    about.names.add(node.name)
    if node.signed_on:
        dates = about.announced if node.status is Status.PLANNED else about.signed
        dates.add(node.signed_on)


def _tie(
    found: dict[NodeId, Agreement], edge: Edge, told: Statement, canon: Mapping[NodeId, NodeId]
) -> None:
    start, end = canon.get(edge.start, edge.start), canon.get(edge.end, edge.end)
    told_of = edge.start.startswith(NAMESPACE)
    match edge.kind:
        case EdgeKind.SIGNS if edge.end.startswith(NAMESPACE):
            about = _about(found, end, told)
            about.signatories.add(start)
            _place(about, start, edge.start_kind)
        case EdgeKind.PART_OF if told_of and edge.end_kind is K.PROGRAMME:
            _about(found, start, told).programmes.add(end)
        case EdgeKind.COVERS if told_of:
            _place(_about(found, start, told), end, edge.end_kind)
        case _:
            pass


def _place(about: Agreement, identifier: NodeId, kind: NodeKind) -> None:
    if kind in _NEAR:
        about.near.add(identifier)
    elif kind in _WIDE:
        about.wide.add(identifier)
    elif identifier.startswith("qpv:"):
        about.quarters.add(identifier)


def identities(
    aliases: Iterable[Alias], judgements: Sequence[Judgement],
    statements: Callable[[], Iterable[Statement]],
) -> dict[NodeId, NodeId]:  # fmt: skip
    """Return the canonical id of every id that joins another: by crosswalk, judgement or rule.

    `statements` returns those about agreements, of every source; it is asked once.
    """
    links: list[Alias | Same] = [*aliases]
    links += [Same(*given.pair) for given in judgements if given.verdict == "same"]
    different = [given.pair for given in judgements if given.verdict == "different"]
    canon = canonical_ids(links, different)
    apart = {
        frozenset(canon.get(identifier, identifier) for identifier in given.pair)
        for given in judgements if given.verdict != "same"
    }  # fmt: skip
    met = list(meetings(agreements(statements(), canon), apart))
    return canonical_ids([*links, *met], different) if met else canon


def meetings(
    known: Mapping[NodeId, Agreement], apart: Iterable[frozenset[NodeId]] = ()
) -> Iterator[Alias | Same]:
    """Yield the links between agreements that are surely one; `apart` holds pairs judged not so.

    An id that is not a text's stands for the others. Cost: linear in agreements, quadratic in
    those of one form and territory.
    """
    never = set(apart)
    sure = [pair for pair in pairs(known) if surely_one(*pair)]
    for group in _groups(sure):
        if not any(
            contradict(a, b) or frozenset({a.id, b.id}) in never for a, b in combinations(group, 2)
        ):
            chosen, *others = sorted(group, key=lambda one: (one.of_texts, one.id))
            for other in others:
                yield (Same if chosen.of_texts else Alias)(chosen.id, other.id)


def pairs(known: Mapping[NodeId, Agreement]) -> Iterator[tuple[Agreement, Agreement]]:
    """Yield the pairs worth comparing, each once: one is a text's, and both share a place or day.

    Agreements of no commune or intercommunality are compared with one another.
    """
    blocks: dict[str, list[Agreement]] = defaultdict(list)
    for one in known.values():
        for key in _keys(one):
            blocks[key].append(one)
    seen: set[tuple[NodeId, NodeId]] = set()
    for block in blocks.values():
        texts = [one for one in block if one.of_texts]
        for a in texts:
            for b in block:
                low, high = sorted((a, b), key=lambda one: one.id)
                if a is not b and (low.id, high.id) not in seen:
                    seen.add((low.id, high.id))
                    yield low, high


def _keys(one: Agreement) -> set[str]:
    near = {*one.near, *one.quarters}
    return one.days | (near or one.wide | {"national"})


def surely_one(a: Agreement, b: Agreement) -> bool:
    """Tell whether two agreements meet by the rule of identity."""
    day, signatories = bool(a.days & b.days), len(a.signatories & b.signatories) >= 2
    both = day and signatories
    return (
        (day or signatories)
        and len(a.forms) == 1 and a.forms == b.forms
        and (bool(a.numbers & b.numbers) or both or not avenants(a, b))
        and (bool(a.programmes & b.programmes) or both or alike(a, b))
        and _same_place(a, b)
        and not contradict(a, b)
    )  # fmt: skip


def contradict(a: Agreement, b: Agreement) -> bool:
    """Tell whether something keeps two agreements from being one.

    Dates of signature, programmes, territories that have nothing in common; numbers of avenants;
    one source that tells of both; or that both have ids given on purpose.
    """
    told = [
        (a.programmes, b.programmes), (a.near, b.near),
        (a.numbers if avenants(a, b) else set(), b.numbers),
        *((_of(year, a.quarters), _of(year, b.quarters)) for year in _ZONINGS),
    ]  # fmt: skip
    return (
        not (a.of_texts or b.of_texts)
        or not a.sources.isdisjoint(b.sources)
        or not dates_agree(a, b)
        or any(x and y and x.isdisjoint(y) for x, y in told)
    )


def _groups(pairs: Iterable[tuple[Agreement, Agreement]]) -> Iterator[list[Agreement]]:
    near: dict[NodeId, set[NodeId]] = defaultdict(set)
    by_id: dict[NodeId, Agreement] = {}
    for a, b in pairs:
        by_id |= {a.id: a, b.id: b}
        near[a.id].add(b.id)
        near[b.id].add(a.id)
    seen: set[NodeId] = set()
    for first in sorted(near):
        group, waiting = {first}, [first]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting.extend(fresh)
        if first not in seen:
            yield [by_id[identifier] for identifier in sorted(group)]
        seen |= group


def _of(zoning: str, quarters: set[NodeId]) -> set[NodeId]:
    return {quarter for quarter in quarters if quarter.startswith(zoning)}


def avenants(a: Agreement, b: Agreement) -> bool:
    """Tell whether one of the two amends another agreement: only there do numbers count."""
    return Form.AVENANT in a.forms | b.forms


def _same_place(a: Agreement, b: Agreement) -> bool:
    """Tell whether the territories agree; of two national agreements, whether the objects do.

    What the same bodies, all of them, sign on one day is taken for one object.
    """
    if a.near or b.near:
        return bool(a.near & b.near)
    if a.wide or b.wide:
        return bool(a.wide & b.wide)
    return alike(a, b) or (bool(a.days & b.days) and a.signatories == b.signatories)


def alike(a: Agreement, b: Agreement) -> bool:
    """Tell whether two agreements have one object: most words of a name of each are the same."""
    return any(
        len(x & y) >= _ALIKE * min(len(x), len(y)) and len(x & y) >= 2
        for x in map(_object, a.names) for y in map(_object, b.names)
    )  # fmt: skip


def _object(name: str) -> set[str]:
    forms = {word for form in Form for word in form.value.split("_")}
    return {word for word in words(name) if word not in LINK_WORDS and word not in forms}


def dates_agree(a: Agreement, b: Agreement) -> bool:
    """Tell whether no two dates of signature contradict; an announced date contradicts none."""
    return (
        not (a.signed and b.signed)
        or any(contains(x, y) or contains(y, x) for x in a.signed for y in b.signed)
    )  # fmt: skip
