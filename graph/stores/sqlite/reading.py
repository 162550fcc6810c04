"""Reading the graph: facts of a few ids with their proofs, or the columns of all of it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from graph.derive import (
    EdgeFacts,
    MeasureFacts,
    NodeFacts,
    Statement,
    by_rank,
    derive_edge,
    derive_measure,
    derive_node,
    edge_number,
    measure_of,
)
from graph.digest import digest, edge_line, measure_line, node_line
from graph.ids import NodeId
from graph.model import Claim
from graph.store import SourceClaims
from graph.stores.sqlite import waiting
from graph.stores.sqlite.deriving import edge_statements, node_statements
from graph.stores.sqlite.rows import (
    Sources,
    edge_claims,
    measure_claim,
    node_claim,
    source_of,
)
from graph.topology import Topology


def canonical(db: sqlite3.Connection, identifier: NodeId) -> NodeId | None:
    """Return the canonical id behind any id; None when no node has it."""
    row = db.execute(
        "SELECT c.text FROM ident i JOIN ident c ON c.id = i.canon JOIN node n ON n.id = c.id"
        " WHERE i.text = ?",
        (identifier,),
    ).fetchone()
    return row and str(row[0])


_LISTED = "(SELECT value FROM json_each(?))"


def nodes(db: sqlite3.Connection, ids: Iterable[NodeId]) -> dict[NodeId, NodeFacts]:
    """Return the facts of canonical ids that have a node."""
    canonical = f"SELECT id FROM ident WHERE text IN {_LISTED} AND canon = id"
    listed = (json.dumps(list(ids)),)
    return {i: derive_node(i, told) for i, told in node_statements(db, canonical, listed)}


def edges(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, EdgeFacts]:
    """Return the facts of edge ids that have an edge."""
    wanted = set(ids)
    numbers = json.dumps([number for i in wanted if (number := _edge_number(i)) is not None])
    keys = f"c.key IN (SELECT key FROM edge WHERE number IN {_LISTED})"
    return {f.id: f for f in _edges_where(db, keys, (numbers,)) if f.id in wanted}


def _edge_number(identifier: str) -> int | None:
    shape = re.fullmatch(r"e([0-7][0-9a-f]{15})", identifier)
    return int(shape[1], 16) if shape else None


def _edges_where(
    db: sqlite3.Connection, where: str, arguments: Sequence[Any] = ()
) -> Iterator[EdgeFacts]:
    for key, statements, canon in edge_statements(db, where, arguments):
        if key.start != key.end:
            for rank, told in by_rank(statements).items():
                yield derive_edge(edge_number(key.number, rank), key, told, canon)


def measures(db: sqlite3.Connection, ids: Iterable[NodeId]) -> dict[NodeId, list[MeasureFacts]]:
    """Return the measures of canonical ids that have any, by key."""
    sources = Sources(db)
    rows = db.execute(
        "SELECT k.text, m.cid, m.body FROM ident k JOIN ident i ON i.canon = k.id"
        f" JOIN measure_claim m ON m.node = i.id WHERE k.text IN {_LISTED} ORDER BY k.id, m.cid",
        (json.dumps(list(ids)),),
    )
    return {
        identifier: _measures(
            db, identifier, [Statement(measure_claim(b), sources[c]) for _i, c, b in several]
        )
        for identifier, several in groupby(rows, key=itemgetter(0))
    }


def _measures(
    db: sqlite3.Connection, identifier: NodeId, told: list[Statement]
) -> list[MeasureFacts]:
    """Part the statements about one node by what they measure, and derive each."""
    canon = _canon_of(db, told)
    by_key: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        by_key[measure_of(statement.claim).key(canon)].append(statement)
    return [derive_measure(identifier, key, by_key[key], canon) for key in sorted(by_key)]


def _canon_of(db: sqlite3.Connection, told: list[Statement]) -> dict[NodeId, NodeId]:
    """Return the canonical ids of the territories and payers that measures mention."""
    facts = [measure_of(statement.claim) for statement in told]
    mentioned = {text for m in facts for text in (m.territory, *m.payers) if text}
    return dict(
        db.execute(
            "SELECT i.text, c.text FROM ident i JOIN ident c ON c.id = i.canon"
            f" WHERE i.text IN {_LISTED}",
            (json.dumps(sorted(mentioned)),),
        )
    )


def whole_digest(db: sqlite3.Connection) -> str:
    """Return the digest of the whole graph, derived fact by fact."""
    return digest(_lines(db))


def _lines(db: sqlite3.Connection) -> Iterator[bytes]:
    for identifier, told in node_statements(db, "SELECT id FROM node"):
        yield node_line(derive_node(identifier, told))
    yield from map(edge_line, _edges_where(db, "1"))
    measured = db.execute(
        "SELECT DISTINCT k.text FROM measure_claim m JOIN ident i ON i.id = m.node"
        " JOIN ident k ON k.id = i.canon"
    )
    for several in measures(db, [text for (text,) in measured]).values():
        yield from map(measure_line, several)


def log(db: sqlite3.Connection) -> Iterator[SourceClaims]:
    """Yield each source with its claims as read, those that wait too; claims by content hash."""
    for sid, body in db.execute("SELECT sid, body FROM source ORDER BY id").fetchall():
        several = [*claims_of(db, sid), *waiting.of_source(db, sid)]
        yield SourceClaims(source_of(body), sorted(several, key=Claim.hash))


def claims_of(db: sqlite3.Connection, sid: int) -> Iterator[Claim]:
    """Yield the claims of a source that count."""
    bounds = (sid << 32, (sid << 32) | 0xFFFF_FFFF)
    where = "cid BETWEEN ? AND ?"
    for (text,) in db.execute(f"SELECT body FROM node_claim WHERE {where}", bounds):
        yield node_claim(text)
    for held in edge_claims(db, f"c.{where}", bounds):
        yield held.claim
    for (text,) in db.execute(f"SELECT body FROM measure_claim WHERE {where}", bounds):
        yield measure_claim(text)


def topology(db: sqlite3.Connection) -> Topology:
    """Return the columns of the graph; cost: one scan of two thin tables."""
    (revision,) = db.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    rows = db.execute(
        "SELECT i.text, n.id, n.kind, n.name, n.short_name, n.others, n.since, n.until"
        " FROM node n JOIN ident i ON i.id = n.id ORDER BY i.text"
    ).fetchall()
    texts, numbers, kinds, names, shorts, others, since, until = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([] for _ in range(8))
    )
    place = np.zeros(max(numbers, default=0) + 1, dtype=np.int32)
    place[np.array(numbers, dtype=np.int64)] = np.arange(len(numbers), dtype=np.int32)
    columns = _columns(db, "SELECT number, kind, start, end, since, until, confidence FROM edge"
                           " ORDER BY number", 7)  # fmt: skip
    sources, source_edge, source_index = _sources_of_edges(db, columns[0])
    return Topology(
        revision=int(revision), ids=texts, names=names, short_names=shorts, other_names=others,
        node_kind=np.array(kinds, dtype=np.uint8), node_since=np.array(since, dtype=np.int32),
        node_until=np.array(until, dtype=np.int32), edge_number=columns[0].astype(np.uint64),
        edge_kind=columns[1].astype(np.uint8), start=place[columns[2]], end=place[columns[3]],
        edge_since=columns[4].astype(np.int32), edge_until=columns[5].astype(np.int32),
        confidence=columns[6].astype(np.uint8), sources=sources, source_edge=source_edge,
        source_index=source_index,
    )  # fmt: skip


def _columns(db: sqlite3.Connection, query: str, width: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    flat = np.fromiter((value for row in db.execute(query) for value in row), dtype=np.int64)
    return flat.reshape(-1, width).T


def _sources_of_edges(
    db: sqlite3.Connection, numbers: np.ndarray[Any, np.dtype[np.int64]]
) -> tuple[list[str], np.ndarray[Any, np.dtype[np.int32]], np.ndarray[Any, np.dtype[np.int32]]]:
    """Return source ids, and the (edge index, source index) pairs in order."""
    described = db.execute("SELECT id, sid FROM source ORDER BY id").fetchall()
    place = np.zeros(max((sid for _id, sid in described), default=0) + 1, dtype=np.int32)
    for index, (_id, sid) in enumerate(described):
        place[sid] = index
    pairs = _columns(db, "SELECT number, sid FROM edge WHERE sid IS NOT NULL UNION ALL"
                         " SELECT number, sid FROM edge_source", 2)  # fmt: skip
    edge = np.searchsorted(numbers, pairs[0]).astype(np.int32)
    index = place[pairs[1]]
    order = np.lexsort((index, edge))
    return [identifier for identifier, _sid in described], edge[order], index[order]
