"""Claims as rows and back: what is written was checked, so reading it back checks nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from graph.dates import packed, unpacked
from graph.ids import NodeId
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Currency, Instrument, Role, Stage
from graph.topology import EDGE_KIND_CODES, EDGE_KINDS, NODE_KIND_CODES, NODE_KINDS

#: The columns of an edge claim after its number, hash and key, in their order.
EDGE_COLUMNS = (
    "kind, start, end, start_kind, end_kind, via, since, until, signed_on, counted, amount,"
    " currency, stage, instrument, purpose, extra, locator, confidence"
)
_EXTRA_EDGE = ("role", "represented_as", "share_bp", "reference", "under", "of_which", "territory")
_EXTRA_CITATION = ("quote", "gist", "extractor")
_DECODED: Mapping[str, Any] = {"role": Role}


def edge_row(claim: Claim, edge: Edge, ids: Mapping[str, int]) -> tuple[Any, ...]:
    """Return the columns of an edge claim; `ids` interns every id that the edge mentions."""
    via = edge.under or edge.territory
    extra = {k: v for k in _EXTRA_EDGE if (v := getattr(edge, k)) is not None}
    extra |= {k: v for k in _EXTRA_CITATION if (v := getattr(claim.citation, k)) is not None}
    return (
        EDGE_KIND_CODES[edge.kind], ids[edge.start], ids[edge.end],
        NODE_KIND_CODES[edge.start_kind], NODE_KIND_CODES[edge.end_kind],
        ids[via] if via else None,
        packed(edge.since), packed(edge.until), packed(edge.signed_on), edge.counted,
        edge.amount_cents, edge.currency, edge.stage, edge.instrument, edge.purpose,
        json.dumps(extra, ensure_ascii=False) if extra else None,
        claim.citation.locator, round(claim.citation.confidence * 10_000),
    )  # fmt: skip


#: What `edge_claims` reads: key, number, canonical ends, `via` and its canonical id, then a fact.
_FACT = (
    "s.text, e.text, c.kind, c.start_kind, c.end_kind, c.since, c.until, c.signed_on, c.counted,"
    " c.amount, c.currency, c.stage, c.instrument, c.purpose, c.extra, c.locator, c.confidence"
)
_SELECT_EDGES = (
    f"SELECT c.key, c.cid, sc.text, ec.text, v.text, vc.text, {_FACT} FROM edge_claim c"
    " JOIN ident s ON s.id = c.start JOIN ident sc ON sc.id = s.canon"
    " JOIN ident e ON e.id = c.end JOIN ident ec ON ec.id = e.canon"
    " LEFT JOIN ident v ON v.id = c.via LEFT JOIN ident vc ON vc.id = v.canon"
)


class EdgeClaim(NamedTuple):
    """An edge claim as held: its place, and the canonical ids of those that it mentions."""

    key: int
    cid: int
    canon: dict[NodeId, NodeId]
    claim: Claim


def edge_claims(
    db: sqlite3.Connection, where: str, arguments: Sequence[Any] = ()
) -> Iterator[EdgeClaim]:
    """Yield the edge claims that a condition of ours on `edge_claim c` keeps."""
    sources = Sources(db)
    for row in db.execute(f"{_SELECT_EDGES} WHERE {where}", arguments):
        key, cid, start, end, via, canonical_via, *fact = row
        canon = {fact[0]: start, fact[1]: end}
        if via is not None:
            canon[via] = canonical_via
        yield EdgeClaim(key, cid, canon, _edge_claim(sources[cid].id, fact))


def _edge_claim(source: str, row: Sequence[Any]) -> Claim:
    (start, end, kind, start_kind, end_kind, since, until, signed_on, counted, amount, currency,
     stage, instrument, purpose, extra, locator, confidence) = row  # fmt: skip
    more = json.loads(extra) if extra else {}
    citation = Citation.model_construct(
        source=source, locator=locator, confidence=confidence / 10_000,
        **{k: more[k] for k in _EXTRA_CITATION if k in more},
    )  # fmt: skip
    told = {
        "since": unpacked(since), "until": unpacked(until), "signed_on": unpacked(signed_on),
        "amount_cents": amount, "currency": currency and Currency(currency),
        "stage": stage and Stage(stage), "instrument": instrument and Instrument(instrument),
        "purpose": purpose,
        **{k: _DECODED[k](more[k]) if k in _DECODED else more[k] for k in _EXTRA_EDGE if k in more},
    }  # fmt: skip
    edge = Edge.model_construct(
        kind=EDGE_KINDS[kind], start=start, end=end,
        start_kind=NODE_KINDS[start_kind], end_kind=NODE_KINDS[end_kind], counted=bool(counted),
        **{k: v for k, v in told.items() if v is not None},
    )  # fmt: skip
    return Claim.model_construct(fact=edge, citation=citation)


class Sources:
    """The sources of claims, by the claims' numbers; each is read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._read: dict[int, Source] = {}

    def __getitem__(self, cid: int) -> Source:
        sid = cid >> 32
        source = self._read.get(sid)
        if source is None:
            row = self._db.execute("SELECT body FROM source WHERE sid = ?", (sid,)).fetchone()
            source = self._read[sid] = source_of(row[0])
        return source


@lru_cache(maxsize=4096)
def source_of(text: str) -> Source:
    """Return the source that a row describes; read once, since every answer cites some."""
    return Source.model_validate_json(text)


def body(claim: Claim) -> str:
    """Return a node or measure claim as the JSON text that its row holds."""
    return claim.model_dump_json(exclude_none=True, exclude_defaults=True)


def node_claim(text: str) -> Claim:
    """Return the node claim of a body."""
    read = json.loads(text)
    return Claim.model_construct(
        fact=Node.model_validate(read["fact"]),
        citation=Citation.model_construct(**read["citation"]),
    )


def measure_claim(text: str) -> Claim:
    """Return the measure claim of a body."""
    read = json.loads(text)
    return Claim.model_construct(
        fact=Measure.model_validate(read["fact"]),
        citation=Citation.model_construct(**read["citation"]),
    )
