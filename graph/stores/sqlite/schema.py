"""The tables of the embedded store, their migrations, and how its file is opened.

The log of claims is `source`, `node_claim`, `edge_claim`, `measure_claim`, `alias`, `judgement`
and `ruling`, with `waiting` for what counts only once a person accepts it; `node` and `edge` are
derived from it and thin, for projections. Ids are interned in `ident`, whose `canon` says which id
stands for the actor. A claim's number is `sid << 32 | rid`: the claims of a source are one range,
and a number is never used twice.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DiskTrouble

#: One script a version; `PRAGMA user_version` counts those that ran.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE ident (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, canon INTEGER NOT NULL);
    CREATE INDEX ident_canon ON ident (canon);
    CREATE TABLE source (sid INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                         body TEXT NOT NULL, next_rid INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE load (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE judgement (one INTEGER NOT NULL, two INTEGER NOT NULL, body TEXT NOT NULL,
                            PRIMARY KEY (one, two)) WITHOUT ROWID;

    CREATE TABLE node_claim (cid INTEGER PRIMARY KEY, hash BLOB NOT NULL, node INTEGER NOT NULL,
                             body TEXT NOT NULL);
    CREATE INDEX node_claim_node ON node_claim (node);
    CREATE TABLE alias (cid INTEGER NOT NULL, main INTEGER NOT NULL, other INTEGER NOT NULL,
                        PRIMARY KEY (cid, other)) WITHOUT ROWID;
    CREATE INDEX alias_main ON alias (main);
    CREATE INDEX alias_other ON alias (other);
    CREATE TABLE edge_claim (cid INTEGER PRIMARY KEY, hash BLOB NOT NULL, key INTEGER NOT NULL,
                             kind INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
                             start_kind INTEGER NOT NULL, end_kind INTEGER NOT NULL, via INTEGER,
                             since INTEGER NOT NULL, until INTEGER NOT NULL,
                             signed_on INTEGER NOT NULL, counted INTEGER NOT NULL, amount INTEGER,
                             currency TEXT, stage TEXT, instrument TEXT, purpose TEXT, extra TEXT,
                             locator TEXT NOT NULL, confidence INTEGER NOT NULL);
    CREATE INDEX edge_claim_key ON edge_claim (key);
    CREATE INDEX edge_claim_start ON edge_claim (start);
    CREATE INDEX edge_claim_end ON edge_claim (end);
    CREATE INDEX edge_claim_via ON edge_claim (via) WHERE via IS NOT NULL;
    CREATE TABLE measure_claim (cid INTEGER PRIMARY KEY, hash BLOB NOT NULL,
                                node INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE INDEX measure_claim_node ON measure_claim (node);

    CREATE TABLE node (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL,
                       short_name TEXT NOT NULL, others TEXT NOT NULL, since INTEGER NOT NULL,
                       until INTEGER NOT NULL);
    CREATE TABLE edge (number INTEGER PRIMARY KEY, key INTEGER NOT NULL, kind INTEGER NOT NULL,
                       start INTEGER NOT NULL, end INTEGER NOT NULL, since INTEGER NOT NULL,
                       until INTEGER NOT NULL, confidence INTEGER NOT NULL, sid INTEGER);
    CREATE TABLE edge_source (number INTEGER NOT NULL, sid INTEGER NOT NULL,
                              PRIMARY KEY (number, sid)) WITHOUT ROWID;
    """,
    """
    CREATE TABLE waiting (sid INTEGER NOT NULL, hash BLOB NOT NULL, body TEXT NOT NULL,
                          PRIMARY KEY (sid, hash)) WITHOUT ROWID;
    CREATE TABLE ruling (source TEXT NOT NULL, claim TEXT NOT NULL, body TEXT NOT NULL,
                         PRIMARY KEY (source, claim)) WITHOUT ROWID;
    """,
)

#: How long a writer waits for another to finish, in seconds; a large load takes half a minute.
PATIENCE = 120
_HINTS = {
    "full": ("Le disque est plein.", "Libérez de la place, puis recommencez : rien n’a été écrit."),
    "readonly": (
        "Le fichier ou son dossier est en lecture seule.",
        "Vérifiez les droits d’écriture.",
    ),
    "locked": (
        "Un autre chargement est en cours depuis longtemps.",
        "Attendez sa fin, puis recommencez.",
    ),
    "unable to open": (
        "Le fichier ne s’ouvre pas.",
        "Vérifiez que le dossier existe et vos droits.",
    ),
    "not a database": (
        "Ce fichier n’est pas une base Galaxie.",
        "Indiquez-en un autre avec --store.",
    ),
    "malformed": (
        "Le fichier est endommagé.",
        "Reprenez une copie, ou rechargez vos sources dans un autre fichier (--store).",
    ),
    "i/o error": ("Le disque ne répond pas bien.", "Vérifiez le disque, puis recommencez."),
}


@contextmanager
def disk_trouble(path: Path) -> Iterator[None]:
    """Turn what SQLite says of files into `DiskTrouble`; let bugs in our SQL through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        for sign, (message, hint) in _HINTS.items():
            if sign in str(error).lower():
                raise DiskTrouble(f"{path} : {message}", hint=hint) from error
        raise


def connect(path: Path, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open the store for writing, making or migrating it as needed.

    Raises `DiskTrouble` if the file is from a newer Galaxie, damaged, or cannot be written.
    """
    with disk_trouble(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiskTrouble(
                f"{path.parent} : le dossier ne peut être créé ({error.strerror}).",
                hint="Choisissez un dossier à vous avec GALAXIE_HOME.",
            ) from error
        db = sqlite3.connect(path, isolation_level=None, timeout=patience, check_same_thread=False)
        try:
            _check_version(db, path)
            if db.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS):
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA cache_size = -65536")
            _migrate(db)
        except BaseException:
            db.close()
            raise
        return db


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the store for reading only; the file must exist."""
    with disk_trouble(path):
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=10,
            check_same_thread=False,
        )  # fmt: skip
        try:
            _check_version(db, path)
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
        return db


def _check_version(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise DiskTrouble(
            f"{path} : ce fichier vient d’une version plus récente de Galaxie (schéma {version}).",
            hint="Mettez Galaxie à jour, ou indiquez un autre fichier avec --store.",
        )


def _migrate(db: sqlite3.Connection) -> None:
    """Run the missing migrations, each in its own transaction, whoever else tries at once.

    A file that is up to date takes no lock: opening it never waits for a load under way.
    """
    while db.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS):
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version >= len(MIGRATIONS):
            db.execute("ROLLBACK")
            return
        for statement in filter(str.strip, MIGRATIONS[version].split(";")):
            db.execute(statement)
        if version == 0:
            db.executemany(
                "INSERT INTO meta VALUES (?, ?)", [("identity", uuid.uuid4().hex), ("revision", 0)]
            )
        db.execute(f"PRAGMA user_version = {version + 1}")
        db.execute("COMMIT")
