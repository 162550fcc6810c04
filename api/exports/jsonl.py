"""JSON lines: the log of claims itself, the backup of record. Loaded elsewhere: the same digest.

`{"galaxie": 1}`, then each source followed by its claims, then the judgements of identity and the
rulings on claims, then the counts, by which a file cut short is known. `loaders.jsonl` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any

from api.exports.extract import Extract
from graph.model import Claim


def write(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the log of the whole store, a line at a time; the filters of a read do not apply."""
    yield _line({"galaxie": 1})
    sources = claims = 0
    for said in extract.store.claims():
        yield _line({"source": said.source.content()})
        sources += 1
        for claim in said.claims:
            yield _line(claim_line(claim))
            claims += 1
    judgements, rulings = extract.store.judgements(), extract.store.rulings()
    for judgement in judgements:
        yield _line({"judgement": judgement.content()})
    for ruling in rulings:
        yield _line({"ruling": ruling.content()})
    given = len(judgements) + len(rulings)
    yield _line({"end": {"sources": sources, "claims": claims, "judgements": given}})


def claim_line(claim: Claim) -> dict[str, Any]:
    """Return a claim as `{"node" | "edge" | "measure": …, "citation": …}`."""
    kind = type(claim.fact).__name__.lower()
    return {kind: claim.fact.content(), "citation": claim.citation.content()}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
