"""Short names that a text defines, found again further on.

« L'Agence nationale …, ci-après « l'Agence » », « la communauté de communes X (CCX) »,
« Marseille Provence Métropole, dite “MPM” ».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.texts.gazetteer.words import key
from loaders.texts.mentions import Actor, ActorMention
from loaders.texts.text import Text

_OPEN, _CLOSE = '«“"', '»”"'
#: « ci-après dénommée « l'Agence » », anywhere after the party in its paragraph.
_HEREAFTER = re.compile(
    rf"(?:ci[- ]apr[eè]s|ci[- ]dessous|d[ée]nomm[ée]+s?|d[ée]sign[ée]+s?|dite?s?|appel[ée]+s?)"
    rf"[^{_OPEN}{_CLOSE}.;()\n]{{0,60}}[{_OPEN}] ?"
    rf"([^{_OPEN}{_CLOSE}\n]{{2,60}}?) ?[{_CLOSE}]"
)
#: « , ou SEMISAP » and « (CCRV) » just after the name.
_OR = re.compile(r",? (?:ou|dite?) ([A-Z][A-Z0-9&'-]{2,14})\b")
_BRACKET = re.compile(r"\(([A-Z][\w&'’.-]{1,14})\)$")
_ARTICLE = re.compile(r"^(?:la |le |les |l['’]|La |Le |Les |L['’])")
#: Words that define only the name just before them.
_BESIDE = re.compile(r"dit|appel")
#: Words that several parties share: « ci-après « les partenaires » » is no name of one of them.
_SHARED = re.compile(
    r"(?:les |des )|(?:autres? )?(?:partenaires|parties|signataires|collectivites|financeurs|"
    r"beneficiaires|villes|communes|bailleurs|organismes|maitres|membres|acteurs|cocontractants)\b"
)
_REACH = 1500
#: A paragraph that goes on with the party of the one before begins so, and is short.
_GOES_ON = re.compile(r"\(|ci-apres|represente")
_AFTER = 160


def learnt(text: Text, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions by short names that the text defines, from their definition on."""
    defined: dict[str, tuple[int, Actor]] = {}
    for mention in mentions:
        for word, end in _beside(text, mention):
            defined.setdefault(word, (end, mention.actor))
    for word, end, actor in _hereafter(text, mentions):
        defined[word] = (end, actor)
    known = [(m.start, m.end) for m in mentions]
    return _found(text, defined, known)


def _beside(text: Text, mention: ActorMention) -> list[tuple[str, int]]:
    found = []
    bracket = _BRACKET.search(text.flow, mention.start, mention.end)
    if bracket:
        found.append((bracket[1], mention.end))
    other = _OR.match(text.flow, mention.end)
    if other:
        found.append((other[1], other.end()))
    return found


def _hereafter(text: Text, mentions: Sequence[ActorMention]) -> list[tuple[str, int, Actor]]:
    starts = [mention.start for mention in mentions]
    known = {(mention.start, mention.end) for mention in mentions if mention.actor.id}
    blocks = [block.start for block in text.blocks]
    found = []
    for said in _HEREAFTER.finditer(text.flow):
        shared = _SHARED.match(text.folded[said.start(1) : said.end(1)])
        if shared or (said.start(1), said.end(1)) in known:
            continue
        block = text.blocks[max(bisect_right(blocks, said.start()) - 1, 0)]
        first = bisect_right(starts, max(block.start, said.start() - _REACH) - 1)
        last = bisect_right(starts, said.start())
        if first == last and first and _continued(text, block.start, said.start()):
            first = last - 1
        if first < last and said.start() - mentions[first].start < _REACH:
            near = mentions[last - 1]
            beside = said.start() - near.end <= 4
            if not beside and _BESIDE.match(said[0]):
                continue
            actor = (near if beside else mentions[first]).actor
            word = _ARTICLE.sub("", said[1]).strip()
            if word:
                found.append((word, said.end(), actor))
    return found


def _continued(text: Text, start: int, end: int) -> bool:
    """Tell whether a paragraph says more of the party that the one before names."""
    return end - start < _AFTER and (
        text.flow[start].islower() or bool(_GOES_ON.match(text.folded, start))
    )


def _found(
    text: Text, defined: dict[str, tuple[int, Actor]], known: list[tuple[int, int]]
) -> list[ActorMention]:
    """Return where the words defined come back, outside longer names."""
    words = [word for word in defined if len(key(word)) > 1]
    if not words:
        return []
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    starts = [start for start, _ in known]
    found = []
    for again in pattern.finditer(text.flow):
        end, actor = defined[again[0]]
        before = bisect_right(starts, again.start()) - 1
        inside = (
            before >= 0
            and known[before][1] >= again.end()
            and (known[before][1] - known[before][0] > len(again[0]))
        )
        if again.start() >= end - len(again[0]) - 3 and not inside:
            found.append(ActorMention(again.start(), again.end(), actor, "name", 0.95))
    return found
