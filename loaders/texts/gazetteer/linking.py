"""Who is meant: homonyms settled by the setting, roles by what was named, short names learnt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.ids import NodeId
from graph.ontology import AUTHORITIES, NodeKind
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.learnt import learnt
from loaders.texts.gazetteer.when import of_time, year_of
from loaders.texts.gazetteer.words import key
from loaders.texts.mentions import Actor, ActorMention, Setting
from loaders.texts.text import Text

#: A homonym this many times more peopled than the others is meant when nothing tells.
_MORE = 10
#: A place of fewer people, far from the territory of the text, is meant this little surely.
_SMALL, _FAR = 50_000, 0.6
#: A far place of fewer people than this is taken for a quarter, and left out.
_VILLAGE = 3000
#: A commune of so many people is known everywhere by its short name.
_CITY = 20_000
#: Longest acronym, in letters.
_SHORT = 6
#: Roles that are no kind of body.
_WORDS = frozenset({"ministere", "collectivite", "pays"})
#: How the full name of an intercommunality begins.
_FULL = re.compile(r"communaute|metropole|eurometropole|etablissement public")
_FORM = re.compile(
    r"^(?:communaute (?:agglomeration|communes|urbaine)|metropole|eurometropole|"
    r"etablissement public territorial) "
)
_SURE = {"name": 1.0, "made": 0.7, "place": 0.8, "role": 0.8}
#: Kinds that one word stands for: « l'association » may be a federation of mayors.
_BOTH = (NodeKind.ASSOCIATION, NodeKind.FEDERATION)
_KIN = {NodeKind.ASSOCIATION: _BOTH, NodeKind.FEDERATION: _BOTH}
#: How far back, in sentences, a named body is what « la Ville » means.
_NEAR = 3


def link(hits: Sequence[Hit], setting: Setting, text: Text) -> list[ActorMention]:
    """Return the actors meant by the hits, in order; what nothing settles has no id."""
    linking = _Linking(setting, text)
    hits = [kept for hit in hits if (kept := _plausible(hit, setting, text)) is not None]
    told = {entry.id for hit in hits if not is_acronym(hit, text) for entry in hit.entries}
    named = [
        linking.named(hit)
        for hit in hits
        if hit.sort != "role" and not (is_acronym(hit, text) and _stranger(hit, setting, told))
    ]
    short = learnt(text, [mention for mention in named if mention.sort != "place"])
    taken = [(mention.start, mention.end) for mention in short]
    roles = [hit for hit in hits if hit.sort == "role" and not _overlaps(hit, taken)]
    sole = _one_name([*(m for m in named if not _overlaps(m, taken)), *short], text)
    merged: list[ActorMention | Hit] = sorted((*sole, *roles), key=lambda m: m.start)
    return list(linking.in_order(merged))


def is_acronym(hit: Hit, text: Text) -> bool:
    """Tell whether a body is named by an acronym alone, which others may bear elsewhere."""
    written = text.flow[hit.start : hit.end]
    return hit.sort == "name" and len(written) <= _SHORT and written[1:].isupper()


def _stranger(hit: Hit, setting: Setting, told: set[NodeId | None]) -> bool:
    """Tell whether an acronym is that of local bodies of elsewhere, never named in full here."""
    return all(
        entry.id is not None
        and entry.id not in told
        and bool(entry.departments)
        and not set(entry.departments) & set(setting.departments[:3])
        for entry in hit.entries
    )


def _plausible(hit: Hit, setting: Setting, text: Text) -> Hit | None:
    """Return a hit without the communes that nobody would call so from where the text speaks.

    Half a name tells a large city, or one of the land that the text speaks of.
    """
    if hit.sort != "place":
        return hit
    said = key(text.flow[hit.start : hit.end])
    near = set(setting.departments[:3])
    kept = tuple(
        entry
        for entry in hit.entries
        if entry.kind is not NodeKind.MUNICIPALITY
        or entry.population >= _CITY
        or near & set(entry.departments)
        or said.count(" ") >= key(entry.place).count(" ")
    )
    return None if not kept or _quarter(hit, setting) else replace(hit, entries=kept)


def _quarter(hit: Hit, setting: Setting) -> bool:
    """Tell whether a place is but a quarter of a local text that bears the name of a village."""
    local = setting.municipality or setting.intercommunality
    return (
        bool(local)
        and hit.sort == "place"
        and all(
            _far(entry, setting)
            and (entry.kind is NodeKind.INTERCOMMUNALITY or entry.population < _VILLAGE)
            for entry in hit.entries
        )
    )


def _one_name(mentions: list[ActorMention], text: Text) -> list[ActorMention]:
    """Return the mentions, each intercommunality under one name: the one written out in full.

    « le Grand Nancy » is the communauté urbaine du Grand Nancy of a text that writes it in full,
    whatever it has become since; a name that no register knows, and that begins that of one known
    in the text, is its own, cut.
    """
    names: dict[NodeId, Actor] = {}
    full: dict[str, Actor] = {}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        actor = mention.actor
        if actor.kind is NodeKind.INTERCOMMUNALITY and actor.id:
            names.setdefault(actor.id, actor)
            if _FULL.match(text.folded, mention.start):
                full.setdefault(_stem(actor), actor)
    names.update({actor.id: actor for actor in full.values() if actor.id})
    return [
        replace(mention, actor=_named_once(mention.actor, names, full))
        if mention.actor.kind is NodeKind.INTERCOMMUNALITY
        else mention
        for mention in mentions
    ]


def _named_once(actor: Actor, names: dict[NodeId, Actor], full: dict[str, Actor]) -> Actor:
    if actor.id:
        return full.get(_stem(actor)) or names[actor.id]
    cut = key(actor.name) + " "
    whole = [known for known in names.values() if f"{key(known.name)} ".startswith(cut)]
    return whole[0] if len(whole) == 1 else actor


def _stem(actor: Actor) -> str:
    """Return the name of an intercommunality without its form: « grand nancy »."""
    return _FORM.sub("", key(actor.name))


def _far(entry: Entry, setting: Setting) -> bool:
    """Tell whether a small place lies far from the territory of the text: a quarter, often."""
    home = (
        setting.department.id.partition(":")[2]
        if setting.department and setting.department.id
        else ""
    )
    return bool(home) and home not in entry.departments and 0 < entry.population < _SMALL


def _overlaps(item: Hit | ActorMention, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an item shares a letter with one of these spans, in order and apart."""
    place = bisect_left(spans, (item.end,)) - 1
    return place >= 0 and spans[place][1] > item.start


@dataclass(frozen=True, slots=True)
class _Seen:
    mention: ActorMention
    sentence: int


class _Linking:
    def __init__(self, setting: Setting, text: Text) -> None:
        self._setting = setting
        self._text = text
        self._year = year_of(text, None)
        self._seen: dict[str, _Seen] = {}
        self._agencies: dict[str, Actor] = {}

    def named(self, hit: Hit) -> ActorMention:
        """Return whom a hit that is no role means."""
        entry, sure = settled(of_time(hit.entries, self._year), self._setting)
        if sure <= 0.5 and is_acronym(hit, self._text):
            entry = replace(entry, name=self._text.flow[hit.start : hit.end])
        if hit.sort == "place" and _far(entry, self._setting):
            sure *= _FAR
        actor = Actor(entry.name, entry.kind, entry.id if sure > 0.5 else None)
        return ActorMention(hit.start, hit.end, actor, hit.sort, sure * _SURE[hit.sort])

    def in_order(self, items: Iterable[ActorMention | Hit]) -> Iterable[ActorMention]:
        """Yield the mentions, each role resolved by those before it."""
        for item in items:
            mention = item if isinstance(item, ActorMention) else self._role(item)
            if mention is not None:
                self._note(mention)
                yield mention

    def _note(self, mention: ActorMention) -> None:
        if mention.sort in ("name", "made"):
            seen = _Seen(mention, self._text.sentence_at(mention.start))
            self._seen[mention.actor.kind] = seen
            if mention.actor.kind is NodeKind.AGENCY:
                self._agencies[mention.actor.name] = mention.actor
            if mention.actor.name.startswith(("Ministère", "Secrétariat")):
                self._seen["ministere"] = seen

    def _role(self, hit: Hit) -> ActorMention | None:
        entry = hit.entries[0]
        if entry.id is not None:
            return ActorMention(
                hit.start, hit.end, Actor(entry.name, entry.kind, entry.id), "role", _SURE["role"]
            )
        actor = self._meant(entry, hit.start)
        if actor is None:
            return None
        written = self._text.flow[hit.start]
        plain = written.islower() and (
            entry.name in ("departement", "region", "metropole") or entry.kind not in AUTHORITIES
        )
        return ActorMention(hit.start, hit.end, actor, "role", 0.5 if plain else _SURE["role"])

    def _meant(self, entry: Entry, start: int) -> Actor | None:
        if entry.name in _WORDS:
            return self._by_word(entry.name)
        if entry.kind is NodeKind.AGENCY:
            return next(iter(self._agencies.values())) if len(self._agencies) == 1 else None
        seen = max(
            (
                self._seen[kind]
                for kind in _KIN.get(entry.kind, (entry.kind,))
                if kind in self._seen
            ),
            key=lambda named: named.mention.start,
            default=None,
        )
        if seen and self._text.sentence_at(start) - seen.sentence <= _NEAR:
            return seen.mention.actor
        if entry.kind not in AUTHORITIES:
            return None
        return self._of_setting(entry.kind) or (seen.mention.actor if seen else None)

    def _by_word(self, word: str) -> Actor | None:
        """Return whom a word means that is no kind of body.

        « le ministère » is the last one named, « la collectivité » that of the text, « le Pays »
        is Polynésie française in the texts that speak from it.
        """
        if word == "ministere":
            seen = self._seen.get("ministere")
            return seen.mention.actor if seen else None
        if word == "collectivite":
            return self._setting.municipality or self._setting.intercommunality
        department = self._setting.department
        return department if department and department.id == "departement:987" else None

    def _of_setting(self, kind: NodeKind) -> Actor | None:
        return {
            NodeKind.MUNICIPALITY: self._setting.municipality,
            NodeKind.INTERCOMMUNALITY: self._setting.intercommunality,
            NodeKind.DEPARTMENT: self._setting.department,
            NodeKind.REGION: self._setting.region,
        }.get(kind)


def settled(entries: Sequence[Entry], setting: Setting) -> tuple[Entry, float]:
    """Return which of homonyms is meant, and how surely: 0.5 when it is left open."""
    if len({entry.id for entry in entries}) == 1:
        return entries[0], 1.0
    own = {actor.id for actor in (setting.municipality, setting.intercommunality) if actor}
    sure = [entry for entry in entries if entry.id in own] or _one_land(entries)
    if sure:
        return sure[0], 1.0
    near = _nearest(entries, setting)
    if len(near) == 1:
        return near[0], 0.95
    ranked = sorted(near, key=lambda entry: -entry.population)
    alone = ranked[0].population >= _MORE * max(ranked[1].population, 50)
    return ranked[0], 0.8 if alone else 0.5


def _one_land(entries: Sequence[Entry]) -> list[Entry]:
    """Return the région, where it and its only département bear one name: « La Réunion »."""
    if len({entry.place for entry in entries}) > 1:
        return []
    return [entry for entry in entries if entry.kind is NodeKind.REGION]


def _nearest(entries: Sequence[Entry], setting: Setting) -> Sequence[Entry]:
    """Return the entries of the intercommunality, else of the first département, of the text."""
    inter = setting.intercommunality.id if setting.intercommunality else None
    same = [entry for entry in entries if inter and inter in entry.parts]
    if same:
        return same
    home = (
        setting.department.id.partition(":")[2]
        if setting.department and setting.department.id
        else ""
    )
    for code in (home, *setting.departments[:2]) if home else ():
        same = [entry for entry in entries if code in entry.departments]
        if same:
            return same
    national = [entry for entry in entries if not entry.departments]
    return national or entries
