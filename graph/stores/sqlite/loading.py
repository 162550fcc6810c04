"""Writing the log: what a source says now replaces what it said, claim by claim.

Claims are matched with those already held by their content hash, so that only what is new is
written and only what is gone is deleted. What was touched is then derived again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.derive import edge_key, joins_identity, node_of
from graph.hearing import NO_RULINGS, Rulings, heard
from graph.ids import NodeId
from graph.meeting import TELLING
from graph.model import Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, NodeKind
from graph.store import SourceClaims
from graph.stores.sqlite import waiting
from graph.stores.sqlite.rows import EDGE_COLUMNS, body, edge_row, node_claim
from graph.topology import EDGE_KINDS

_BATCH = 10_000
_TABLES = ("node_claim", "edge_claim", "measure_claim")
_INSERT_EDGE = (
    f"INSERT INTO edge_claim (cid, hash, key, {EDGE_COLUMNS}) VALUES ({', '.join('?' * 21)})"
)


@dataclass(slots=True)
class Idents:
    """The interned ids of one transaction: text to number, and number to canonical text."""

    db: sqlite3.Connection
    numbers: dict[NodeId, int] = field(default_factory=dict)

    def intern(self, texts: Iterable[NodeId]) -> dict[NodeId, int]:
        """Return the number of each id, giving one to those that are new."""
        wanted = [text for text in set(texts) if text not in self.numbers]
        known = self.db.execute
        for text in wanted:
            row = known("SELECT id FROM ident WHERE text = ?", (text,)).fetchone()
            if row is None:
                number = known("INSERT INTO ident (text, canon) VALUES (?, 0)", (text,)).lastrowid
                known("UPDATE ident SET canon = id WHERE id = ?", (number,))
                row = (number,)
            self.numbers[text] = row[0]
        return self.numbers


@dataclass(slots=True)
class Touched:
    """What a transaction changed in the log, and so must derive again: ident and key numbers."""

    nodes: set[int] = field(default_factory=set)
    keys: set[int] = field(default_factory=set)
    linked: set[int] = field(default_factory=set)  #: idents whose aliases or judgements changed
    agreements: bool = False  #: something was said, or no longer is, of what agreements are
    added: int = 0
    removed: int = 0
    kept: int = 0
    sources: int = 0  #: sources that are new, or whose own description changed


def write_source(
    db: sqlite3.Connection, saying: SourceClaims, idents: Idents, touched: Touched,
    *, rulings: Rulings = NO_RULINGS,
) -> None:  # fmt: skip
    """Make one source say exactly its claims; must run inside a transaction."""
    sid, weight_changed = _write_description(db, saying.source, touched)
    held = _held(db, sid)
    fresh: list[tuple[bytes, Claim]] = []
    aside: list[Claim] = []
    for claim in heard(saying.source, saying.claims, rulings=rulings, waiting=aside):
        digest = claim.hash()
        if held.get(digest):
            held[digest].pop()
            touched.kept += 1
        else:
            fresh.append((digest, claim))
        if len(fresh) >= _BATCH:
            _insert(db, sid, saying.source, fresh, idents, touched)
            fresh.clear()
    _insert(db, sid, saying.source, fresh, idents, touched)
    _delete(db, [place for places in held.values() for place in places], touched)
    touched.sources += waiting.replace(db, sid, aside)
    if weight_changed:
        _weigh_again(db, sid, saying.source, idents, touched)


def remove_source(db: sqlite3.Connection, sid: int, touched: Touched) -> None:
    """Delete a source and all that it says; must run inside a transaction."""
    _delete(db, [place for places in _held(db, sid).values() for place in places], touched)
    waiting.replace(db, sid, [])
    db.execute("DELETE FROM source WHERE sid = ?", (sid,))
    touched.sources += 1


def _write_description(
    db: sqlite3.Connection, source: Source, touched: Touched
) -> tuple[int, bool]:
    """Store the source; return its number, and whether its weight against others changed."""
    described = source.model_dump_json(exclude_none=True)
    row = db.execute("SELECT sid, body FROM source WHERE id = ?", (source.id,)).fetchone()
    if row is None:
        added = db.execute("INSERT INTO source (id, body) VALUES (?, ?)", (source.id, described))
        touched.sources += 1
        return int(added.lastrowid or 0), False
    sid, before = row
    if before == described:
        return sid, False
    db.execute("UPDATE source SET body = ? WHERE sid = ?", (described, sid))
    touched.sources += 1
    old = Source.model_validate_json(before)
    return sid, (old.authority, old.published_on) != (source.authority, source.published_on)


def _held(db: sqlite3.Connection, sid: int) -> dict[bytes, list[tuple[str, int]]]:
    """Return where each claim of a source is held, by content hash; equal claims are several."""
    held: dict[bytes, list[tuple[str, int]]] = defaultdict(list)
    for table in _TABLES:
        query = f"SELECT hash, cid FROM {table} WHERE cid BETWEEN ? AND ?"
        for digest, cid in db.execute(query, _range(sid)):
            held[digest].append((table, cid))
    return held


def _range(sid: int) -> tuple[int, int]:
    return sid << 32, (sid << 32) | 0xFFFF_FFFF


def _insert(
    db: sqlite3.Connection, sid: int, source: Source, fresh: list[tuple[bytes, Claim]],
    idents: Idents, touched: Touched,
) -> None:  # fmt: skip
    """Append claims; their keys are of the ids as read, and follow when canonical ids change."""
    ids = idents.intern(text for _digest, claim in fresh for text in _ids(claim))
    (rid,) = db.execute("SELECT next_rid FROM source WHERE sid = ?", (sid,)).fetchone()
    nodes, edges, measures, aliases = [], [], [], []
    canon = _canonical_texts(db, ids, fresh)
    for cid, (digest, claim) in enumerate(fresh, start=(sid << 32) | rid):
        match claim.fact:
            case Edge() as edge:
                key = edge_key(edge, canon).number
                edges.append((cid, digest, key, *edge_row(claim, edge, ids)))
                touched.keys.add(key)
                touched.agreements |= edge.kind in TELLING
            case Node() as node:
                nodes.append((cid, digest, ids[node.id], body(claim)))
                aliases += [
                    (cid, ids[node.id], ids[other]) for other in joins_identity(node, source)
                ]
                touched.nodes.add(ids[node.id])
                touched.agreements |= node.kind is NodeKind.CONVENTION
            case Measure() as measure:
                measures.append((cid, digest, ids[measure.node], body(claim)))
    db.executemany("INSERT INTO node_claim VALUES (?, ?, ?, ?)", nodes)
    db.executemany(_INSERT_EDGE, edges)
    db.executemany("INSERT INTO measure_claim VALUES (?, ?, ?, ?)", measures)
    db.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", aliases)
    touched.linked.update(ident for _cid, main, other in aliases for ident in (main, other))
    db.execute("UPDATE source SET next_rid = ? WHERE sid = ?", (rid + len(fresh), sid))
    touched.added += len(fresh)


def _ids(claim: Claim) -> Iterator[NodeId]:
    match claim.fact:
        case Node() as node:
            yield node.id
            # Any source's: it is `joins_identity` that decides whether they mean anything.
            yield from joins_identity(node, _ANY)
        case Edge() as edge:
            yield from filter(None, (edge.start, edge.end, edge.under, edge.territory))
        case Measure() as measure:
            yield measure.node


_ANY = Source(id="any", title="any", authority=Authority.OFFICIAL)


def _canonical_texts(
    db: sqlite3.Connection, ids: dict[NodeId, int], fresh: list[tuple[bytes, Claim]]
) -> dict[NodeId, NodeId]:
    """Return the canonical ids, where they differ, of those that the edges of a batch mention."""
    query = (
        "SELECT c.text FROM ident i JOIN ident c ON c.id = i.canon"
        " WHERE i.id = ? AND i.canon <> i.id"
    )
    mentioned = {t for _digest, claim in fresh if isinstance(claim.fact, Edge) for t in _ids(claim)}
    found = ((text, db.execute(query, (ids[text],)).fetchone()) for text in mentioned)
    return {text: row[0] for text, row in found if row is not None}


def _delete(db: sqlite3.Connection, places: list[tuple[str, int]], touched: Touched) -> None:
    """Delete claims, noting first what they leave to derive again."""
    for table, cid in places:
        if table == "edge_claim":
            query = "SELECT key, kind FROM edge_claim WHERE cid = ?"
            key, kind = db.execute(query, (cid,)).fetchone()
            touched.keys.add(key)
            touched.agreements |= EDGE_KINDS[kind] in TELLING
        elif table == "node_claim":
            query = "SELECT node, instr(body, '\"Convention\"') FROM node_claim WHERE cid = ?"
            node, agreement = db.execute(query, (cid,)).fetchone()
            touched.nodes.add(node)
            touched.agreements |= bool(agreement)
            for pair in db.execute("SELECT main, other FROM alias WHERE cid = ?", (cid,)):
                touched.linked.update(pair)
            db.execute("DELETE FROM alias WHERE cid = ?", (cid,))
        db.execute(f"DELETE FROM {table} WHERE cid = ?", (cid,))
    touched.removed += len(places)


def _weigh_again(
    db: sqlite3.Connection, sid: int, source: Source, idents: Idents, touched: Touched
) -> None:
    """Derive again all that a source says, since it now weighs more or less than before."""
    touched.agreements = True
    keys = db.execute("SELECT key FROM edge_claim WHERE cid BETWEEN ? AND ?", _range(sid))
    touched.keys.update(key for (key,) in keys)
    between = "FROM alias WHERE cid BETWEEN ? AND ?"
    for pair in db.execute(f"SELECT main, other {between}", _range(sid)):
        touched.linked.update(pair)
    db.execute(f"DELETE {between}", _range(sid))
    rows = db.execute(
        "SELECT cid, node, body FROM node_claim WHERE cid BETWEEN ? AND ?", _range(sid)
    )
    for cid, number, text in rows.fetchall():
        touched.nodes.add(number)
        others = joins_identity(node_of(node_claim(text)), source)
        ids = idents.intern(others)
        db.executemany(
            "INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", [(cid, number, ids[o]) for o in others]
        )
        touched.linked.update((number, *(ids[other] for other in others)))
