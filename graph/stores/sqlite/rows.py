"""Claims as rows and back: what is written was checked, so reading it back checks nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph.dates import packed, unpacked
from graph.model import Citation, Claim, Edge, Measure, Node
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


def edge_claim(source: str, row: Sequence[Any], texts: Mapping[int, str]) -> Claim:
    """Return the claim of a row of `EDGE_COLUMNS`; `texts` gives the ids as read."""
    (kind, start, end, start_kind, end_kind, _via, since, until, signed_on, counted, amount,
     currency, stage, instrument, purpose, extra, locator, confidence) = row  # fmt: skip
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
        kind=EDGE_KINDS[kind], start=texts[start], end=texts[end],
        start_kind=NODE_KINDS[start_kind], end_kind=NODE_KINDS[end_kind], counted=bool(counted),
        **{k: v for k, v in told.items() if v is not None},
    )  # fmt: skip
    return Claim.model_construct(fact=edge, citation=citation)


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
