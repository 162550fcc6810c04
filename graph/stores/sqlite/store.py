"""The embedded store: a claim log in one SQLite file, one transaction a change."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.errors import DiskTrouble, NotInGraph
from graph.hearing import refuse_twins
from graph.ids import NodeId
from graph.model import Judgement, Ruling, Source
from graph.store import LoadReport, SourceClaims
from graph.stores.sqlite import reading, waiting
from graph.stores.sqlite.deriving import derive_touched
from graph.stores.sqlite.loading import Idents, Touched, remove_source, write_source
from graph.stores.sqlite.rows import source_of
from graph.stores.sqlite.schema import PATIENCE, connect, connect_to_read, disk_trouble
from graph.topology import Topology


class SqliteStore:
    """Implements `graph.store.GraphStore`; safe to share between threads and processes.

    Writers take turns (`BEGIN IMMEDIATE`); readers never wait (write-ahead log) and each thread
    reads through its own connection. Keep the file on a local disk: SQLite's log is not safe on
    a network drive.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        """Open the file, making it if needed; `DiskTrouble` if that cannot be done.

        A writer waits for another during `patience` seconds, then it is `DiskTrouble`.
        """
        self._path, self._patience = path, patience
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        connect(path).close()
        with self._reading() as db:
            (self._identity,) = db.execute(
                "SELECT value FROM meta WHERE key = 'identity'"
            ).fetchone()

    @property
    def identity(self) -> str:
        return str(self._identity)

    @property
    def address(self) -> str:
        return str(self._path)

    def load(
        self,
        batch: Sequence[SourceClaims],
        *,
        judgements: Iterable[Judgement | Ruling] = (),
        name: str = "",
        fingerprint: str = "",
    ) -> LoadReport:
        def write(db: sqlite3.Connection, touched: Touched) -> None:
            refuse_twins(saying.source for saying in batch)
            ruled = [self._record(db, judgement, touched) for judgement in judgements]
            idents, rulings = Idents(db), waiting.rulings(db)
            for saying in batch:
                write_source(db, saying, idents, touched, rulings=rulings)
            heard = {saying.source.id for saying in batch}
            self._hear_again(db, set(filter(None, ruled)) - heard, touched)
            if name:
                db.execute("INSERT OR REPLACE INTO load VALUES (?, ?)", (name, fingerprint))

        return self._change(write)

    def loaded(self, name: str) -> str | None:
        with self._reading() as db:
            row = db.execute("SELECT fingerprint FROM load WHERE name = ?", (name,)).fetchone()
        return row and str(row[0])

    def forget(self, source_id: str) -> LoadReport:
        def remove(db: sqlite3.Connection, touched: Touched) -> None:
            row = db.execute("SELECT sid FROM source WHERE id = ?", (source_id,)).fetchone()
            if row is None:
                known = [i for (i,) in db.execute("SELECT id FROM source ORDER BY id LIMIT 3")]
                raise NotInGraph(source_id, known)
            remove_source(db, row[0], touched)

        return self._change(remove)

    def judge(self, judgement: Judgement | Ruling) -> int:
        def write(db: sqlite3.Connection, touched: Touched) -> None:
            self._hear_again(db, {self._record(db, judgement, touched)}, touched)

        return self._change(write).revision

    def _record(
        self, db: sqlite3.Connection, judgement: Judgement | Ruling, touched: Touched
    ) -> str | None:
        """Record a judgement; return the source that must be heard again, if it rules on one."""
        if isinstance(judgement, Ruling):
            if not waiting.record(db, judgement):
                return None
            touched.sources += 1
            return judgement.source
        pair = self._pair(db, *judgement.pair)
        body = judgement.model_dump_json(exclude_none=True)
        held = "SELECT body FROM judgement WHERE one = ? AND two = ?"
        if db.execute(held, pair).fetchone() != (body,):
            db.execute("INSERT OR REPLACE INTO judgement VALUES (?, ?, ?)", (*pair, body))
            touched.linked.update(pair)
            touched.sources += 1
        return None

    def unjudge(self, left: str, right: str) -> int:
        def remove(db: sqlite3.Connection, touched: Touched) -> None:
            touched.sources += 1
            if waiting.withdraw(db, left, right):
                self._hear_again(db, {left}, touched)
                return
            one, two = sorted((left, right))
            pair = self._pair(db, one, two)
            if not db.execute("DELETE FROM judgement WHERE one = ? AND two = ?", pair).rowcount:
                raise NotInGraph(f"{one} = {two}")
            touched.linked.update(pair)

        return self._change(remove).revision

    @staticmethod
    def _hear_again(
        db: sqlite3.Connection, sources: Iterable[str | None], touched: Touched
    ) -> None:  # fmt: skip
        """Hear sources again on whose claims a person has ruled otherwise; unknown ones wait."""
        idents, rulings = Idents(db), waiting.rulings(db)
        for source in sorted(filter(None, sources)):
            row = db.execute("SELECT sid, body FROM source WHERE id = ?", (source,)).fetchone()
            if row is not None:
                claims = [*reading.claims_of(db, row[0]), *waiting.of_source(db, row[0])]
                said = SourceClaims(source_of(row[1]), claims)
                write_source(db, said, idents, touched, rulings=rulings)

    @staticmethod
    def _pair(db: sqlite3.Connection, one: NodeId, two: NodeId) -> tuple[int, int]:
        numbers = Idents(db).intern((one, two))
        return numbers[one], numbers[two]

    def judgements(self) -> list[Judgement]:
        with self._reading() as db:
            rows = db.execute("SELECT body FROM judgement").fetchall()
        return sorted(
            (Judgement.model_validate_json(body) for (body,) in rows), key=lambda j: j.pair
        )

    def rulings(self) -> list[Ruling]:
        with self._reading() as db:
            return list(waiting.rulings(db).values())

    def waiting(self) -> list[SourceClaims]:
        with self._reading() as db:
            return waiting.everything(db)

    def sources(self) -> list[Source]:
        with self._reading() as db:
            rows = db.execute("SELECT body FROM source ORDER BY id").fetchall()
        return [source_of(body) for (body,) in rows]

    def counts(self) -> dict[str, int]:
        said = " + ".join(
            f"(SELECT count(*) FROM {table} WHERE cid >= sid << 32 AND cid < (sid + 1) << 32)"
            for table in ("node_claim", "edge_claim", "measure_claim")
        )
        with self._reading() as db:
            return dict(db.execute(f"SELECT id, {said} FROM source ORDER BY id"))

    def revision(self) -> int:
        with self._reading() as db:
            return int(db.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0])

    def digest(self) -> str:
        with self._reading() as db:
            (revision,) = db.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
            row = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
            if row and row[0].startswith(f"{revision} "):
                return str(row[0].partition(" ")[2])
            value = reading.whole_digest(db)
        # Kept for the next who asks, if that can be done at once: a reader needs no right to write.
        with suppress(DiskTrouble), self._writing(patience=0) as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (f"{revision} {value}",))
        return value

    def resolve(self, identifier: NodeId) -> NodeId | None:
        with self._reading() as db:
            return reading.canonical(db, identifier)

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, NodeFacts]:
        with self._reading() as db:
            return reading.nodes(db, ids)

    def edges(self, ids: Iterable[str]) -> dict[str, EdgeFacts]:
        with self._reading() as db:
            return reading.edges(db, ids)

    def measures(self, ids: Iterable[NodeId]) -> dict[NodeId, list[MeasureFacts]]:
        with self._reading() as db:
            return reading.measures(db, ids)

    def claims(self) -> Iterator[SourceClaims]:
        with self._reading() as db:
            yield from reading.log(db)

    def topology(self) -> Topology:
        with self._reading() as db:
            return reading.topology(db)

    def ping(self) -> None:
        self.revision()

    def close(self) -> None:
        with self._lock:
            while self._readers:
                self._readers.pop().close()
        self._local = threading.local()

    def _change(self, write: Callable[[sqlite3.Connection, Touched], None]) -> LoadReport:
        """Write to the log and derive the graph again, as one transaction and one revision."""
        touched = Touched()
        with self._writing() as db:
            (revision,) = db.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
            write(db, touched)
            derive_touched(db, touched)
            if touched.added or touched.removed or touched.sources:
                revision += 1
                db.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (revision,))
        return LoadReport(
            touched.added, touched.removed, touched.kept, int(revision), touched.sources
        )

    @contextmanager
    def _writing(self, *, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Hold the one write transaction: committed whole, or nothing of it."""
        with disk_trouble(self._path):
            db = connect(self._path, patience=self._patience if patience is None else patience)
            try:
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    if db.in_transaction:
                        db.execute("ROLLBACK")
                    raise
                # Give the log's room back, but wait for no reader to do it.
                db.execute("PRAGMA busy_timeout = 0")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                db.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Hold a read transaction of this thread's connection: one revision, start to end."""
        with disk_trouble(self._path):
            db = getattr(self._local, "db", None)
            if db is None:
                db = self._local.db = connect_to_read(self._path)
                with self._lock:
                    self._readers.append(db)
            if db.in_transaction:  # a generator of ours is being read in this thread
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")
