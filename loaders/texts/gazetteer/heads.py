"""Heads and what follows them: « ville de X », « préfète du Nord », « les villes de A et B »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.ids import NodeId, actor, slug
from graph.ontology import NodeKind
from loaders.texts.gazetteer.alone import PERSON, Alone
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.frames import Frame
from loaders.texts.gazetteer.french import of, straight
from loaders.texts.gazetteer.making import landlord_start, made_end, made_hit
from loaders.texts.gazetteer.ministries import ministries
from loaders.texts.gazetteer.page import Page
from loaders.texts.gazetteer.words import Words, key

#: « OPH « Val-de-Marne Habitat » »: a name in quotes.
_QUOTED = re.compile(r" ?(?:de |d['’])?[«“\"]")
_DEFINITE = re.compile(r"(?:\b(?:du|des|au|aux|les?|la) |\bl')$")
_PLACE_ARTICLE = re.compile(r"(?:Les |Le |La |L')")
_LINKS = re.compile(r"\b(?:d|l|des?|du|la|les?|en)\b")
_BETWEEN = re.compile(r"[ ,]*(?:(?:de|du|des|la|le|les) |[dl]'|«|\"| )*")
_MORE_STATE = re.compile(r",? (?:et )?(?:le |la )?(?:sous-)?pref(?:et|ete|ecture) ")
#: Words that may stand between a head and the territory: « préfet du département du Nord ».
_FILLERS = frozenset({"departement", "region", "ville", "commune", "academie", "agglomeration"})
#: Heads this short are acronyms, which must be written as such.
_SHORT = 4
#: Heads that say nothing of a body but its legal form.
_BARE_FORMS = frozenset({"societe", "groupe", "entreprise", "association", "fondation"})
#: What the name of an intercommunality begins with, by the head that calls for it.
_FORMS = {
    "communaute agglomeration": "communaute agglomeration",
    "ca": "communaute agglomeration",
    "cda": "communaute agglomeration",
    "communaute communes": "communaute communes",
    "cc": "communaute communes",
    "communaute urbaine": "communaute urbaine",
    "cu": "communaute urbaine",
    "etablissement public territorial": "etablissement public territorial",
    "ept": "etablissement public territorial",
    "eurometropole": "eurometropole",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """Territories named by words up to `last` (its number, exclusive)."""

    last: int
    numbers: tuple[int, ...]


class Heads:
    """Completes heads by the territories or the names that follow."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tables = page.tables
        self._alone = Alone(page)

    def hits(self, words: Words, at: int, after: int, frame: Frame) -> list[Hit]:
        """Return what a head (the words from `at` to `after`) and what follows it name."""
        start, end = words.starts[at], words.ends[after - 1]
        if _mere_word(self._page.flow[start:end], frame):
            return []
        if frame.gives == "landlord":
            return self._landlord(start, end, frame)
        if frame.gives == "ministry":
            found = ministries(self._page.folded, start, end)
            return found or self._alone.hits(words, at, after, frame)
        if frame.listed:
            return self._list(words, after, frame)
        return self._followed(words, at, after, frame)

    def _followed(self, words: Words, at: int, after: int, frame: Frame) -> list[Hit]:
        """Return what a head names with the territory, or the capitals, that follow it."""
        start, end = words.starts[at], words.ends[after - 1]
        explicit = _explicit(frame, self._page.flow[start:end])
        following = self._place_of(words, after, frame)
        if following:
            hit = self._completed(words, at, after, frame, following)
            if hit is not None and explicit and hit.entries[0].id is None:
                hit = self._longer(hit, start, end, frame)
            if hit is not None or not explicit:
                return [hit] if hit else []
        if frame.gives in ("made", "body") or explicit:
            person = bool(PERSON.match(self._page.folded, start, end))
            made = made_end(self._page.flow, end, linked=person, land=explicit)
            if made:
                return [self._known(made_hit(self._page.flow, start, end, made, frame), end)]
        return self._alone.hits(words, at, after, frame)

    def _longer(self, hit: Hit, start: int, end: int, frame: Frame) -> Hit:
        """Return the whole name of an unknown intercommunality: « du Val de Tardoire »."""
        made = made_end(self._page.flow, end, land=True)
        return made_hit(self._page.flow, start, end, made, frame) if made > hit.end else hit

    def _place_of(self, words: Words, after: int, frame: Frame) -> _Found | None:
        """Return the territory that a head calls for; none when quotes open the body's own name."""
        if frame.gives == "made" and _QUOTED.match(self._page.flow, words.ends[after - 1]):
            return None
        following = self._territory(words, after, frame.groups)
        if following and frame.gives == "state" and not self._linked(words, after, following):
            following = None
        return following or self._people(words, after, frame)

    def _known(self, made: Hit, end: int) -> Hit:
        """Return a made hit as registers know what follows its head.

        « la société I3F » is the body of that name; « la SA d'HLM France Loire » keeps its form.
        """
        numbers = self._tables.names.get(key(self._page.flow[end : made.end]), ())
        bodies = [self._tables.entry(n) for n in numbers if n >= 0 and self._tables.group(n) == "O"]
        if not bodies:
            return made
        if key(self._page.flow[made.start : end]) in _BARE_FORMS:
            return replace(made, entries=tuple(bodies), sort="name")
        entries = tuple(
            replace(made.entries[0], id=body.id, departments=body.departments) for body in bodies
        )
        return replace(made, entries=entries)

    def _completed(
        self, words: Words, at: int, after: int, frame: Frame, following: _Found
    ) -> Hit | None:
        """Return the hit of a head and its territory, None when no body is named so."""
        start, end = words.starts[at], words.ends[following.last - 1]
        entries = tuple(self._tables.entry(number) for number in following.numbers)
        if frame.gives == "state":
            entries = (self._state(entries),)
            end = self._more_state(words, following, end)
        elif frame.gives != "self":
            entries = tuple(_body(frame, entry) for entry in entries)
        elif frame.kind is NodeKind.INTERCOMMUNALITY:
            written = self._page.flow[start:end]
            entries = self._intercommunality(words.key(at, after - at), entries, written)
            if not entries:
                return None
        return Hit(start, self._page.bracketed(end, entries), entries, "name")

    # ------------------------------------------------------------------ the territory

    def _territory(self, words: Words, at: int, groups: str) -> _Found | None:
        """Return the longest territory of these groups named from word `at`, or after a filler."""
        if at >= len(words.words) or not words.leads(at - 1) or not groups:
            return None
        found = self._stem(words, at, groups)
        if found or words.words[at] not in _FILLERS or at + 1 >= len(words.words):
            return found
        return self._stem(words, at + 1, groups) if words.leads(at) else None

    def _stem(self, words: Words, at: int, groups: str) -> _Found | None:
        for count in self._tables.stem_first.get(words.words[at], ()):
            if at + count > len(words.words):
                continue
            spelt = words.key(at, count)
            numbers = self._tables.stems.get(spelt, ())
            kept = tuple(n for n in numbers if self._tables.group(n) in groups)
            if kept and self._capital(words, at, count, spelt):
                ranked = self._ranked(kept, groups, words.starts[at])
                if ranked:
                    return _Found(at + count, ranked)
        return None

    def _capital(self, words: Words, at: int, count: int, spelt: str) -> bool:
        """Tell whether these words are written as a name of territory, of one piece."""
        start, end = words.starts[at], words.ends[at + count - 1]
        return (
            not self._page.flow[start].islower()
            and words.holds(at, count, loose=spelt in self._tables.loose)
            and not self._page.attached(start, end)
        )

    def _ranked(self, numbers: tuple[int, ...], groups: str, start: int) -> tuple[int, ...]:
        """Return the territories of the group that the head calls for first.

        Communes are those whose name has the article that stands before, or has none.
        """
        article = bool(_DEFINITE.search(self._page.folded, max(0, start - 5), start))
        fitting = [
            n
            for n in numbers
            if self._tables.group(n) != "M"
            or bool(_PLACE_ARTICLE.match(self._tables.entry(n).place)) == article
        ]
        best = min((groups.index(self._tables.group(n)) for n in fitting), default=0)
        return tuple(n for n in fitting if groups.index(self._tables.group(n)) == best)

    def _linked(self, words: Words, after: int, following: _Found) -> bool:
        """Tell whether « de » leads to a prefect's territory: « préfet Bernard » is a man."""
        start, end = words.ends[after - 1], words.starts[following.last - 1]
        return bool(_LINKS.search(self._page.folded, start, end))

    def _people(self, words: Words, at: int, frame: Frame) -> _Found | None:
        """Return the territory that an adjective names: « agglomération mulhousienne »."""
        if at >= len(words.words) or not words.joined(at - 1):
            return None
        number = self._tables.ids.get(self._tables.people.get(words.words[at], ""))
        if number is None or self._tables.group(number) not in frame.groups:
            return None
        return _Found(at + 1, (number,))

    # ------------------------------------------------------------------ whom the whole names

    def _intercommunality(
        self, head: str, territories: tuple[Entry, ...], written: str
    ) -> tuple[Entry, ...]:
        """Return the intercommunalities that a head and territories name.

        A commune stands for the one of which it is the main commune, where that is of the form
        that the head says; else, after a full form, the name is kept as written.
        """
        if territories[0].kind is NodeKind.INTERCOMMUNALITY:
            return tuple(e for e in territories if _same_form(head, e.name)) or territories
        mains = [self._tables.mains.get(commune.id or "") for commune in territories]
        found = [self._tables.entry(main) for main in mains if main is not None]
        kept = tuple(entry for entry in found if _same_form(head, entry.name))
        if kept:
            return kept
        if not head.startswith("communaute "):
            return ()
        name = straight(written)
        commune = territories[0]
        return (
            Entry(
                None,
                NodeKind.INTERCOMMUNALITY,
                name[0].upper() + name[1:],
                commune.departments,
                place=commune.place,
            ),
        )

    def _state(self, territories: tuple[Entry, ...]) -> Entry:
        """Return the State, with the départements of the prefect's territory."""
        codes = territories[0].departments if len(territories) == 1 else ()
        return replace(self._france(), departments=codes, place=territories[0].place)

    def _france(self) -> Entry:
        return self._tables.entry(self._tables.ids["state:france"])

    def _more_state(self, words: Words, following: _Found, end: int) -> int:
        """Return the end of « préfet de la région X, préfet de Y »."""
        after = following.last
        if not _MORE_STATE.match(self._page.folded, end) or after >= len(words.words):
            return end
        while after < len(words.words) and words.words[after].startswith(("pref", "sous", "et")):
            after += 1
        more = self._territory(words, after, "RDMIA")
        return words.ends[more.last - 1] if more else end

    def _list(self, words: Words, at: int, frame: Frame) -> list[Hit]:
        """Return the hits of « les villes de A, B et C », one for each."""
        hits: list[Hit] = []
        while at < len(words.words):
            begin = at + 1 if hits and words.words[at] in ("et", "ou") else at
            if begin >= len(words.words):
                break
            gap = self._page.folded[words.ends[begin - 1] : words.starts[begin]]
            found = self._stem(words, begin, frame.groups) if _BETWEEN.fullmatch(gap) else None
            if found is None:
                break
            entries = tuple(self._tables.entry(number) for number in found.numbers)
            start = self._page.whole(words.starts[begin], entries[0].place)
            hits.append(Hit(start, words.ends[found.last - 1], entries, "name"))
            at = found.last
        return hits

    def _landlord(self, start: int, end: int, frame: Frame) -> list[Hit]:
        """Return the landlord whose name a word ends: « Archipel Habitat »."""
        begin = landlord_start(self._page.flow, start)
        if begin is not None:
            name = straight(self._page.flow[begin:end])
            return [Hit(begin, end, (Entry(None, frame.kind, name),), "made")]
        made = made_end(self._page.flow, end)
        if made and self._page.flow[start].isupper() and self._page.flow[end : end + 2].strip():
            return [self._known(made_hit(self._page.flow, start, end, made, frame), end)]
        return []


def _mere_word(written: str, frame: Frame) -> bool:
    """Tell whether a head is written as a word that is no head: « sem », « cu », « habitat »."""
    if not written.islower() or frame.gives == "ministry":
        return False
    short = len(written.replace(".", "")) <= _SHORT
    return short or (frame.capitals and frame.gives == "made")


def _explicit(frame: Frame, written: str) -> bool:
    """Tell whether a head is a full form, after which any name is one of its kind."""
    return frame.kind is NodeKind.INTERCOMMUNALITY and key(written).startswith("communaute ")


def _same_form(head: str, name: str) -> bool:
    """Tell whether an intercommunality is of the form that a head says, or the head says none."""
    wanted = _FORMS.get(head)
    if wanted is None:
        return head != "metropole" or "metropole" in key(name)
    return key(name).startswith(wanted)


def _body(frame: Frame, territory: Entry) -> Entry:
    """Return the body that a frame names for a territory: « CAF du Nord »."""
    if territory.kind is NodeKind.STATE_SERVICE:
        return territory
    of_it = of(territory.place, territory.article)
    if frame.title == "Rectorat":
        of_it = f"de la région académique {territory.place}"
    identifier = _body_id(frame.title, of_it, territory)
    return Entry(identifier, frame.kind, f"{frame.title} {of_it}", territory.departments)


def _body_id(title: str, of_it: str, territory: Entry) -> NodeId:
    """Return the id of a body of a territory: by its name, at its département or `fr`."""
    code = territory.departments[0] if territory.departments else "fr"
    if title.startswith("Direction des services départementaux de l'éducation"):
        return f"state:dsden-{slug(code)}"
    short = "CAF" if title == "Caisse d'allocations familiales" else title
    return actor(f"{short} {of_it}", "fr" if territory.kind is NodeKind.REGION else code)
