"""What the database must hold before anything is written: constraints, indexes, one marked node.

Ours are the labels `Entity` (with kinds, `Actor` and `Territory` beside it), `Measure`, `Claim`,
`Source`, `Judgement`, `Load`, `Loaded` and `GalaxieMeta`. Another application may use some of
these words too: our nodes are known by properties that only we set (`claim_id`, `source_id`…),
which the constraints are on, and nothing else is ever matched, changed or deleted.
"""

from __future__ import annotations

import uuid
from typing import TypeAlias

from neo4j import AsyncManagedTransaction

from graph.errors import Unavailable
from graph.ontology import EdgeKind
from graph.stores.neo4j.connection import CHUNK, Connection, rows

#: What makes a node ours, by label: the property that identifies it.
KEYS = {
    "Entity": "id",
    "Measure": "measure_id",
    "Claim": "claim_id",
    "Source": "source_id",
    "Judgement": "judgement_id",
    "Load": "load_id",
    "Loaded": "loaded_id",
    "GalaxieMeta": "meta_id",
}
#: The properties of a claim by which claims are looked up; those that few carry cost little.
_LOOKED_UP = ("fact", "family", "start", "end", "via", "payers", "others", "died")
_FULL_TEXT = ("name", "aliases", "search")
Definitions: TypeAlias = tuple[str, ...]

#: One tuple a version; `GalaxieMeta.schema` counts those that ran. Each may run twice unharmed.
MIGRATIONS: tuple[Definitions, ...] = (
    (
        *(
            f"CREATE CONSTRAINT galaxie_{label.lower()} IF NOT EXISTS"
            f" FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
            for label, key in KEYS.items()
        ),
        *(
            f"CREATE CONSTRAINT galaxie_{kind.lower()} IF NOT EXISTS"
            f" FOR ()-[r:{kind}]-() REQUIRE r.edge_id IS UNIQUE"
            for kind in EdgeKind
        ),
        *(
            f"CREATE INDEX galaxie_claim_{name} IF NOT EXISTS FOR (c:Claim) ON (c.{name})"
            for name in _LOOKED_UP
        ),
        (
            "CREATE FULLTEXT INDEX actor_names IF NOT EXISTS"
            f" FOR (n:Entity) ON EACH [{', '.join(f'n.{name}' for name in _FULL_TEXT)}]"
            " OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding',"
            " `fulltext.eventually_consistent`: false}}"
        ),
    ),
)
_VERSION = "MATCH (m:GalaxieMeta {meta_id: 'galaxie'}) RETURN m.schema, m.identity"
_SIGN = """
MERGE (m:GalaxieMeta {meta_id: 'galaxie'})
  ON CREATE SET m.identity = $identity, m.revision = 0, m.digest = $digest
SET m.schema = $version
"""
_INDEXED = (
    "SHOW FULLTEXT INDEXES YIELD name, properties WHERE name = 'actor_names' RETURN properties"
)
_EMPTY_DIGEST = "g1:" + 64 * "0"


def prepare(connection: Connection) -> str:
    """Bring the schema up to date; return the identity of the database.

    Raises `Unavailable` when the database is from a newer Galaxie, or when somebody else already
    has a full-text index of our name: `IF NOT EXISTS` would keep theirs and say nothing.
    """
    version, identity = connection.read(_version)
    if version > len(MIGRATIONS):
        raise Unavailable(
            f"Cette base vient d’une version plus récente de Galaxie (schéma {version}).",
            hint="Mettez Galaxie à jour, ou indiquez une autre base avec --store.",
        )
    for number, definitions in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in definitions:
            connection.define(statement)
        connection.define("CALL db.awaitIndexes(60)")
        _check_index(connection)
        values = {"identity": uuid.uuid4().hex, "digest": _EMPTY_DIGEST, "version": number}
        connection.write(lambda transaction: rows(transaction, _SIGN, **values))  # noqa: B023 -- runs at once
    return identity or connection.read(_version)[1]


async def _version(transaction: AsyncManagedTransaction) -> tuple[int, str]:
    found = await rows(transaction, _VERSION)
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")


def _check_index(connection: Connection) -> None:
    found = connection.write(lambda transaction: rows(transaction, _INDEXED), limit=CHUNK)
    if found != [[list(_FULL_TEXT)]]:
        raise Unavailable(
            "Un index « actor_names » d’une autre application occupe déjà cette base.",
            hint="Renommez-le, ou choisissez une autre base.",
        )
