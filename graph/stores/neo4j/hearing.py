"""Listening to what sources say, to the end, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.hearing import Rulings, heard, refuse_twins
from graph.model import Claim, Source
from graph.ontology import Authority
from graph.store import SourceClaims
from graph.stores.neo4j.rows import name_of


@dataclass(frozen=True, slots=True)
class Said:
    """A source and its claims by name; None for a source to be forgotten.

    `waiting` are the claims that do not count, once `ruled` has parted them from the others.
    """

    source: Source | None
    claims: Mapping[str, Claim]
    waiting: tuple[Claim, ...] = ()

    def ruled(self, rulings: Rulings) -> Said:
        """Return what is said with the claims that count apart from those that wait."""
        if self.source is None or self.source.authority is not Authority.TEXT:
            return self
        aside: list[Claim] = []
        counting = heard(self.source, self.claims.values(), rulings=rulings, waiting=aside)
        return Said(self.source, by_name(self.source.id, counting), tuple(aside))


def said(batch: Sequence[SourceClaims]) -> dict[str, Said]:
    """Read a batch to its end, by source id; raises what `graph.hearing` refuses."""
    refuse_twins(saying.source for saying in batch)
    return {saying.source.id: Said(saying.source, _all(saying)) for saying in batch}


def _all(saying: SourceClaims) -> dict[str, Claim]:
    """Return all claims of a source by name, whether they count or not."""
    aside: list[Claim] = []
    counting = heard(saying.source, saying.claims, waiting=aside)
    return by_name(saying.source.id, chain(counting, aside))


def by_name(source: str, claims: Iterable[Claim]) -> dict[str, Claim]:
    """Return claims by name; equal claims are several."""
    copies: Counter[bytes] = Counter()
    named: dict[str, Claim] = {}
    for claim in claims:
        content = claim.hash()
        named[name_of(source, content, copies[content])] = claim
        copies[content] += 1
    return named
