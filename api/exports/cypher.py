"""A Cypher script: loads the graph into any Neo4j 5, again and again without doubling anything.

One statement a line, in transactions of a thousand (`:begin`, `:commit`, for cypher-shell). Labels
and types come from the ontology; every text goes through `literal`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from itertools import chain

from api.exports.extract import Cell, Extract, edge_row, node_row
from graph.derive import EdgeFacts, NodeFacts

_BATCH = 1000
_CONSTRAINT = "CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"
_ESCAPES = str.maketrans({
    "'": "\\'",
    **{c: f"\\u{ord(c):04x}" for c in (*map(chr, range(0x20)), "\x7f", "\x85", "\u2028", "\u2029")},
})  # fmt: skip


def literal(value: Cell) -> str:
    r"""Return a value as a Cypher literal that cannot end early.

    Neo4j decodes `\uXXXX` before it reads a string, even after a backslash: a backslash is
    therefore written apart, as a string of its own.

    >>> print(literal("l'eau"), literal(12))
    'l\'eau' 12
    >>> print(literal("a\\u0027b"))
    'a' + '\\' + 'u0027b'
    """
    if isinstance(value, int):
        return str(value)
    parts = [f"'{part.translate(_ESCAPES)}'" for part in value.split("\\")]
    return " + '\\\\' + ".join(parts)


def write(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the script in UTF-8, a statement at a time."""
    yield b"// Galaxie. Sources :\n"
    for line in extract.credits():
        yield f"//   {' '.join(line.split())}\n".encode()
    yield f"{_CONSTRAINT}\n".encode()
    statements = chain(map(_node, extract.nodes()), map(_edge, extract.edges()))
    for place, statement in enumerate(statements):
        if place % _BATCH == 0:
            yield b":begin\n" if place == 0 else b":commit\n:begin\n"
        yield f"{statement}\n".encode()
    if extract.node_ids:
        yield b":commit\n"


def _map(row: Mapping[str, Cell]) -> str:
    return "{" + ", ".join(f"{name}: {literal(value)}" for name, value in row.items()) + "}"


def _node(facts: NodeFacts) -> str:
    row = node_row(facts)
    merged = f"MERGE (n:Entity {{id: {literal(facts.node.id)}}})"
    return f"{merged} SET n:{facts.node.kind}, n += {_map(row)};"


def _edge(facts: EdgeFacts) -> str:
    edge = facts.edge
    ends = f"MATCH (a:Entity {{id: {literal(edge.start)}}}), (b:Entity {{id: {literal(edge.end)}}})"
    row = _map({name: value for name, value in edge_row(facts).items() if name != "kind"})
    return f"{ends} MERGE (a)-[r:{edge.kind} {{id: {literal(facts.id)}}}]->(b) SET r += {row};"
