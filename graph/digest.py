"""One hash over the whole graph as it is shown: equal digests, equal graphs, on any store.

An element is one line of compact JSON: canonical ids, shown properties, citations. The digest
is the sum of the lines' blake2b-256 hashes modulo 2^256, so it has no order. It leaves out when
something was retrieved, versions, confidence and the history of judgements. Not a signature.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Citation

_MODULUS = 1 << 256
_NODE_FIELDS = frozenset({"id", "kind", "name", "names", "other_ids", "since", "until"})
_EDGE_FIELDS = frozenset(
    {"kind", "start", "end", "start_kind", "end_kind", "since", "until", "counted"}
)


def _cited(citations: Iterable[Citation]) -> list[tuple[str, str, str | None, str | None]]:
    return sorted({(c.source, c.locator, c.quote, c.gist) for c in citations}, key=str)


def _line(element: list[Any]) -> bytes:
    text = json.dumps(element, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def node_line(facts: NodeFacts) -> bytes:
    """Return the line of a node: `["n", id, kind, name, names, other ids, since, until, …]`."""
    node = facts.node
    props = {k: v for k, v in node.content().items() if k not in _NODE_FIELDS}
    head = ["n", node.id, node.kind, node.name, sorted(node.names), sorted(node.other_ids)]
    return _line([*head, node.since, node.until, props, _cited(facts.citations)])


def edge_line(facts: EdgeFacts) -> bytes:
    """Return the line of an edge: `["e", kind, from, to, qualifier, since, until, …]`."""
    edge = facts.edge
    props = {k: v for k, v in edge.content().items() if k not in _EDGE_FIELDS}
    head = ["e", edge.kind, edge.start, edge.end, facts.qualifier, edge.since, edge.until]
    return _line([*head, props, _cited(facts.citations)])


def measure_line(facts: MeasureFacts) -> bytes:
    """Return the line of a measure: `["m", node, key, {value}, citations]`."""
    value = {"value": facts.measure.value}
    return _line(["m", facts.measure.node, facts.key, value, _cited(facts.citations)])


def digest(lines: Iterable[bytes]) -> str:
    """Return the digest of a graph's lines, in any order.

    >>> digest([]) == "g1:" + 64 * "0"
    True
    >>> digest([b"a", b"b"]) == digest([b"b", b"a"])
    True
    """
    total = sum(
        int.from_bytes(hashlib.blake2b(line, digest_size=32).digest(), "little") for line in lines
    )
    return f"g1:{total % _MODULUS:064x}"
