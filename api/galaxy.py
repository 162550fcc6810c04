"""One open store and every question that can be asked of it, as JSON bodies.

The command line and the HTTP routes both stand on this: what one prints with `--json` is what
the other answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from api import bodies, questions
from api.absent import NoSuchEdge, NoSuchSource
from api.bodies import Body
from api.exports import Extract
from graph.derive import EdgeFacts, edge_id
from graph.projection import Projection
from graph.projections import Projections
from graph.store import GraphStore
from queries import listing, neighbours, paging, paths, search, show
from queries.answers import NodeRef, Pending
from queries.filters import Filters, View, view
from queries.near import known_id
from queries.subgraph import subgraph

if TYPE_CHECKING:
    from queries.scores import Scores

#: Seconds that a request waits for a measure before it says to ask again.
_PATIENCE_S = 0.2
#: Seconds that the search for paths may take.
PATHS_LIMIT_S = 4.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A measure that is being worked out: ask again in a moment."""

    seconds: float

    def body(self) -> Body:
        """Return the body of a 202."""
        return {
            "status": "pending",
            "detail": "La mesure est en cours de calcul : reposez la question dans un instant.",
            "seconds": round(self.seconds, 1),
        }


class Galaxy:
    """A store, its projection and its scores; safe to share between threads."""

    def __init__(self, store: GraphStore, home: Path | None) -> None:
        """Stand on an open store; projections are kept in `home`, in memory only without one."""
        self.store, self.home = store, home
        self._projections = Projections(store, home / "projections" if home else None)

    @cached_property
    def _scores(self) -> Scores:
        from queries.scores import Scores  # noqa: PLC0415 -- measures are slow to import

        return Scores()

    def close(self) -> None:
        """Stop what works beside the questions; the store stays open."""
        if "_scores" in self.__dict__:
            self._scores.close()

    @property
    def identity(self) -> str:
        """Return the name of the store, unlike any other's."""
        return self.store.identity

    def revision(self) -> int:
        """Return the revision that readers see; 0 when nothing was ever loaded."""
        return self.store.revision()

    def projection(self) -> Projection:
        """Return the projection of the current revision."""
        return self._projections.current()

    def view(self, asked: questions.Reading, *about: str) -> View:
        """Return the graph through the filters of a question, with the nodes it is about."""
        projection = self.projection()
        for unknown in sorted(set(asked.source).difference(projection.sources)):
            raise NoSuchSource(unknown, projection.sources)
        filters = Filters(
            as_of=asked.as_of,
            edge_kinds=frozenset(asked.relation),
            node_kinds=frozenset(asked.kind),
            kept=frozenset(about if asked.kind else ()),
            programmes=frozenset(asked.programme),
            sources=frozenset(asked.source),
            avoid=frozenset(asked.avoid),
            min_confidence=asked.min_confidence,
            follow_successors=asked.follow_successors,
        )
        return view(projection, filters)

    def whole(self) -> View:
        """Return the graph without any filter."""
        return self.view(questions.Reading())

    def meta(self) -> Body:
        """Return what this is, which revision it shows, and how much it holds."""
        projection = self.projection()
        return bodies.meta(
            revision=projection.revision,
            counts={
                "nodes": len(projection.ids),
                "edges": len(projection.start),
                "sources": len(projection.sources),
            },
            version=version("galaxie"),
        )

    def search(self, asked: questions.Search) -> Body:
        """Return the nodes that some words name, the likeliest first."""
        found = search.search(self.view(asked), asked.q, limit=asked.limit, after=asked.after)
        return bodies.page(found, bodies.node_ref)

    def list(self, asked: questions.Listing) -> Body:
        """Return the nodes that the filters keep."""
        everyone = self.view(asked.model_copy(update={"kind": []}))  # a territory is no filter
        found = listing.listing(
            everyone, kinds=asked.kind, territory=asked.territory, since=asked.since,
            limit=asked.limit, after=asked.after,
        )  # fmt: skip
        return bodies.page(found, bodies.node_ref)

    def resolve(self, identifier: str) -> str:
        """Return the canonical id behind any id; `NotInGraph` with the nearest ones otherwise."""
        return known_id(self.projection(), identifier)

    def knows(self, identifier: str) -> bool:
        """Tell whether a node has this id, itself or another."""
        return self.projection().resolve(identifier) is not None

    def node(self, asked: questions.Reading, identifier: str) -> Body:
        """Return a node with its facts, measures, proofs and disputes."""
        return bodies.dossier(show.show(self.store, self.view(asked, identifier), identifier))

    def neighbours(self, asked: questions.Neighbours, identifier: str) -> Body:
        """Return what a node is tied to, a page at a time, with totals by kind."""
        found = neighbours.neighbours(
            self.view(asked, identifier), identifier, limit=asked.limit, after=asked.after
        )
        facts = self._edges(item.edge_id for item in found.items.items) if asked.cite else {}
        return bodies.neighbours(found, facts)

    def edge(self, identifier: str) -> Body:
        """Return an edge with its proofs and disputes."""
        found = self._edges([identifier])
        if identifier not in found:
            raise NoSuchEdge(identifier)
        return bodies.fact(found[identifier])

    def sources(self, _asked: questions.Unfiltered) -> Body:
        """Return the sources, with how much each says."""
        counts = self._counts()
        items = [bodies.source(told, counts.get(told.id, 0)) for told in self.store.sources()]
        return {"items": items, "next": None}

    def source(self, identifier: str) -> Body:
        """Return one source."""
        known = {told.id: told for told in self.store.sources()}
        if identifier not in known:
            raise NoSuchSource(identifier, known)
        return bodies.source(known[identifier], self._counts().get(identifier, 0))

    def _counts(self) -> dict[str, int]:
        """Return how many claims each source makes, counted once a revision."""
        return self.projection().memo.get(("counts",), self.store.counts)

    def paths(self, asked: questions.Paths) -> Body:
        """Return the chains between two nodes, the shortest first, each link with its facts."""
        seen = self.view(asked, asked.start, asked.end)
        found = paths.paths(
            seen, asked.start, asked.end, k=asked.k, through=asked.projection.value,
            hub_penalty=asked.hub_penalty, max_length=asked.max_length, deadline_s=PATHS_LIMIT_S,
        )  # fmt: skip
        ids = {edge for path in found.paths for link in path.links for edge in link.edge_ids}
        facts = self._edges(ids)
        return bodies.paths(found, facts, _mentioned(seen, facts.values()))

    def centrality(self, asked: questions.Centrality) -> Body | Waiting:
        """Return who counts, ranked, or that it is still being worked out."""
        from queries.centrality import standings  # noqa: PLC0415 -- measures are slow to import

        seen = self.view(asked)
        ranking = self._scores.get(
            seen, asked.measure.value, through=asked.projection.value, wait_s=_PATIENCE_S
        )
        if isinstance(ranking, Pending):
            return Waiting(ranking.seconds)
        return bodies.ranking(
            ranking, standings(seen, ranking, limit=asked.limit, after=asked.after)
        )

    def communities(self, asked: questions.Communities) -> Body | Waiting:
        """Return the groups of those who work mostly among themselves."""
        seen = self.view(asked)
        found = self._scores.communities(seen, through=asked.projection.value, wait_s=_PATIENCE_S)
        if isinstance(found, Pending):
            return Waiting(found.seconds)
        question = ("communities", found.projection, found.revision, seen.filters.label)
        last = paging.after(question, asked.after, (int,))
        first = 0 if last is None else max(0, int(last[0]))
        end = first + asked.limit
        more = paging.cursor(question, (end,)) if end < len(found.groups) else None
        groups = [
            (group, seen.refs(group.members[: asked.members])) for group in found.groups[first:end]
        ]
        return bodies.communities(found, groups, more)

    def completeness(self, asked: questions.Reading) -> Body:
        """Return what is known of what was announced: « 9 quartiers sur 14 »."""
        from queries.completeness import completeness  # noqa: PLC0415 -- few need it

        found = completeness(self.store, self.view(asked))
        return {"items": [bodies.completeness(told) for told in found], "next": None}

    def subgraph(self, asked: questions.Subgraph) -> Body:
        """Return what surrounds a node, as nodes and edges, within bounds."""
        found = subgraph(
            self.view(asked), asked.center, depth=asked.depth, max_nodes=asked.max_nodes
        )
        facts = self._edges(found.edge_ids)
        return {
            "nodes": [bodies.node_ref(ref) for ref in found.nodes],
            "edges": [bodies.fact(facts[i]) for i in found.edge_ids if i in facts],
            "truncated": found.truncated,
        }

    def extract(self, asked: questions.Export) -> Extract:
        """Return what leaves in an export under the filters of a question."""
        seen = self.view(asked)
        ids, numbers = seen.projection.ids, seen.projection.edge_number
        nodes = ids if seen.node_ok is None else [ids[i] for i in seen.node_ok.nonzero()[0]]
        kept = numbers if seen.edge_ok is None else numbers[seen.edge_ok]
        return Extract(self.store, nodes, [edge_id(int(number)) for number in kept])

    def _edges(self, ids: Iterable[str]) -> dict[str, EdgeFacts]:
        return self.store.edges(ids)

    def scene(self, screen: str, params: Mapping[str, str]) -> Body:
        """Return one scene of the explorer; its filters are in the parameters of its address."""
        from viz import scene  # noqa: PLC0415 -- drawing is slow to import, and few need it

        whole = self.view(questions.Reading())
        return scene(whole, self.store, screen=screen, params=params)

    def shell(self, path: str, query: Mapping[str, str], *, nonce: str) -> str:
        """Return the page of the explorer at an address."""
        from viz import shell  # noqa: PLC0415 -- same

        whole = self.view(questions.Reading())
        return shell(whole, self.store, path=path, query=query, nonce=nonce)

    def sources_page(self, identifier: str | None = None, *, nonce: str) -> str:
        """Return the page of all the sources, or of one; `NotInGraph` if it is unknown."""
        from viz import sources_page  # noqa: PLC0415 -- same

        whole = self.view(questions.Reading())
        return sources_page(whole, self.store, identifier=identifier, nonce=nonce)

    def render(self, *, of: str | None, title: str | None) -> str:
        """Return a galaxy as one HTML file: the national view, or the partners of a node."""
        from viz import render  # noqa: PLC0415 -- same

        whole = self.view(questions.Reading())
        return render(whole, self.store, of=self.resolve(of) if of else None, title=title)


def _mentioned(seen: View, facts: Iterable[EdgeFacts]) -> dict[str, NodeRef]:
    """Return the nodes that facts mention, by id."""
    ids = {end for told in facts for end in (told.edge.start, told.edge.end)}
    places = {identifier: seen.projection.index(identifier) for identifier in sorted(ids)}
    return {
        identifier: seen.ref(place) for identifier, place in places.items() if place is not None
    }
