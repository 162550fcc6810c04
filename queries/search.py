"""Find nodes by what people type: names without accents, acronyms, beginnings, slips, codes.

All stores rank alike, since the index of names is part of the projection. The order, best first:

1. more of the words found;
2. the exact name, acronym or code, then exact words, beginnings of words, corrected words;
3. found in its own name, in its other names or codes, in the parties or year of an agreement;
4. fewer other telling words in its name;
5. a commune before its intercommunality;
6. more tied;
7. id.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.errors import InputRefused
from graph.names import searched
from graph.ontology import NodeKind
from graph.projection import Projection
from graph.topology import NODE_KIND_CODES
from graph.word_index import OTHER, OWN, PARTY, WordIndex, whole
from queries import paging
from queries.answers import Hit, Page
from queries.filters import View

#: A text longer than this is a document, not a question.
MOST_LETTERS = 300
_MOST_WORDS = 12
#: A word that begins fewer names than this, and is in none, is looked for with slips too.
_FEW = 3
#: How a word was found. A cost is `3 * found + field`, or `_ABSENT`.
_EXACT, _BEGINNING, _CORRECTED = 0, 1, 2
_ABSENT = 9
#: Places in a key: 13 bits of rank, 22 of ties, 28 of node index.
_TIES, _NODE = 22, 28
_INTERCOMMUNALITY = NODE_KIND_CODES[NodeKind.INTERCOMMUNALITY]
Keys = NDArray[np.int64]
Nodes = NDArray[np.int32]


def search(view: View, text: str, *, limit: int = 20, after: str | None = None) -> Page[Hit]:
    """Return the nodes that a text may mean, best first.

    The text is an id, a code with or without spaces, a name or some of its words; without a
    letter or a digit it finds nothing. Raises `InputRefused` for a text over 300 signs, a limit
    outside 1-500 or a cursor of another search.
    """
    if len(text) > MOST_LETTERS:
        raise InputRefused(
            f"La recherche dépasse {MOST_LETTERS} signes.", hint="Gardez quelques mots du nom."
        )
    question = ("search", text, view.filters.label)
    found, least = _keys(view, text), _least(view, question, after)
    keys = _best(found, paging.page_size(limit) + 1, least)
    items = tuple(_hit(view, int(key)) for key in keys[:limit])
    more = len(keys) > limit
    end = paging.cursor(question, (int(keys[limit - 1] >> _NODE), items[-1].id)) if more else None
    return Page(items, end, len(found))


def _keys(view: View, text: str) -> Keys:
    """Return one number a node found, unique, the lower the better."""
    projection = view.projection
    identified = projection.resolve(text.strip())
    if identified is not None:
        nodes = np.array([projection.index(identified)], np.int32)
        return _shown(view, _key(projection, nodes, np.zeros(1, np.int64)))
    asked = _asked(projection.words, text)
    if not asked:
        return np.empty(0, np.int64)
    costs = np.stack([_costs(projection, word) for word in asked])
    nodes = np.flatnonzero((costs < _ABSENT).any(axis=0)).astype(np.int32)
    rank = _rank(costs[:, nodes], projection.words.name_words[nodes])
    exact, borne = _bearers(projection, " ".join(asked))
    rank[np.searchsorted(nodes, exact)] = borne  # who bears the whole name bears its words
    return _shown(view, _key(projection, nodes, rank))


def _asked(index: WordIndex, text: str) -> list[str]:
    """Return the words to look up; a code typed with spaces is one word."""
    words = searched(text)[:_MOST_WORDS]
    together = "".join(words)
    code = any(letter.isdigit() for letter in together) and len(index.bearers(together)) > 0
    return [together] if code else list(dict.fromkeys(words))


def _costs(projection: Projection, word: str) -> NDArray[np.uint8]:
    """Return how well each node holds a word: a cost, or `_ABSENT`."""
    index = projection.words
    exact, beginning = index.spans(word)
    costs = np.full(len(projection.ids), _ABSENT, np.uint8)
    few = exact.start == exact.stop and beginning.stop - beginning.start < _FEW
    spans = [(_CORRECTED, span) for span in (_corrected(index, word) if few else ())]
    for found, span in [*spans, (_BEGINNING, beginning), (_EXACT, exact)]:
        node, field = index.word_node[span], index.word_field[span]
        for closeness in (PARTY, OTHER, OWN):
            cost = 3 * found + closeness
            near = node[field == closeness]
            costs[near] = np.minimum(costs[near], cost)
    return costs


def _corrected(index: WordIndex, word: str) -> list[slice]:
    """Return the postings of words one slip away; two from eight letters on, none in a code."""
    slips = (len(word) >= 4) + (len(word) >= 8)
    if not slips or any(letter.isdigit() for letter in word):
        return []
    first = index.letters()
    near = process.extract(
        word, index.vocabulary[first:], scorer=OSA.distance, score_cutoff=slips, limit=20
    )
    return [index.of_word(first + number) for _, _, number in near]


def _rank(costs: NDArray[np.uint8], name_words: NDArray[np.uint8]) -> Keys:
    """Return points 1 to 4 of the order as one number; `costs` has a row a word."""
    found = costs < _ABSENT
    worst = np.where(found, costs // 3, 0).max(axis=0) + 1
    field = np.where(found, costs % 3, 0).max(axis=0)
    others = np.clip(name_words.astype(np.int64) - found.sum(axis=0), 0, 3)
    missing = (~found).sum(axis=0).astype(np.int64)
    return np.asarray(((missing * 4 + worst) * 4 + field) * 4 + others)


def _bearers(projection: Projection, name: str) -> tuple[Nodes, Keys]:
    """Return the nodes that bear a whole name, and their rank: as their own, or as another."""
    nodes = np.unique(projection.words.bearers(name))
    own = [
        name in (whole(projection.names[node]), whole(projection.short_names[node]))
        for node in nodes
    ]
    return nodes, np.where(np.array(own, np.bool_), OWN, OTHER).astype(np.int64) * 4


def _key(projection: Projection, nodes: Nodes, rank: Keys) -> Keys:
    """Return ranks completed by points 5 to 7 of the order."""
    wider = projection.node_kind[nodes] == _INTERCOMMUNALITY
    most = (1 << _TIES) - 1
    ties = most - np.minimum(projection.degree[nodes], most)
    return np.asarray((((rank * 2 + wider) << _TIES) + ties << _NODE) + nodes)


def _shown(view: View, keys: Keys) -> Keys:
    """Return the keys of the nodes that the view shows, each once, under the one it stands for."""
    if view.heir is not None:
        keys.sort()
        heir = view.heir[keys & (1 << _NODE) - 1]
        first = np.unique(heir, return_index=True)[1]
        keys = (keys[first] >> _NODE << _NODE) + heir[first]
    if view.node_ok is not None:
        keys = keys[view.node_ok[keys & (1 << _NODE) - 1]]
    return keys


def _least(view: View, question: tuple[object, ...], after: str | None) -> int:
    """Return the least key that may follow a cursor."""
    key = paging.after(question, after, (int, str))
    if key is None:
        return 0
    rank, identifier = int(key[0]), str(key[1])
    if not 0 <= rank < 1 << 63 - _NODE:
        raise paging.refusal()
    ids = view.projection.ids
    place = bisect_left(ids, identifier)
    known = place < len(ids) and ids[place] == identifier
    return (rank << _NODE) + place + known


def _best(keys: Keys, count: int, least: int) -> list[int]:
    """Return the `count` lowest keys that are not below `least`, in order."""
    left = keys[keys >= least]
    if len(left) > count:
        left = np.partition(left, count)[:count]
    return [int(key) for key in np.sort(left)]


def _hit(view: View, key: int) -> Hit:
    """Return a node found, with a score that halves at each step of point 2 of the order."""
    node = view.ref(key & (1 << _NODE) - 1)
    rank = key >> _NODE + _TIES + 1
    missing, way = rank >> 6, rank >> 4 & 3
    return Hit(node.id, node.kind, node.name, node.short_name, round(0.5**way / (1 + missing), 3))
