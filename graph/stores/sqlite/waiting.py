"""What waits for a person: claims kept apart from the graph, and the rulings given on claims."""

from __future__ import annotations

import sqlite3

from graph.hearing import Rulings
from graph.model import Claim, Ruling
from graph.store import SourceClaims
from graph.stores.sqlite.rows import body, source_of


def rulings(db: sqlite3.Connection) -> Rulings:
    """Return the rulings in force, by source and claim."""
    rows = db.execute("SELECT body FROM ruling ORDER BY source, claim")
    given = (Ruling.model_validate_json(text) for (text,) in rows)
    return {ruling.pair: ruling for ruling in given}


def record(db: sqlite3.Connection, ruling: Ruling) -> bool:
    """Record a ruling, which replaces the claim's earlier one; tell whether that is any news."""
    text = ruling.model_dump_json(exclude_none=True)
    held = "SELECT body FROM ruling WHERE source = ? AND claim = ?"
    if db.execute(held, ruling.pair).fetchone() == (text,):
        return False
    db.execute("INSERT OR REPLACE INTO ruling VALUES (?, ?, ?)", (*ruling.pair, text))
    return True


def withdraw(db: sqlite3.Connection, source: str, claim: str) -> bool:
    """Remove a ruling; tell whether there was one."""
    removed = db.execute("DELETE FROM ruling WHERE source = ? AND claim = ?", (source, claim))
    return bool(removed.rowcount)


def replace(db: sqlite3.Connection, sid: int, claims: list[Claim]) -> bool:
    """Make these the claims of a source that wait; tell whether that changes anything."""
    now = {claim.hash(): claim for claim in claims}
    before = {h for (h,) in db.execute("SELECT hash FROM waiting WHERE sid = ?", (sid,))}
    if now.keys() == before:
        return False
    db.executemany(
        "DELETE FROM waiting WHERE sid = ? AND hash = ?", [(sid, h) for h in before - now.keys()]
    )
    db.executemany(
        "INSERT INTO waiting VALUES (?, ?, ?)",
        [(sid, h, body(c)) for h, c in now.items() if h not in before],
    )
    return True


def of_source(db: sqlite3.Connection, sid: int) -> list[Claim]:
    """Return the claims of a source that wait, by content hash."""
    rows = db.execute("SELECT body FROM waiting WHERE sid = ? ORDER BY hash", (sid,))
    return [Claim.model_validate_json(text) for (text,) in rows]


def everything(db: sqlite3.Connection) -> list[SourceClaims]:
    """Return the sources of which something waits, by id, each with what waits."""
    rows = db.execute(
        "SELECT sid, body FROM source WHERE sid IN (SELECT sid FROM waiting) ORDER BY id"
    )
    return [SourceClaims(source_of(text), of_source(db, sid)) for sid, text in rows.fetchall()]
