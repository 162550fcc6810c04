"""Listening to what sources say, to the end, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.hearing import heard, refuse_twins
from graph.model import Claim, Source
from graph.store import SourceClaims
from graph.stores.neo4j.rows import name_of


@dataclass(frozen=True, slots=True)
class Said:
    """A source and its claims by name; None for a source to be forgotten."""

    source: Source | None
    claims: Mapping[str, Claim]


def said(batch: Sequence[SourceClaims]) -> dict[str, Said]:
    """Read a batch to its end, by source id; raises what `graph.hearing` refuses."""
    refuse_twins(saying.source for saying in batch)
    return {saying.source.id: Said(saying.source, _by_name(saying)) for saying in batch}


def _by_name(saying: SourceClaims) -> dict[str, Claim]:
    """Return the claims of a source by name; equal claims are several."""
    copies: Counter[bytes] = Counter()
    claims: dict[str, Claim] = {}
    for claim in heard(saying.source, saying.claims):
        content = claim.hash()
        claims[name_of(saying.source.id, content, copies[content])] = claim
        copies[content] += 1
    return claims
