"""The graph as plain columns: what a store hands over, and what a projection is built from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.ontology import EdgeKind, NodeKind

#: Kinds as small numbers in arrays: their place in the ontology.
NODE_KINDS: tuple[NodeKind, ...] = tuple(NodeKind)
EDGE_KINDS: tuple[EdgeKind, ...] = tuple(EdgeKind)
NODE_KIND_CODES = {kind: code for code, kind in enumerate(NODE_KINDS)}
EDGE_KIND_CODES = {kind: code for code, kind in enumerate(EDGE_KINDS)}


@dataclass(frozen=True, slots=True)
class Topology:
    """The nodes and edges of one revision, in columns.

    Nodes are sorted by id and edges by number, so that every store gives equal columns.
    Shapes: n nodes, m edges, p pairs of an edge and a source.
    """

    revision: int
    ids: list[str]  #: n canonical ids
    names: list[str]  #: n shown names
    short_names: list[str]  #: n acronyms or short names, "" where there is none
    other_names: list[str]  #: n texts: other names and other ids, one a line
    node_kind: NDArray[np.uint8]  #: n codes of NODE_KINDS
    node_since: NDArray[np.int32]  #: n packed dates; an agreement's is its signature's
    node_until: NDArray[np.int32]  #: n packed dates
    edge_number: NDArray[np.uint64]  #: m numbers, see `graph.derive.edge_id`
    edge_kind: NDArray[np.uint8]  #: m codes of EDGE_KINDS
    start: NDArray[np.int32]  #: m indexes of nodes
    end: NDArray[np.int32]  #: m indexes of nodes
    edge_since: NDArray[np.int32]  #: m packed dates; a signature's own date where it has one
    edge_until: NDArray[np.int32]  #: m packed dates
    confidence: NDArray[np.uint8]  #: m percents, the best of the edge's citations
    sources: list[str]  #: source ids
    source_edge: NDArray[np.int32]  #: p indexes of edges, sorted
    source_index: NDArray[np.int32]  #: p indexes of sources
