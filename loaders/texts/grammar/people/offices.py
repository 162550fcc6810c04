"""Offices (« préfet du Nord », « directrice générale ») and whom their holders stand for.

A head noun, its adjectives, its complement. What French law or statutes say of the office gives
the body: a prefect stands for the State, a president for what he presides. Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from loaders.texts.gazetteer.french import of
from loaders.texts.grammar.people.bodies import Parts, stands_for
from loaders.texts.grammar.people.heads import HEADS
from loaders.texts.mentions import Actor, ActorMention, Office, Setting
from loaders.texts.text import Text

_ADJECTIVES = (
    r"(?:,? (?:general|regional|territorial|departemental|delegue|adjoint|interregional|executif|"
    r"academique|municipal|communautaire|metropolitain|national|local|honoraire|interimaire|"
    r"par interim|suppleant|associe|coordonnateur|financier|operationnel|commercial|technique|"
    r"en second|d'etat|d'academie)[es]{0,2}(?![\w-])){0,4}"
)
_ANY_HEAD = "|".join(sorted(HEADS, key=len, reverse=True))
_HEAD = re.compile(
    rf"(?<![\w-])(?P<rank>premi(?:er|ere) |\d{{1,2}}(?:er|e|eme) )?(?P<head>{_ANY_HEAD})"
    r"(?![\w-]|(?<=chef) (?:de file|d'oeuvre|-lieu))"
    rf"(?P<adjectives>{_ADJECTIVES})"
)
_OF = r"(?:de la |de l'|du |des |de |d')"
_TO = r"(?:a la |a l'|aux |au |a )"
_LINK = re.compile(rf" (?:{_OF}|{_TO}|pres (?:le |la |l'))")
_BEFORE_NAME = re.compile(r"(?i)(?<![\w-])(?:de la |de l['’]|du |des |de |d['’])\Z")
_ORGAN = re.compile(
    r"(conseil (?:departemental|general|regional|municipal|communautaire|metropolitain|executif|"
    r"d'administration|de surveillance|d'agglomeration|de communaute|territorial|syndical|"
    r"de la metropole|de territoire)|directoire|assemblee (?:departementale|generale|de corse)|"
    r"bureau|comite (?:syndical|regional|directeur)|cabinet)(?![\w-])"
)
_AREA = re.compile(
    r"(region academique|academie|region|departement|metropole|agglomeration|"
    r"communaute (?:d'agglomeration|de communes|urbaine)|intercommunalite|ville|commune|"
    r"republique)(?![\w-])"
)
_CAPITALS = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:[ -](?:(?:de|du|des|la|le|les|en|sur)[ -]){0,2}(?:[ldLD]['’])?"
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*){0,4}(?: des chances(?![\w-]))?"
)
_SUFFIXED = r"(?: (?:et )?[\w-]+(?:ale?s?|aux|iques?|aires?|ics?|aines?|ables?|ieure?s?|ives?))"
_TITLED = r"(?: (?:aupres|charge[es]{0,2}|delegue[es]{0,2})){0,2}"
_PART = rf"(?!(?:{_ANY_HEAD}|nom|titre)(?![\w-]))[\w-]+{_SUFFIXED}{{0,2}}(?![\w-])"
#: « chargée de la Ville », « de la Cohésion des territoires et des Relations avec … ».
_PORTFOLIO = re.compile(
    rf"{_TITLED},? (?:{_OF}|{_TO}){_PART}"
    rf"(?:(?:,| et|, et)?{_TITLED} (?:{_OF}|a la |a l'|aux |au |avec les ){_PART}){{0,6}}"
)
#: « du patrimoine », « d’établissement », « des services de la ville »: one step of a complement.
_STEP = re.compile(rf"(?:l'|le |la |les )?[a-z][\w-]*{_SUFFIXED}{{0,2}}(?![\w-])")
#: Heads that are also participles or adjectives: something before them must make them nouns.
_WEAK = frozenset({"delegue", "responsable", "representant", "chef", "secretaire", "mandataire"})
_NOUN = re.compile(
    r"(?:^|[\n,(:;»/|-] ?| {2}|(?<![\w-])(?:le|la|l'|les|un|une|son|sa|leur|notre|par|au|du|"
    r"de la|"
    r"comme|et|pour|madame|monsieur|mme|m\.) ?)$"
)
_OWN = re.compile(r"(?<![\w-])(?:son|sa|leur|notre|ses|leurs) (?:\w+ )?$")
_PRESIDES = re.compile(
    r"(?:qu(?P<own>')(?:il|elle)|(?P<inverse>que)|qui) (?P<verb>preside|presidait|dirige|"
    r"dirigeait|"
    r"represente|representait|engage|engageait)(?:nt)?(?![\w-])(?: l'| la | le | les | )?"
)


def find_offices(text: Text, actors: Sequence[ActorMention], setting: Setting) -> list[Office]:
    """Return the offices named in `text`, in order; « qui préside X » is one too."""
    reader = _Reader(text, actors, setting)
    found = [reader.office(match) for match in _HEAD.finditer(text.folded)]
    found += [reader.relative(match) for match in _PRESIDES.finditer(text.folded)]
    return sorted(
        (office for office in found if office is not None), key=lambda o: (o.start, -o.end)
    )


class _Reader:
    """Reads complements with the actors and the territories of one text."""

    def __init__(self, text: Text, actors: Sequence[ActorMention], setting: Setting) -> None:
        self._flow, self._folded = text.flow, text.folded
        self._actors = sorted(actors, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._actors]
        self._ends = {mention.end: mention for mention in self._actors}
        self._setting = setting

    def office(self, match: re.Match[str], *, depth: int = 0) -> Office | None:
        """Return the office whose head noun was found, None when the noun is no office here."""
        start, head = match.start(), HEADS[match["head"]]
        cover = self._covering(match.start("head"))
        if cover is not None and cover.start < match.start("head") and cover.sort != "role":
            return None
        before = self._folded[max(start - 14, 0) : start]
        if head in _WEAK and not depth and start and not _NOUN.search(before):
            return None
        parts = self._parts(match, head, depth)
        parts = replace(parts, own=bool(_OWN.search(before)))
        of = stands_for(parts, self._setting)
        return Office(start, parts.end, self._flow[start : parts.end], head, of)

    def relative(self, match: re.Match[str]) -> Office | None:
        """Read « qui préside X », « X, qu’il préside », « X, que préside »."""
        end = match.end("verb")
        if match["own"] or match["inverse"]:
            start = match.start()
            gap = 2 if self._folded[max(start - 2, 0) : start] == ", " else 1
            mention = self._ends.get(start - gap)
        else:
            mention = self._at(match.end())
            end = mention.end if mention else end
        if mention is None:
            return None
        title = "représentant" if match["verb"][0] in "re" else "président"
        return Office(match.start(), end, title, title.replace("é", "e"), mention.actor)

    def _parts(self, match: re.Match[str], head: str, depth: int) -> Parts:
        base = Parts(head, match["adjectives"], match.end())
        if head == "ministre" or (head == "secretaire" and "d'etat" in base.adjectives):
            named = _PORTFOLIO.match(self._folded, match.end())
            end = named.end() if named else base.end
            return replace(base, end=end, name=self._flow[match.end() : end])
        after = self._link(match.end())
        return self._complement(base, after, depth) if after else self._beside(base)

    def _beside(self, base: Parts) -> Parts:
        """Read « Président X Métropole », as blocks of signatures print it."""
        mention = self._at(base.end + 1)
        if mention is None or self._flow[base.end : base.end + 1] != " ":
            return base
        return replace(base, end=mention.end, actor=mention.actor)

    def _complement(self, base: Parts, position: int, depth: int) -> Parts:
        """Read what follows « de », « du », « à »: an office, an organ, a body, a place, words."""
        inner = _HEAD.match(self._folded, position)
        if inner is not None and depth < 2:
            office = self.office(inner, depth=depth + 1)
            if office is not None:
                return replace(base, end=office.end, inner=office)
        organ = _ORGAN.match(self._folded, position)
        if organ is not None and not base.organ:
            found = replace(base, end=organ.end(), organ=organ[0])
            after = self._link(organ.end())
            return self._complement(found, after, depth) if after else found
        mention = self._at(position)
        if mention is not None:
            return self._named(base, position, mention.end, mention.actor)
        return self._unknown(base, position, depth)

    def _unknown(self, base: Parts, position: int, depth: int) -> Parts:
        area = _AREA.match(self._folded, position)
        if area is not None and not base.area:
            found = replace(base, end=area.end(), area=area[0])
            after = self._link(area.end())
            if not after and re.match(" [A-ZÀ-ÖØ-Þ]", self._flow[area.end() : area.end() + 2]):
                after = area.end() + 1
            return self._complement(found, after, depth) if after else found
        capitals = _CAPITALS.match(self._flow, position)
        if capitals is not None:
            return self._named(base, position, capitals.end(), None)
        if base.organ or base.area:
            return base
        return self._words(base, position)

    def _named(self, base: Parts, start: int, end: int, actor: Actor | None) -> Parts:
        name = self._flow[start:end]
        link = _BEFORE_NAME.search(self._flow, max(start - 6, 0), start)
        linked = f"{link[0].lower().replace('’', chr(39))}{name}" if link else of(name)
        return replace(base, end=end, actor=actor, name=name, linked=linked)

    def _words(self, base: Parts, position: int) -> Parts:
        """Read « du patrimoine », « des territoires de l’Aisne »: four steps at most."""
        first = position
        for _ in range(4):
            mention = self._at(position)
            if mention is not None:
                words = self._flow[first : mention.end]
                return replace(base, end=mention.end, actor=mention.actor, name=words)
            step = _CAPITALS.match(self._flow, position) or _STEP.match(self._folded, position)
            if step is None:
                break
            base = replace(base, end=step.end(), name=self._flow[first : step.end()])
            position = self._link(step.end())
            if not position:
                break
        return base

    def _link(self, position: int) -> int:
        """Return where the complement begins after « de », « à »; 0 after « a » or nothing."""
        link = _LINK.match(self._folded, position)
        if link is None or (link[0] == " a " and self._flow[position + 1] == "a"):
            return 0
        return link.end()

    def _at(self, position: int) -> ActorMention | None:
        """Return the actor named at `position`, the longest when there are several."""
        first = bisect_left(self._starts, position)
        here = [m for m in self._actors[first : first + 3] if m.start == position]
        return max(here, key=lambda mention: mention.end, default=None)

    def _covering(self, position: int) -> ActorMention | None:
        last = bisect_right(self._starts, position) - 1
        mention = self._actors[last] if last >= 0 else None
        return mention if mention is not None and mention.end > position else None
