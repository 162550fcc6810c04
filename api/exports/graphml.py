"""GraphML: the same nodes and edges as the graph, for networkx, yEd, Cytoscape and Gephi.

A node's id is its id in the graph; parallel edges keep theirs. Every attribute has one type.
The sources and their licences stand in the description of the graph.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from api.exports.extract import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    NUMBERS,
    Cell,
    Extract,
    edge_row,
    node_row,
)
from api.exports.xmltext import attribute, text

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(extract: Extract) -> Generator[bytes, None, None]:
    """Yield a GraphML document in UTF-8, a node or an edge at a time."""
    for part in _parts(extract):
        yield part.encode()


def _parts(extract: Extract) -> Iterator[str]:
    yield _HEAD
    yield _key("sources", "graph", "credits")
    for name in NODE_COLUMNS:
        yield _key(name, "node", f"n_{name}")
    for name in EDGE_COLUMNS:
        yield _key(name, "edge", f"e_{name}")
    yield '<graph id="galaxie" edgedefault="directed">\n'
    yield f'<data key="credits">{text(chr(10).join(extract.credits()))}</data>\n'
    for node in extract.nodes():
        yield f"<node id={attribute(node.node.id)}>{_data(node_row(node), 'n')}</node>\n"
    for edge in extract.edges():
        ends = f"source={attribute(edge.edge.start)} target={attribute(edge.edge.end)}"
        yield f"<edge id={attribute(edge.id)} {ends}>{_data(edge_row(edge), 'e')}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _key(name: str, about: str, identifier: str) -> str:
    kind = "long" if name in NUMBERS else "string"
    return f'<key id="{identifier}" for="{about}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(row: Mapping[str, Cell], prefix: str) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{text(value)}</data>' for name, value in row.items()
    )
