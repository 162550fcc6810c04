"""Deriving the thin graph again, where a transaction touched the log.

`node` and `edge` hold what a projection needs. An edge that one claim states is copied in SQL;
the rare ones that several claims state go through `graph.derive`, as every answer does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from graph.dates import packed
from graph.derive import (
    EdgeFacts,
    EdgeKey,
    Statement,
    by_rank,
    derive_edge,
    derive_node,
    edge_key,
    edge_number,
    edge_of,
)
from graph.identity import Alias
from graph.ids import NodeId
from graph.meeting import NAMESPACE, identities
from graph.model import Judgement, Node
from graph.ontology import Authority, EdgeKind
from graph.stores.sqlite.loading import Touched
from graph.stores.sqlite.rows import Sources, edge_claims, node_claim, source_of
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES

_EVERY_SOURCE = "SELECT body FROM source"


def derive_touched(db: sqlite3.Connection, touched: Touched) -> None:
    """Bring `ident.canon`, `node` and `edge` up to date with the log; inside the transaction."""
    if touched.linked or touched.agreements:
        _relink(db, touched)
    _temporary(db, "touched_key", touched.keys)
    _derive_edges(db)
    _temporary(db, "touched_node", touched.nodes)
    _derive_nodes(db)


def _temporary(db: sqlite3.Connection, name: str, numbers: Iterable[int]) -> None:
    """Fill a temporary table of numbers, sorted so that later writes go in key order."""
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (id INTEGER PRIMARY KEY)")
    db.execute(f"DELETE FROM temp.{name}")
    db.executemany(
        f"INSERT INTO temp.{name} VALUES (?)",
        ((number,) for number in sorted(numbers)),
    )


def _relink(db: sqlite3.Connection, touched: Touched) -> None:
    """Work out canonical ids from all claims and judgements, and move what they move."""
    aliases = [
        Alias(*pair)
        for pair in db.execute(
            "SELECT DISTINCT m.text, o.text FROM alias a"
            " JOIN ident m ON m.id = a.main JOIN ident o ON o.id = a.other"
        )
    ]
    judgements = [
        Judgement.model_validate_json(b) for (b,) in db.execute("SELECT body FROM judgement")
    ]
    chosen = identities(aliases, judgements, partial(_of_agreements, db))
    before = dict(
        db.execute(
            "SELECT i.text, c.text FROM ident i JOIN ident c ON c.id = i.canon"
            " WHERE i.canon <> i.id"
        )
    )
    moved = [t for t in {*chosen, *before} if chosen.get(t, t) != before.get(t, t)]
    number = "(SELECT id FROM ident WHERE text = ?)"
    for text in sorted(moved):
        for canonical in (before.get(text, text), chosen.get(text, text)):
            touched.nodes.add(db.execute(f"SELECT {number}", (canonical,)).fetchone()[0])
        db.execute(
            f"UPDATE ident SET canon = {number} WHERE text = ?",
            (chosen.get(text, text), text),
        )
    _rekey(db, moved, touched)


def _of_agreements(db: sqlite3.Connection) -> Iterator[Statement]:
    """Yield what tells agreements apart; nothing when no text is loaded, as none can meet then."""
    if not any(source_of(b).authority is Authority.TEXT for (b,) in db.execute(_EVERY_SOURCE)):
        return
    sources = Sources(db)
    db.execute("CREATE TEMP TABLE IF NOT EXISTS agreement (id INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.agreement")
    among = (NAMESPACE, NAMESPACE[:-1] + chr(ord(NAMESPACE[-1]) + 1))
    db.execute(
        "INSERT INTO temp.agreement SELECT id FROM ident WHERE text >= ? AND text < ?", among
    )
    told = "SELECT cid, body FROM node_claim WHERE node IN temp.agreement"
    for cid, text in db.execute(told):
        yield Statement(node_claim(text), sources[cid])
    for end in ("start", "end"):
        for held in edge_claims(db, f"c.{end} IN temp.agreement"):
            yield Statement(held.claim, sources[held.cid])


def _rekey(db: sqlite3.Connection, moved: list[NodeId], touched: Touched) -> None:
    """Give the claims that mention a moved id the key of their new canonical ends."""
    ident = "(SELECT id FROM ident WHERE text = ?)"
    for text in moved:
        mentions = " OR ".join(f"c.{column} = {ident}" for column in ("start", "end", "via"))
        for held in list(edge_claims(db, mentions, (text, text, text))):
            key = edge_key(edge_of(held.claim), held.canon).number
            db.execute("UPDATE edge_claim SET key = ? WHERE cid = ?", (key, held.cid))
            touched.keys |= {held.key, key}


def edge_statements(
    db: sqlite3.Connection, where: str, arguments: Sequence[Any] = ()
) -> Iterator[tuple[EdgeKey, list[Statement], dict[NodeId, NodeId]]]:
    """Yield key, statements and canonical ids of the edges that a condition of ours keeps.

    The condition is on `edge_claim c`, and must keep all claims of a key or none.
    """
    sources = Sources(db)
    held = edge_claims(db, f"{where} ORDER BY c.key, c.cid", arguments)
    for _key, several in groupby(held, key=attrgetter("key")):
        group = list(several)
        canon = {text: chosen for one in group for text, chosen in one.canon.items()}
        statements = [Statement(one.claim, sources[one.cid]) for one in group]
        yield edge_key(edge_of(group[0].claim), canon), statements, canon


def _derive_edges(db: sqlite3.Connection) -> None:
    _drop_edges(db)
    db.execute(
        """
        INSERT INTO edge
        SELECT c.key, c.key, c.kind, s.canon, e.canon,
               CASE WHEN c.signed_on THEN c.signed_on ELSE c.since END, c.until,
               c.confidence / 100, c.cid >> 32
        FROM temp.touched_key t JOIN edge_claim c ON c.key = t.id
        JOIN ident s ON s.id = c.start JOIN ident e ON e.id = c.end
        WHERE c.kind <> ? AND s.canon <> e.canon
          AND (SELECT count(*) FROM edge_claim o WHERE o.key = t.id) = 1
        """,
        (EDGE_KIND_CODES[EdgeKind.PARTNERS_WITH],),
    )
    several = (
        "c.key IN (SELECT t.id FROM temp.touched_key t JOIN edge_claim o ON o.key = t.id"
        " GROUP BY t.id HAVING count(*) > 1 OR max(o.kind) = ?)"
    )
    partnership = EDGE_KIND_CODES[EdgeKind.PARTNERS_WITH]
    for key, statements, canon in list(edge_statements(db, several, (partnership,))):
        if key.start != key.end:
            for rank, told in by_rank(statements).items():
                facts = derive_edge(edge_number(key.number, rank), key, told, canon)
                _write_edge(db, key.number, facts, told)


def _drop_edges(db: sqlite3.Connection) -> None:
    """Delete the edges of the touched keys, whatever their ranks, which have no gap."""
    held = "SELECT t.id FROM temp.touched_key t JOIN edge e ON e.number = t.id"
    for (key,) in db.execute(held).fetchall():
        rank = 0
        while db.execute("DELETE FROM edge WHERE number = ?", (edge_number(key, rank),)).rowcount:
            db.execute("DELETE FROM edge_source WHERE number = ?", (edge_number(key, rank),))
            rank += 1


def _write_edge(
    db: sqlite3.Connection, key: int, facts: EdgeFacts, told: Iterable[Statement]
) -> None:
    """Write a derived edge, and its sources apart when there are several."""
    edge = facts.edge
    number = int(facts.id[1:], 16)
    ident = "(SELECT id FROM ident WHERE text = ?)"
    sources = sorted({s.source.id for s in told})
    confidence = max(s.claim.citation.confidence for s in told)
    lone = sources[0] if len(sources) == 1 else None
    db.execute(
        f"INSERT INTO edge VALUES (?, ?, ?, {ident}, {ident}, ?, ?, ?,"
        " (SELECT sid FROM source WHERE id = ?))",
        (number, key, EDGE_KIND_CODES[edge.kind], edge.start, edge.end,
         packed(edge.begins), packed(edge.until),
         round(confidence * 10_000) // 100, lone),
    )  # fmt: skip
    if lone is None:
        db.executemany(
            "INSERT INTO edge_source VALUES (?, (SELECT sid FROM source WHERE id = ?))",
            [(number, source) for source in sources],
        )


def node_statements(
    db: sqlite3.Connection, canonical: str, arguments: Sequence[Any] = ()
) -> Iterator[tuple[NodeId, list[Statement]]]:
    """Yield each canonical id of a subquery of ours, with the node statements about it."""
    sources = Sources(db)
    query = (
        f"SELECT k.text, n.cid, n.body FROM ({canonical}) t"
        " JOIN ident k ON k.id = t.id JOIN ident i ON i.canon = t.id"
        " JOIN node_claim n ON n.node = i.id ORDER BY t.id, n.cid"
    )
    for text, group in groupby(db.execute(query, arguments), key=itemgetter(0)):
        yield text, [Statement(node_claim(body), sources[cid]) for _text, cid, body in group]


def _derive_nodes(db: sqlite3.Connection) -> None:
    """Write again the nodes whose claims changed, and those that ids moved to or from."""
    db.execute("DELETE FROM node WHERE id IN temp.touched_node")
    canonical = "SELECT DISTINCT i.canon AS id FROM temp.touched_node t JOIN ident i ON i.id = t.id"
    db.execute(f"DELETE FROM node WHERE id IN ({canonical})")
    number = dict(db.execute(f"SELECT text, id FROM ident WHERE id IN ({canonical})"))
    rows = [
        (number[identifier], *node_row(derive_node(identifier, told).node))
        for identifier, told in node_statements(db, canonical)
    ]
    db.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def node_row(node: Node) -> tuple[Any, ...]:
    """Return the columns of a derived node; an agreement lives from its signature."""
    others = "\n".join((*node.names, *node.other_ids))
    since = packed(node.begins)
    return (
        NODE_KIND_CODES[node.kind],
        node.name,
        node.short_name or "",
        others,
        since,
        packed(node.until),
    )
