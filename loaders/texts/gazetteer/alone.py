"""Heads that no name follows: « la Ville », « le préfet de région », « la CAF »."""

from __future__ import annotations

import re

from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.frames import Frame
from loaders.texts.gazetteer.page import Page
from loaders.texts.gazetteer.words import Words, key

_ROLE_BEFORE = re.compile(
    r"\b(?:la|le|l'|les|sa|son|notre|votre|leur|cette|ladite|ledit|du|au|aux) ?$"
)
#: Heads that are offices: a name without « de » after them is that of the person.
PERSON = re.compile(
    r"(?:sous-? ?)?pref(?:et|ete)s?\b|rect(?:eur|rice)|inspect(?:eur|rice)|directeur|directrice|"
    r"procureure?|representante?|haut-? ?commissaire"
)
#: « Jean Moulin, préfet d’Eure-et-Loir »: an office in apposition has no article.
_APPOSED = re.compile(r"(?:, |\bet |\()$")
#: « la ville » that acts, against « dans la ville », « le centre de la ville », « la ville où ».
_TOWN = re.compile(r"\b(?:la|sa|notre) $")
_IN_TOWN = re.compile(
    r"\b(?:dans|a|de|sur|sous|hors|vers|en|toute|toutes|chez|travers|traverse|quitter?) "
    r"(?:la|sa|notre) $"
)
_OF_TOWN = re.compile(
    r"[ -](?:ou|de|d'|du|des|dont|que|qui|centre|nouvelle|haute|basse|ancienne|durable|entiere|"
    r"moyenne|historique|inclusive|intelligente|intra)\b|['-]"
)
_NO_ROLE = re.compile(
    r"\b(?:politiques? de la|contrats? de|une|un|chaque|(?<!de )en|(?<!de la )de|quartier) $"
)


class Alone:
    """Reads heads that stand alone: a role, or a body of the place that the text speaks from."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tables = page.tables

    def hits(self, words: Words, at: int, after: int, frame: Frame) -> list[Hit]:
        """Return the hit of a head that nothing completes: a role, or a body of the place."""
        start, end = words.starts[at], words.ends[after - 1]
        before = self._page.folded[max(0, start - 18) : start]
        if not frame.bare or not self._led(start, end, before, frame):
            return []
        if frame.bare == "body":
            return [self._body(start, end, frame)]
        if _NO_ROLE.search(before):
            return []
        if frame.gives == "state":
            state = self._tables.entry(self._tables.ids["state:france"])
            return [Hit(start, end, (state,), "role")]
        head = "ministere" if frame.gives == "ministry" else words.key(at, after - at)
        return [Hit(start, end, (Entry(None, frame.kind, head),), "role")]

    def _led(self, start: int, end: int, before: str, frame: Frame) -> bool:
        """Tell whether a head is written as that of one body: with a capital, or an article."""
        if self._page.flow[start].isupper():
            return True
        if frame.capitals and not self._town(start, end, frame):
            return False
        office = frame.gives in ("state", "body") and PERSON.match(self._page.folded, start, end)
        return bool(_ROLE_BEFORE.search(before) or (office and _APPOSED.search(before)))

    def _body(self, start: int, end: int, frame: Frame) -> Hit:
        """Return the body of the place, the one whose acronym follows when registers know it."""
        entry = Entry(None, frame.kind, frame.title)
        close = self._page.bracketed(end, (entry,))
        said = key(self._page.flow[end:close])
        known = [self._tables.entry(n) for n in self._tables.names.get(said, ()) if n >= 0]
        return Hit(start, close, tuple(known) or (entry,), "name")

    def _town(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether « la ville » without capital acts: it is no place where something is."""
        if frame.title != "ville":
            return False
        before = self._page.folded[max(0, start - 30) : start]
        after = self._page.folded[end : end + 20]
        return (
            bool(_TOWN.search(before)) and not _IN_TOWN.search(before) and not _OF_TOWN.match(after)
        )
