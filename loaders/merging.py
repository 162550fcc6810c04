"""One source told of in several files: it says what all of them say, each claim once."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import InputRefused
from graph.model import Claim, Source
from graph.store import SourceClaims


def merged(several: Iterable[SourceClaims]) -> list[SourceClaims]:
    """Return the sources of several files, in order of appearance, each of them once.

    Raises `InputRefused` if two files describe one source differently. Two files that mention
    one node at one place of one source say it once; a source told of once stays lazy.
    """
    told: dict[str, list[SourceClaims]] = {}
    for said in several:
        told.setdefault(said.source.id, []).append(said)
    return [one[0] if len(one) == 1 else _together(one) for one in told.values()]


def _together(several: list[SourceClaims]) -> SourceClaims:
    source: Source = several[0].source
    if any(said.source != source for said in several):
        raise InputRefused(
            f"la source « {source.id} » est décrite de deux façons.",
            hint="Donnez-lui partout la même description.",
        )
    claims: dict[bytes, Claim] = {c.hash(): c for said in several for c in said.claims}
    return SourceClaims(source, list(claims.values()))
