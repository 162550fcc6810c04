"""Ministries, which change names with each government: read from their domains.

« ministre déléguée chargée du Logement et de la Ville » stands for a ministry named as the text
names it; the first domain tells which of ours answers for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.ids import NodeId
from graph.ontology import NodeKind
from loaders.texts.gazetteer import register
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.french import of, straight, to
from loaders.texts.text import Text

_MODE = re.compile(
    r" ?(d'etat)?,? ?(delegue|charge)?e?s?,? ?(chargee?s?|aupres d[^,.\n]{3,60}?,? chargee?s?)? ?"
)
_LINK = re.compile(r"(?:de la |de l'|du |des |a la |a l'|au |aux |de |d')")
_AND = re.compile(r"(?:, (?:et )?| et )(?:a la |a l'|au |aux |de la |de l'|du |des |a |de )?")
_ARTICLE = re.compile(r"(?:la |le |les |l')")
_PLURAL = re.compile(r"(?:ministres|ministeres)")
_LONGEST = 6


@cache
def _domains() -> dict[str, tuple[str, str, NodeId]]:
    """Return, by folded name, the article, the name and the ministry of each domain."""
    found: dict[str, tuple[str, str, NodeId]] = {}
    for line in register.lines("ministeres.txt"):
        first, others, identifier = (cell.strip() for cell in line.split("|"))
        for name in (first, *filter(None, others.split(";"))):
            said = name.strip()
            article = "l'" if said.startswith("l'") else said.partition(" ")[0]
            bare = said[2:] if article == "l'" else said.partition(" ")[2]
            found[_fold(bare)] = (article, bare, identifier)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_domains(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _fold(text: str) -> str:
    return Text(text).folded.strip()


@dataclass(frozen=True, slots=True)
class _Domain:
    article: str
    name: str
    id: NodeId
    start: int
    end: int


def ministries(folded: str, start: int, end: int) -> list[Hit]:
    """Return the hits of the ministries that a head from `start` to `end` opens.

    A plural head opens two: that of the first domain, and that of the others.
    """
    head = folded[start:end]
    mode = _MODE.match(folded, end)
    domains = _said(folded, mode.end() if mode else end)
    if not domains:
        return []
    groups = [domains[:1], domains[1:]] if _PLURAL.match(head) and domains[1:] else [domains]
    return [
        Hit(
            start if group is groups[0] else group[0].start,
            group[-1].end,
            (Entry(group[0].id, NodeKind.STATE_SERVICE, _name(head, mode, group)),),
            "name",
        )
        for group in groups
    ]


def _said(folded: str, position: int) -> list[_Domain]:
    """Return the domains named one after the other from `position`."""
    found: list[_Domain] = []
    for turn in range(_LONGEST):
        link = (_AND if turn else _LINK).match(folded, position)
        if not link:
            break
        own = _ARTICLE.match(folded, link.end()) if turn else None
        begin = own.end() if own else link.end()
        domain = _pattern().match(folded, begin)
        if not domain:
            break
        found.append(_Domain(*_domains()[domain[0]], begin, domain.end()))
        position = domain.end()
    return found


def _name(head: str, mode: re.Match[str] | None, domains: list[_Domain]) -> str:
    if head.startswith("haut"):
        return straight("Haut-commissariat " + " et ".join(to(d.name, d.article) for d in domains))
    charged, delegated = bool(mode and mode[3]), bool(mode and mode[2] == "delegue")
    several = len(domains) > 1
    if head.startswith("secretai"):
        opening = "Secrétariat d'État chargé " if charged else "Secrétariat d'État "
    elif delegated and not several:
        opening = "Ministère délégué "
    else:
        own = mode and mode[2] == "charge" and not several
        opening = "Ministère chargé " if own else "Ministère "
    towards = (delegated and not several) or (head.startswith("secretai") and not charged)
    said = [(to if towards else of)(domain.name, domain.article) for domain in domains]
    return straight(opening + " et ".join(filter(None, (", ".join(said[:-1]), said[-1]))))
