"""Answers to what waits: accepted, refused, or another id; each kept as a judgement, and undone."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from api import bodies
from api.absent import NoSuchProposal
from api.bodies import Body
from api.galaxy import Galaxy
from graph.errors import InputRefused
from graph.model import Claim, Edge, Judgement, Node, Ruling
from queries import paging
from queries.proposals import Proposal, claim_id, ends, pair_id, proposals


@dataclass(frozen=True, slots=True)
class By:
    """Who answers, on which day, and why."""

    who: str
    on: str
    why: str | None = None


def listed(
    galaxy: Galaxy, *, about: str | None = None, limit: int = paging.PAGE, after: str | None = None
) -> Body:  # fmt: skip
    """Return a page of what waits for a person, the likeliest first; `about` keeps one sort."""
    view = galaxy.whole()
    question = ("proposals", view.projection.revision, about)
    last = paging.after(question, after, (int,))
    first = 0 if last is None else max(0, int(last[0]))
    end = first + paging.page_size(limit)
    found = [one for one in proposals(galaxy.store, view) if about in {None, one.about.value}]
    return {
        "items": [body(one) for one in found[first:end]],
        "next": paging.cursor(question, (end,)) if end < len(found) else None,
        "total": len(found),
    }


def body(proposal: Proposal) -> Body:
    """Return a proposal: what it is about, how sure, why, the words of the documents."""
    return {
        "id": proposal.id,
        "about": proposal.about.value,
        "score": proposal.score,
        "reasons": list(proposal.reasons),
        "pair": [bodies.node_ref(ref) for ref in proposal.pair] if proposal.pair else None,
        "facts": [_fact(claim) for claim in proposal.claims],
        "citations": [bodies.citation(cited) for cited in proposal.citations],
    }


def _fact(claim: Claim) -> Body:
    kind = type(claim.fact).__name__.lower()
    return {kind: claim.fact.content(), "citation": bodies.citation(claim.citation)}


def answer(galaxy: Galaxy, wanted: Iterable[str], verdict: str, by: By) -> list[Body]:
    """Accept or refuse proposals, by id, all in one step; return the answers as they are kept."""
    known = {one.id: one for one in proposals(galaxy.store, galaxy.whole())}
    given: list[Judgement | Ruling] = []
    for identifier in wanted:
        if identifier not in known:
            raise NoSuchProposal(identifier, known)
        given += _given(known[identifier], verdict, by)
    report = galaxy.store.load([], judgements=given)
    return [bodies.judgement(one) | {"revision": report.revision} for one in given]


def answer_other(galaxy: Galaxy, identifier: str, other: str, by: By) -> list[Body]:
    """Say that what a text names is neither of a pair, but another node of the graph.

    Raises `InputRefused` for facts: a text's facts are accepted or refused as they are read.
    """
    known = {one.id: one for one in proposals(galaxy.store, galaxy.whole())}
    if identifier not in known:
        raise NoSuchProposal(identifier, known)
    pair = known[identifier].pair
    if pair is None:
        raise InputRefused(
            "Un fait s’accepte ou se refuse tel qu’il est lu.",
            hint="Refusez-le, puis écrivez le bon dans un fichier curé.",
        )
    left, right = pair
    made = left if _is_made(left.id) or not _is_made(right.id) else right
    rest = right if made is left else left
    canonical = galaxy.resolve(other)
    if canonical in {left.id, right.id}:
        raise InputRefused(
            f"« {other} » est déjà l’un des deux.", hint="Acceptez ou refusez la proposition."
        )
    given: list[Judgement | Ruling] = [
        _judged(made.id, canonical, "same", by), _judged(made.id, rest.id, "different", by)
    ]  # fmt: skip
    report = galaxy.store.load([], judgements=given)
    return [bodies.judgement(one) | {"revision": report.revision} for one in given]


def withdraw(galaxy: Galaxy, identifier: str) -> int:
    """Take back the answer to a proposal, by the id that it had; return the revision."""
    store = galaxy.store
    for judgement in store.judgements():
        if pair_id(*judgement.pair) == identifier:
            return store.unjudge(*judgement.pair)
    ruled = [ruling for ruling in store.rulings() if claim_id(ruling.claim) == identifier]
    if not ruled:
        raise NoSuchProposal(identifier, ())
    revision = store.revision()
    for source, claim in _together(galaxy, ruled[0]):
        revision = store.unjudge(source, claim)
    return revision


def _given(proposal: Proposal, verdict: str, by: By) -> list[Judgement | Ruling]:
    if proposal.pair is not None:
        left, right = proposal.pair
        said = "same" if verdict == "accepted" else "different"
        return [_judged(left.id, right.id, said, by)]
    return [
        Ruling(
            source=claim.citation.source, claim=claim.name, verdict=verdict,
            by=by.who, on=by.on, why=by.why,
        )
        for claim in proposal.claims
    ]  # fmt: skip


def _judged(left: str, right: str, verdict: str, by: By) -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by=by.who, on=by.on, why=by.why)


def _is_made(identifier: str) -> bool:
    """Tell whether an id was made for what no register knows."""
    return identifier.startswith("actor:") or "/" in identifier


def _together(galaxy: Galaxy, ruling: Ruling) -> list[tuple[str, str]]:
    """Return the rulings that one answer gave: of a whole agreement, all that was ruled of it.

    Links come before what they tie, so that nothing counts with an end that does not.
    """
    ruled = {one.pair for one in galaxy.store.rulings() if one.source == ruling.source}
    log = galaxy.store.claims()
    assert isinstance(log, Generator)  # noqa: S101 -- both stores yield; it must end before a write
    with closing(log):
        claims = next((list(s.claims) for s in log if s.source.id == ruling.source), [])
    head = next((claim for claim in claims if claim.name == ruling.claim), None)
    if head is None or not isinstance(head.fact, Node):
        return [ruling.pair]
    about = head.fact.id
    with_it = [c for c in claims if about in ends(c) and (ruling.source, c.name) in ruled]
    with_it.sort(key=lambda claim: (not isinstance(claim.fact, Edge), claim.name))
    return [(ruling.source, claim.name) for claim in with_it]
