"""The names of a graph as an index of folded words: what every search, on any store, looks into.

A word is found in a node's own name or acronym (`OWN`), in its other names and codes (`OTHER`),
or, for an agreement, in the names of those who sign it and in its year (`PARTY`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.dates import unpacked
from graph.ids import is_node_id
from graph.names import searched, words
from graph.ontology import EdgeKind, NodeKind
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES, Topology

OWN, OTHER, PARTY = 0, 1, 2
#: After every word: folded words are ASCII.
_LAST = "\x7f"
#: Words for what a territory is, which tell nothing of which one it is.
_FORMS = frozenset({"commune", "communes", "communaute", "agglomeration", "urbaine", "metropole"})
Indexes = NDArray[np.int32]


def whole(text: str) -> str:
    """Return the key under which a whole name is found, link words left out.

    >>> whole("L’Haÿ-les-Roses") == whole("hay les roses")
    True
    """
    return " ".join(searched(text))


def value_of(identifier: str) -> str:
    """Return an id without its namespace: what people type of it."""
    return identifier.partition(":")[2]


@dataclass(frozen=True, eq=False, slots=True)
class WordIndex:
    """Words and whole names, each with the nodes that bear it.

    Shapes: w words, p postings, k whole names (a name borne by several nodes is there several
    times), n nodes.
    """

    vocabulary: Sequence[str]  #: w folded words, sorted
    word_start: NDArray[np.int64]  #: w + 1 places in the postings
    word_node: Indexes  #: p node indexes, sorted within a word
    word_field: NDArray[np.uint8]  #: p of OWN, OTHER, PARTY: the closest place it was found in
    wholes: Sequence[str]  #: k folded names, acronyms and codes, sorted
    whole_node: Indexes  #: k node indexes
    name_words: NDArray[np.uint8]  #: n counts of the telling words of the shown name

    def spans(self, word: str) -> tuple[slice, slice]:
        """Return the postings of a word, and those of the words that it begins (itself too)."""
        first = bisect_left(self.vocabulary, word)
        last = bisect_left(self.vocabulary, word + _LAST, lo=first)
        here = first < len(self.vocabulary) and self.vocabulary[first] == word
        start = self.word_start
        return slice(start[first], start[first + here]), slice(start[first], start[last])

    def letters(self) -> int:
        """Return the place of the first word that begins with a letter: before it, all is codes."""
        return bisect_left(self.vocabulary, "a")

    def of_word(self, number: int) -> slice:
        """Return the postings of the word at a place of the vocabulary."""
        return slice(self.word_start[number], self.word_start[number + 1])

    def bearers(self, name: str) -> Indexes:
        """Return the nodes that bear a whole name, given as its key."""
        first = bisect_left(self.wholes, name)
        last = bisect_left(self.wholes, name + "\x00", lo=first)
        return self.whole_node[first:last]


class _Builder:
    """Words numbered as they come, and the (word, node, field) postings met so far."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.word, self.node, self.field = array("i"), array("i"), array("B")
        self.wholes: list[tuple[str, int]] = []

    def add(self, text: str, node: int, field: int) -> None:
        """Index the words of a text, and the text itself, for a node."""
        found = words(text)
        for word in found:
            self.word.append(self.numbers.setdefault(word, len(self.numbers)))
            self.node.append(node)
            self.field.append(field)
        if found:  # a word alone is its own key: most names and all codes are folded only once
            self.wholes.append((found[0] if len(found) == 1 else whole(text), node))


def word_index(topology: Topology) -> WordIndex:
    """Index the names of a graph; about 30 µs a node."""
    builder = _Builder()
    _add_names(builder, topology)
    own = (_int32(builder.word), _int32(builder.node), np.array(builder.field, np.uint8))
    columns = [own, _parties(topology, own), _years(topology, builder)]
    word, node, field = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    vocabulary, rank = _sorted_words(builder.numbers)
    word_start, word_node, word_field = _postings(rank[word], node, field, len(vocabulary))
    wholes = sorted(set(builder.wholes))
    lengths = (min(len(set(searched(name)) - _FORMS), 255) for name in topology.names)
    return WordIndex(
        vocabulary, word_start, word_node, word_field,
        [name for name, _ in wholes], _int32([node for _, node in wholes]),
        np.fromiter(lengths, np.uint8, len(topology.names)),
    )  # fmt: skip


def _int32(values: Sequence[int]) -> Indexes:
    return np.array(values, np.int32)


def _add_names(builder: _Builder, topology: Topology) -> None:
    columns = zip(
        topology.ids, topology.names, topology.short_names, topology.other_names, strict=True
    )
    for node, (identifier, name, short_name, others) in enumerate(columns):
        builder.add(name, node, OWN)
        builder.add(short_name, node, OWN)
        builder.add(value_of(identifier), node, OTHER)
        for other in others.splitlines():
            builder.add(value_of(other) if is_code(other) else other, node, OTHER)


def is_code(text: str) -> bool:
    """Tell whether one of a node's other names is an id: ours, or another's such as `numero:226`.

    >>> is_code("siren:215906066"), is_code("numero:226"), is_code("Ville : le réseau")
    (True, True, False)
    """
    namespace, colon, value = text.partition(":")
    plain = namespace.replace("_", "a")
    return is_node_id(text) or bool(
        colon and value[:1].strip() and plain.isascii() and plain.isalpha() and plain.islower()
    )


_Postings = tuple[Indexes, Indexes, NDArray[np.uint8]]


def _parties(topology: Topology, own: _Postings) -> _Postings:
    """Return the words of the names of signatories, as postings of what they sign."""
    word, node, field = (column[own[2] == OWN] for column in own)
    signs = topology.edge_kind == EDGE_KIND_CODES[EdgeKind.SIGNS]
    party, agreement = topology.start[signs], topology.end[signs]
    start = np.searchsorted(node, party)  # nodes come in order, so a node's words are a range
    count = np.searchsorted(node, party, side="right") - start
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    picked = np.repeat(start, count) + within
    return word[picked], np.repeat(agreement, count), np.full_like(field[picked], PARTY)


def _years(topology: Topology, builder: _Builder) -> _Postings:
    """Return the years of agreements as postings."""
    convention = NODE_KIND_CODES[NodeKind.CONVENTION]
    dated = np.flatnonzero((topology.node_kind == convention) & (topology.node_since > 0))
    years = [str(unpacked(int(day) // 10_000 * 10_000)) for day in topology.node_since[dated]]
    word = [builder.numbers.setdefault(year, len(builder.numbers)) for year in years]
    return _int32(word), dated.astype(np.int32), np.full(len(dated), PARTY, np.uint8)


def _sorted_words(numbers: dict[str, int]) -> tuple[list[str], Indexes]:
    """Return the words in order, and the place of each by its number."""
    vocabulary = sorted(numbers)
    rank = np.empty(len(vocabulary), np.int32)
    rank[[numbers[word] for word in vocabulary]] = np.arange(len(vocabulary))
    return vocabulary, rank


def _postings(
    word: Indexes, node: Indexes, field: NDArray[np.uint8], size: int
) -> tuple[NDArray[np.int64], Indexes, NDArray[np.uint8]]:
    """Return postings by word, then node, each pair once with its closest field."""
    order = np.lexsort((field, node, word))
    word, node, field = word[order], node[order], field[order]
    first = np.ones(len(word), np.bool_)
    first[1:] = (word[1:] != word[:-1]) | (node[1:] != node[:-1])
    start = np.searchsorted(word[first], np.arange(size + 1)).astype(np.int64)
    return start, node[first], field[first]
