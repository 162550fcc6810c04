"""Offices (« préfet du Nord », « directrice générale ») and whom their holders stand for.

A head noun, its adjectives, its complement. What French law or statutes say of the office gives
the body: a prefect stands for the State, a president for what he presides. Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ontology import NodeKind
from loaders.texts.grammar.people.heads import HEADS
from loaders.texts.grammar.people.holders import Holder, holders
from loaders.texts.mentions import Actor, ActorMention, Office, Setting
from loaders.texts.text import Text

__all__ = ["STATE", "Holder", "find_offices", "holders"]

STATE = Actor("État", NodeKind.STATE_SERVICE, "state:france")
GENDARMERIE = Actor("Gendarmerie nationale", NodeKind.STATE_SERVICE)
POLICE = Actor("Police nationale", NodeKind.STATE_SERVICE)

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
#: State services that a director heads, by the words after « directeur départemental » or such.
_STATE_WORDS = re.compile(
    r"territoires|environnement|affaires culturelles|finances publiques|cohesion sociale|"
    r"economie|"
    r"emploi|travail|protection|services de l'education|alimentation|equipement|jeunesse|archives"
)


def find_offices(text: Text, actors: Sequence[ActorMention], setting: Setting) -> list[Office]:
    """Return the offices named in `text`, in order; « qui préside X » is one too."""
    reader = _Reader(text, actors, setting)
    found = [reader.office(match) for match in _HEAD.finditer(text.folded)]
    found += [reader.relative(match) for match in _PRESIDES.finditer(text.folded)]
    return sorted(
        (office for office in found if office is not None), key=lambda o: (o.start, -o.end)
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """An office taken apart.

    `organ` is that of a body (« conseil départemental »), `area` a common noun (« la région »),
    `name` the words of the complement, `linked` the same after its « de » (« du Havre »), `inner`
    another office (« délégué du préfet »), `own` tells that the head is somebody's (« son maire »).
    """

    head: str
    adjectives: str
    end: int
    organ: str = ""
    area: str = ""
    actor: Actor | None = None
    name: str = ""
    linked: str = ""
    inner: Office | None = None
    own: bool = False


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
        of = _stands_for(parts, self._setting)
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

    def _parts(self, match: re.Match[str], head: str, depth: int) -> _Parts:
        base = _Parts(head, match["adjectives"], match.end())
        if head == "ministre" or (head == "secretaire" and "d'etat" in base.adjectives):
            named = _PORTFOLIO.match(self._folded, match.end())
            end = named.end() if named else base.end
            return replace(base, end=end, name=self._flow[match.end() : end])
        after = self._link(match.end())
        return self._complement(base, after, depth) if after else self._beside(base)

    def _beside(self, base: _Parts) -> _Parts:
        """Read « Président X Métropole », as blocks of signatures print it."""
        mention = self._at(base.end + 1)
        if mention is None or self._flow[base.end : base.end + 1] != " ":
            return base
        return replace(base, end=mention.end, actor=mention.actor)

    def _complement(self, base: _Parts, position: int, depth: int) -> _Parts:
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

    def _unknown(self, base: _Parts, position: int, depth: int) -> _Parts:
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

    def _named(self, base: _Parts, start: int, end: int, actor: Actor | None) -> _Parts:
        name = self._flow[start:end]
        link = _BEFORE_NAME.search(self._flow, max(start - 6, 0), start)
        linked = f"{link[0].lower().replace('’', chr(39))}{name}" if link else _of(name)
        return replace(base, end=end, actor=actor, name=name, linked=linked)

    def _words(self, base: _Parts, position: int) -> _Parts:
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


def _stands_for(parts: _Parts, setting: Setting) -> Actor | None:
    """Return whom the holder of an office stands for, None when the office does not say."""
    if parts.inner is not None or parts.head in _NOBODY:
        return parts.inner.of if parts.inner else None
    of_state = _state(parts)
    if of_state is not None or parts.head in _STATE_HEADS:
        return of_state
    if parts.head in {"maire", "maire-adjoint", "adjoint", "depute-maire", "senateur-maire"}:
        return _commune(parts, setting)
    if parts.organ or parts.head == "conseiller":
        return _assembly(parts, setting)
    return parts.actor or _area(parts.area, setting)


#: Heads that stand for no body that signs.
_NOBODY = frozenset({"depute", "senateur", "doyen"})
#: Heads that stand for the State or one of its services, or for nobody.
_STATE_HEADS = frozenset(
    "prefet sous-prefet ministre recteur vice-recteur dasen procureur inspecteur".split()
)


def _state(parts: _Parts) -> Actor | None:
    """Return the State, or that service of the State, for which an office stands."""
    at_prefect = parts.head == "secretaire" and re.match(
        r"(?i)pr[ée]fecture|affaires r", parts.name
    )
    if parts.head in {"prefet", "sous-prefet"} or parts.area == "republique" or at_prefect:
        return STATE
    if parts.head == "ministre" or "d'etat" in parts.adjectives:
        return _ministry(parts)
    if parts.head in {"recteur", "vice-recteur"} and parts.name:
        seat = "la région académique" if parts.area.startswith("region") else "l'académie"
        return _service(f"Rectorat de {seat} {parts.linked}")
    if parts.head == "procureur" and parts.name:
        return _service(f"Parquet {parts.linked}")
    if parts.head == "dasen" or re.search(r"academi", parts.adjectives):
        return _service("Direction des services départementaux de l'Éducation nationale")
    return _deconcentrated(parts)


def _deconcentrated(parts: _Parts) -> Actor | None:
    """Return the gendarmerie, the police or the direction that an officer or a director heads."""
    words = parts.name.lower()
    if parts.head == "commandant" and re.match(
        r"groupement|compagnie|région de g|gendarmerie", words
    ):
        return GENDARMERIE
    if parts.head != "directeur" or not re.search(r"region|departement", parts.adjectives):
        return None
    if re.search(r"sécurité publique|police", words):
        return POLICE
    if not _STATE_WORDS.match(words):
        return None
    level = "régionale" if "region" in parts.adjectives else "départementale"
    return _service(f"Direction {level} des {parts.name}")


def _ministry(parts: _Parts) -> Actor | None:
    """Return the ministry of a minister, named as his decree names him."""
    words = re.sub(r"(d[ée]l[ée]gu|charg)[ée]e?s?", lambda m: m[1] + "é", parts.name.strip(" ,"))
    words = re.sub(r"^(?:délégué )?auprès [^,]{2,90}, ", "", words)
    if not words:
        return None
    if "delegue" in parts.adjectives and not words.startswith("chargé"):
        words = f"délégué {words}"
    kind = "Secrétariat d'État" if parts.head == "secretaire" else "Ministère"
    return _service(f"{kind} {words}")


def _commune(parts: _Parts, setting: Setting) -> Actor | None:
    """Return the commune of a mayor; that of the text for a bare « le maire »."""
    if parts.actor is not None and parts.actor.kind is NodeKind.MUNICIPALITY:
        return parts.actor
    if parts.name and parts.name[0].isupper():
        return Actor(f"Commune {parts.linked}", NodeKind.MUNICIPALITY)
    return None if parts.own else setting.municipality


def _assembly(parts: _Parts, setting: Setting) -> Actor | None:
    """Return the body of an assembly: « conseil départemental » is the Département."""
    words = f"{parts.organ} {parts.adjectives}"
    if re.search(r"depart|general", words):
        wanted, here = NodeKind.DEPARTMENT, setting.department
    elif "regional" in words and "conseil" in parts.organ + parts.head:
        wanted, here = NodeKind.REGION, setting.region
    elif re.search(r"municipal", words):
        wanted, here = NodeKind.MUNICIPALITY, setting.municipality
    elif re.search(r"commun|metropol|agglo", words):
        wanted, here = NodeKind.INTERCOMMUNALITY, setting.intercommunality
    else:
        return parts.actor
    fits = parts.actor is not None and parts.actor.kind is wanted
    return parts.actor if fits or here is None else here


def _area(area: str, setting: Setting) -> Actor | None:
    """Return the territory of the text that a common noun stands for."""
    if re.match(r"agglo|metro|communaute|interco", area):
        return setting.intercommunality
    return {
        "region": setting.region,
        "departement": setting.department,
        "ville": setting.municipality,
        "commune": setting.municipality,
    }.get(area)


def _service(name: str) -> Actor:
    return Actor(name, NodeKind.STATE_SERVICE)


def _of(name: str) -> str:
    """Return a name after « de »: « du Havre », « d’Hendaye », « des Ulis », « de Meaux ».

    >>> _of("Le Havre"), _of("Aubervilliers"), _of("Les Ulis"), _of("Meaux")
    ('du Havre', "d'Aubervilliers", 'des Ulis', 'de Meaux')
    """
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d'{name}" if name[:1] in "AEIOUYÉÈÊÎÂ" else f"de {name}"
