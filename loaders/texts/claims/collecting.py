"""The claims of one text as they are gathered: each end of a link is named once, by its surest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graph.errors import InputRefused
from graph.ids import NodeId
from graph.model import Citation, Claim, Edge, Measure, Node
from graph.ontology import EdgeKind
from loaders.texts.claims.naming import Named
from loaders.texts.facts import Reading


@dataclass(slots=True)
class Collected:
    """Claims gathered so far, and what was read that the graph cannot hold, with the reason."""

    claims: list[Claim] = field(default_factory=list)
    refused: list[tuple[Reading, str]] = field(default_factory=list)
    _mentions: dict[Node, Citation] = field(default_factory=dict)
    _described: set[NodeId] = field(default_factory=set)

    def describe(self, node: Node, cited: Citation) -> None:
        """Claim a node with all that the text says of it at one place."""
        self._described.add(node.id)
        self._add(Claim(fact=node, citation=cited))

    def tie(
        self, kind: EdgeKind, start: Named, end: Named, cited: Citation, reading: Reading,
        **told: Any,
    ) -> None:  # fmt: skip
        """Claim a link between two ends, which are named with it; refused if none may be."""
        if start.id == end.id:
            self.refused.append((reading, f"« {start.id} » ne peut être lié à lui-même."))
            return
        try:
            edge = Edge(
                kind=kind, start=start.id, end=end.id,
                start_kind=start.kind, end_kind=end.kind,
                **{name: value for name, value in told.items() if value is not None},
            )  # fmt: skip
        except (InputRefused, ValidationError) as error:
            self.refused.append((reading, _reason(error)))
            return
        for named in (start, end):
            self._mention(named, cited)
        self._add(Claim(fact=edge, citation=cited))

    def measure(self, of: Named, cited: Citation, reading: Reading, **told: Any) -> None:
        """Claim a number told of a node, which is named with it."""
        try:
            measure = Measure(
                node=of.id, **{name: value for name, value in told.items() if value is not None}
            )
        except (InputRefused, ValidationError) as error:
            self.refused.append((reading, _reason(error)))
            return
        self._mention(of, cited)
        self._add(Claim(fact=measure, citation=cited))

    def all(self) -> list[Claim]:
        """Return the claims, nodes that are only mentioned first, each claim once."""
        mentions = [Claim(fact=node, citation=cited) for node, cited in self._mentions.items()]
        return list(dict.fromkeys((*mentions, *self.claims)))

    def _mention(self, named: Named, cited: Citation) -> None:
        if named.id in self._described:
            return
        held = self._mentions.get(named.node)
        if held is None or held.confidence < cited.confidence:
            self._mentions[named.node] = cited

    def _add(self, claim: Claim) -> None:
        self.claims.append(claim)


def _reason(error: InputRefused | ValidationError) -> str:
    return error.message if isinstance(error, InputRefused) else str(error.errors()[0]["msg"])
