"""The promise in its simplest form: a dict of claims, and the graph worked out from all of them."""

from collections import defaultdict
from collections.abc import Iterable

from graph.derive import (
    EdgeFacts,
    EdgeKey,
    MeasureFacts,
    NodeFacts,
    Statement,
    by_rank,
    derive_edge,
    derive_measure,
    derive_node,
    edge_key,
    edge_number,
    joins_identity,
)
from graph.digest import digest, edge_line, measure_line, node_line
from graph.hearing import heard
from graph.identity import Alias
from graph.meeting import identities
from graph.model import Claim, Edge, Judgement, Measure, Node, Ruling, Source
from graph.store import SourceClaims


class Reference:
    """What a store must answer, without any of its cleverness."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[Source, list[Claim]]] = {}
        self.judged: dict[tuple[str, str], Judgement] = {}
        self.ruled: dict[tuple[str, str], Ruling] = {}

    def load(self, batch: Iterable[SourceClaims]) -> None:
        for saying in batch:
            self.said[saying.source.id] = (saying.source, list(saying.claims))

    def forget(self, source: str) -> None:
        del self.said[source]

    def judge(self, judgement: Judgement | Ruling) -> None:
        if isinstance(judgement, Ruling):
            self.ruled[judgement.pair] = judgement
        else:
            self.judged[judgement.pair] = judgement

    def unjudge(self, pair: tuple[str, str]) -> None:
        del (self.ruled if pair in self.ruled else self.judged)[pair]

    def statements(self) -> list[Statement]:
        return [
            Statement(claim, source)
            for source, claims in self.said.values()
            for claim in heard(source, claims, rulings=self.ruled)
        ]

    def waiting(self) -> set[tuple[str, str]]:
        """Return the source and name of each claim that does not count."""
        aside: list[Claim] = []
        for source, claims in self.said.values():
            list(heard(source, claims, rulings=self.ruled, waiting=aside))
        return {(claim.citation.source, claim.name) for claim in aside}

    def canon(self) -> dict[str, str]:
        aliases = [
            Alias(claim.fact.id, other)
            for claim, source in self.statements() if isinstance(claim.fact, Node)
            for other in joins_identity(claim.fact, source)
        ]  # fmt: skip
        return identities(aliases, list(self.judged.values()), self.statements)

    def nodes(self) -> dict[str, NodeFacts]:
        canon, told = self.canon(), defaultdict(list)
        for statement in self.statements():
            if isinstance(statement.claim.fact, Node):
                identifier = statement.claim.fact.id
                told[canon.get(identifier, identifier)].append(statement)
        return {
            identifier: derive_node(identifier, several) for identifier, several in told.items()
        }

    def edges(self) -> dict[str, EdgeFacts]:
        canon = self.canon()
        told: dict[EdgeKey, list[Statement]] = defaultdict(list)
        for statement in self.statements():
            if isinstance(statement.claim.fact, Edge):
                told[edge_key(statement.claim.fact, canon)].append(statement)
        facts = [
            derive_edge(edge_number(key.number, rank), key, some, canon)
            for key, several in told.items() if key.start != key.end
            for rank, some in by_rank(several).items()
        ]  # fmt: skip
        return {fact.id: fact for fact in facts}

    def measures(self) -> dict[str, list[MeasureFacts]]:
        canon = self.canon()
        told: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements():
            if isinstance(statement.claim.fact, Measure):
                fact = statement.claim.fact
                told[canon.get(fact.node, fact.node), fact.key(canon)].append(statement)
        found: dict[str, list[MeasureFacts]] = defaultdict(list)
        for (identifier, key), several in sorted(told.items()):
            found[identifier].append(derive_measure(identifier, key, several, canon))
        return dict(found)

    def digest(self) -> str:
        measures = (fact for several in self.measures().values() for fact in several)
        return digest([
            *map(node_line, self.nodes().values()), *map(edge_line, self.edges().values()),
            *map(measure_line, measures),
        ])  # fmt: skip
