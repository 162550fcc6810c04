"""Reading the graph: facts of a few ids with their proofs, or the columns of all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
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
)
from graph.digest import digest, edge_line, measure_line, node_line
from graph.ids import NodeId
from graph.model import Claim, Measure, Source
from graph.store import SourceClaims
from graph.stores.sqlite.deriving import (
    edge_statements,
    node_statements,
    sources_by_number,
)
from graph.stores.sqlite.rows import EDGE_COLUMNS, edge_claim, measure_claim, node_claim
from graph.topology import Topology


def canonical(db: sqlite3.Connection, identifier: NodeId) -> NodeId | None:
    """Return the canonical id behind any id; None when no node has it."""
    row = db.execute(
        "SELECT c.text FROM ident i JOIN ident c ON c.id = i.canon JOIN node n ON n.id = c.id"
        " WHERE i.text = ?",
        (identifier,),
    ).fetchone()
    return row and str(row[0])


def nodes(db: sqlite3.Connection, ids: Iterable[NodeId]) -> dict[NodeId, NodeFacts]:
    """Return the facts of canonical ids that have a node."""
    found = {}
    for identifier in ids:
        row = db.execute(
            "SELECT id FROM ident WHERE text = ? AND canon = id", (identifier,)
        ).fetchone()
        if row is not None:
            for _number, told in node_statements(db, f"SELECT {int(row[0])} AS id"):
                found[identifier] = derive_node(identifier, told)
    return found


def edges(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, EdgeFacts]:
    """Return the facts of edge ids that have an edge."""
    found: dict[str, EdgeFacts] = {}
    for identifier in ids:
        row = db.execute(
            "SELECT key FROM edge WHERE number = ?", (_edge_number(identifier),)
        ).fetchone()
        if row is not None:
            found |= {f.id: f for f in _edges_where(db, "c.key = ?", row) if f.id == identifier}
    return found


def _edge_number(identifier: str) -> int | None:
    try:
        number = int(identifier.removeprefix("e"), 16)
    except ValueError:
        return None
    return number if number < 1 << 63 else None


def _edges_where(
    db: sqlite3.Connection, where: str, arguments: tuple[Any, ...] = ()
) -> Iterator[EdgeFacts]:
    for number, key, statements, canon in edge_statements(db, where, arguments):
        if key.start != key.end:
            for rank, told in by_rank(statements).items():
                yield derive_edge(edge_number(number, rank), key, told, canon)


def measures(db: sqlite3.Connection, ids: Iterable[NodeId]) -> dict[NodeId, list[MeasureFacts]]:
    """Return the measures of canonical ids that have any, by key."""
    found = {}
    for identifier in ids:
        query = (
            "SELECT m.cid, m.body FROM ident c JOIN ident i ON i.canon = c.id"
            " JOIN measure_claim m ON m.node = i.id WHERE c.text = ? AND c.canon = c.id"
        )
        rows = db.execute(query, (identifier,)).fetchall()
        if rows:
            found[identifier] = list(_measures(db, identifier, rows))
    return found


def _measures(
    db: sqlite3.Connection, identifier: NodeId, rows: list[tuple[int, str]]
) -> Iterator[MeasureFacts]:
    sources = sources_by_number(db)
    told = [Statement(measure_claim(text), sources[cid >> 32]) for cid, text in rows]
    canon = _canon_of(db, told)

    def key(statement: Statement) -> str:
        fact = statement.claim.fact
        assert isinstance(fact, Measure)  # noqa: S101 -- a row of measure_claim
        return fact.key(canon)

    for name, group in groupby(sorted(told, key=key), key=key):
        yield derive_measure(identifier, name, list(group), canon)


def _canon_of(db: sqlite3.Connection, told: list[Statement]) -> dict[NodeId, NodeId]:
    facts = [s.claim.fact for s in told if isinstance(s.claim.fact, Measure)]
    mentioned = {t for m in facts for t in (m.territory, *m.payers) if t}
    query = "SELECT c.text FROM ident i JOIN ident c ON c.id = i.canon WHERE i.text = ?"
    found = ((text, db.execute(query, (text,)).fetchone()) for text in mentioned)
    return {text: row[0] for text, row in found if row}


def whole_digest(db: sqlite3.Connection) -> str:
    """Return the digest of the whole graph, derived fact by fact."""
    return digest(_lines(db))


def _lines(db: sqlite3.Connection) -> Iterator[bytes]:
    texts = dict(db.execute("SELECT id, text FROM ident WHERE canon = id"))
    for number, told in node_statements(db, "SELECT id FROM node"):
        yield node_line(derive_node(texts[number], told))
    for facts in _edges_where(db, "1"):
        yield edge_line(facts)
    holders = [
        text
        for (text,) in db.execute(
            "SELECT DISTINCT c.text FROM measure_claim m JOIN ident i ON i.id = m.node"
            " JOIN ident c ON c.id = i.canon"
        )
    ]
    for several in measures(db, holders).values():
        yield from map(measure_line, several)


def log(db: sqlite3.Connection) -> Iterator[SourceClaims]:
    """Yield each source with its claims as read, by source id; claims by content hash."""
    described = sorted(sources_by_number(db).items(), key=lambda item: item[1].id)
    for sid, source in described:
        yield SourceClaims(source, list(_claims(db, sid, source)))


def _claims(db: sqlite3.Connection, sid: int, source: Source) -> Iterator[Claim]:
    bounds = (sid << 32, (sid << 32) | 0xFFFF_FFFF)
    where = "WHERE cid BETWEEN ? AND ? ORDER BY hash, cid"
    for (text,) in db.execute(f"SELECT body FROM node_claim {where}", bounds):
        yield node_claim(text)
    texts = dict(db.execute("SELECT id, text FROM ident"))
    for row in db.execute(f"SELECT {EDGE_COLUMNS} FROM edge_claim {where}", bounds):
        yield edge_claim(source.id, row, texts)
    for (text,) in db.execute(f"SELECT body FROM measure_claim {where}", bounds):
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
