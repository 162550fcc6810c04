"""Who holds which office, and whom he then stands for: apposition, juxtaposition, « pour X ».

« X, sénatrice du Nord, présidente de l’agglomération » stands for the body that she presides;
« par son maire, X » for the commune named before. Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.ontology import AUTHORITIES
from loaders.texts.mentions import Actor, ActorMention, Office, Person
from loaders.texts.text import Text

_ARTICLE = r"(?:(?:monsieur|madame|mme|m\.) )?(?:(?P<det>le|la|l'|son|sa|leur|notre) ?)?"
#: Between a person and the office that follows.
_THEN_OFFICE = re.compile(rf"(?:,| -| \(| et|, et|, par ailleurs|,? alors)? ?{_ARTICLE}")
#: Between an office and the person who follows.
_THEN_PERSON = re.compile(r"(?:,| :| -|, en la personne de)? ?")
#: Between two offices of one person.
_THEN_ANOTHER = re.compile(rf"(?:,| et|, et| ;| par ailleurs|, par ailleurs) {_ARTICLE}")
#: « maire de A et président de B »: two hats worn at once.
_AND = re.compile(r",? et (?:le |la |l')?")
_FOR = re.compile(
    r",? (?:(?:a|ont|avait|avaient|qui a|signe|signait|l'a) (?:[\w'-]+ ){0,6})?"
    r"(?:pour(?: le compte de)?|au nom de|representant|qui representait|qui represente) ?"
    r"(?:la |le |l'|les |de la |du )?"
)
_BY = re.compile(
    r",? (?:ici |dument )?(?:represente[es]{0,2} )?(?:par|en la personne de|et|avec|"
    r"via)(?: l'intermediaire de)? "
    r"(?:(?:le|la|l'|son|sa|leur) ?)?"
)
_POUR_BEFORE = re.compile(r"(?:^|[\s,;(])pour (?:la |le |l'|les )?$")
#: He for whom somebody else signs.
_INSTEAD = re.compile(
    r"(?:au nom d[ue]|par delegation d[ue]|representant|suppleant|suppleait|a la place d[ue]|"
    r"en l'absence d[ue]|pour)(?: le| la| l'| de la)? ?$"
)
_QUE = re.compile(r",? que (?P<verb>preside |represente |dirige |representait |engage )?\Z")
_ENGAGES = re.compile(r" (?:engage|represente|preside|dirige)(?:ait)?(?![\w-])")
_OWNED = re.compile(r"(?<![\w-])(?:son|sa|leur|notre) (?:\w+ )?$")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, the office told of him, and whom he stands for by it (None: nothing says).

    `start` and `end` span the person and what says his office, in `flow`.
    """

    person: Person
    office: Office | None
    actor: Actor | None
    start: int
    end: int


def holders(
    text: Text, persons: Sequence[Person], offices: Sequence[Office], actors: Sequence[ActorMention]
) -> list[Holder]:
    """Return each person whose office or body the text tells, in order of the text.

    One for whom another signs (« au nom du préfet X ») is left out.
    """
    reader = _Reader(text, offices, actors)
    found = []
    for person in persons:
        holder = reader.holder(person)
        if holder is not None:
            found += reader.hats(holder)
    return found


class _Reader:
    """Looks on both sides of a person, with the offices and the actors of one text."""

    def __init__(
        self, text: Text, offices: Sequence[Office], actors: Sequence[ActorMention]
    ) -> None:
        self._text, self._folded = text, text.folded
        self._offices = sorted(offices, key=lambda o: (o.start, -o.end))
        self._actors = sorted(actors, key=lambda m: m.start)
        self._office_starts = [o.start for o in self._offices]
        self._office_ends = sorted((o.end, n) for n, o in enumerate(self._offices))
        self._actor_starts = [m.start for m in self._actors]
        self._actor_ends = sorted((m.end, n) for n, m in enumerate(self._actors))
        self._taken: set[int] = set()

    def holder(self, person: Person) -> Holder | None:
        """Return what the text tells of one person."""
        before = self._before(person)
        first = before[0].start if before else person.start
        if _INSTEAD.search(self._folded, max(first - 30, 0), first) and before:
            return None
        after = self._after(person) if not before or before[0].of is None else []
        end = max([person.end, *(o.end for o in after)])
        start = min([person.start, *(o.start for o in before)])
        self._taken.update(o.start for o in (*before, *after))
        office = _main((*before, *after))
        actor = self._body(start, end, office, bare=not before)
        if office is None and actor is None:
            return None
        return Holder(person, office, actor, start, end)

    def hats(self, holder: Holder) -> list[Holder]:
        """Return a holder for each office that « et » joins: « maire de A et président de B ».

        A comma between offices tells a career, and one signs by the last of them.
        """
        pair = self._pair(holder)
        if pair is None:
            return [holder]
        one, other = pair
        if one.start < holder.person.start < other.start:
            return [holder]
        return [
            replace(holder, office=one, actor=one.of, end=one.end),
            replace(holder, office=other, actor=other.of, start=other.start),
        ]

    def _pair(self, holder: Holder) -> tuple[Office, Office] | None:
        """Return two offices of local authorities joined by « et » within what tells a holder."""
        low = bisect_left(self._office_starts, holder.start)
        high = bisect_left(self._office_starts, holder.end)
        for one, other in pairwise(self._offices[low:high]):
            bodies = one.of, other.of
            local = all(body is not None and body.kind in AUTHORITIES for body in bodies)
            joined = _AND.fullmatch(self._folded[one.end : other.start])
            if joined and local and bodies[0] != bodies[1]:
                return one, other
        return None

    def _after(self, person: Person) -> list[Office]:
        """Return the offices in apposition after a person."""
        found: list[Office] = []
        end, pattern = person.end, _THEN_OFFICE
        while (office := self._next(end)) is not None:
            link = pattern.fullmatch(self._folded[end : office.start])
            if link is None or (link["det"] and self._is_anothers(office, link[0])):
                break
            found.append(office)
            end, pattern = office.end, _THEN_ANOTHER
        return found

    def _next(self, position: int) -> Office | None:
        """Return the office that begins at most thirty characters after `position`."""
        at = bisect_left(self._office_starts, position)
        office = self._offices[at] if at < len(self._offices) else None
        return office if office is not None and office.start - position <= 30 else None

    def _is_anothers(self, office: Office, link: str) -> bool:
        """Tell whether an office is of another: « X, maire, et le préfet », or a name next."""
        return " et" in link or bool(
            re.match(r",? (?:M\.|Mme|[A-ZÉ][\w’-]+ [A-ZÉ])", self._text.flow[office.end :][:60])
        )

    def _before(self, person: Person) -> list[Office]:
        """Return the offices just before a person that are not those of somebody before him."""
        found: list[Office] = []
        start, pattern = person.start, _THEN_PERSON
        while (office := self._last(start)) is not None and office.start not in self._taken:
            if not pattern.fullmatch(self._folded[office.end : start]):
                break
            found.insert(0, office)
            start, pattern = office.start, _THEN_ANOTHER
        return found

    def _last(self, position: int) -> Office | None:
        at = bisect_right(self._office_ends, (position, len(self._offices))) - 1
        if at < 0 or position - self._office_ends[at][0] > 40:
            return None
        return self._offices[self._office_ends[at][1]]

    def _body(self, start: int, end: int, office: Office | None, *, bare: bool) -> Actor | None:
        """Return whom a person stands for: « pour X » first, then his office, then « X, par »."""
        told = self._told_for(end) or self._told_before(start)
        if told is not None:
            return told
        if office is not None and office.of is not None:
            return office.of
        named = self._named_by(start) or self._engaged(start, end)
        if named is not None:
            return named
        if office is not None and _OWNED.search(self._folded, max(start - 14, 0), start):
            return self._owner(start)
        return self._bracketed(end) if bare else None

    def _told_for(self, end: int) -> Actor | None:
        """Read « X pour la Métropole », « X a paraphé le document pour la Métropole »."""
        at = bisect_left(self._actor_starts, end)
        for mention in self._actors[at : at + 2]:
            if mention.start - end <= 90 and _FOR.fullmatch(self._folded[end : mention.start]):
                return mention.actor
        return None

    def _told_before(self, start: int) -> Actor | None:
        """Read « pour la Région, le vice-président X »."""
        mention = self._actor_before(start)
        if mention is None or not re.fullmatch(
            r",? (?:le |la |l'|son |sa )?", self._folded[mention.end : start]
        ):
            return None
        said = _POUR_BEFORE.search(self._folded, max(mention.start - 12, 0), mention.start)
        return mention.actor if said else None

    def _named_by(self, start: int) -> Actor | None:
        """Read « la commune de X, représentée par son maire, Y », « X, par Y »."""
        mention = self._actor_before(start)
        if mention is not None and _BY.fullmatch(self._folded[mention.end : start]):
            return mention.actor
        return None

    def _engaged(self, start: int, end: int) -> Actor | None:
        """Read « la Métropole, que X engageait », « l’agence que préside X »."""
        floor = max(start - 20, 0)
        relative = _QUE.search(self._folded, floor, start)
        if relative is None or not (relative["verb"] or _ENGAGES.match(self._folded, end)):
            return None
        mention = self._actor_before(relative.start())
        exact = mention is not None and mention.end == relative.start()
        return mention.actor if mention is not None and exact else None

    def _actor_before(self, position: int) -> ActorMention | None:
        at = bisect_right(self._actor_ends, (position, len(self._actors))) - 1
        if at < 0 or position - self._actor_ends[at][0] > 60:
            return None
        return self._actors[self._actor_ends[at][1]]

    def _owner(self, start: int) -> Actor | None:
        """Return the body of « son président »: the last one named that is no complement."""
        sentence = self._text.sentences[self._text.sentence_at(start)][0]
        floor = self._text.sentences[max(self._text.sentence_at(start) - 1, 0)][0]
        at = bisect_left(self._actor_starts, start)
        for mention in reversed(self._actors[max(at - 12, 0) : at]):
            if mention.start < floor:
                break
            if not self._in_office(mention) and (
                mention.sort != "place" or mention.start >= sentence
            ):
                return mention.actor
        return None

    def _in_office(self, mention: ActorMention) -> bool:
        at = bisect_right(self._office_starts, mention.start) - 1
        return at >= 0 and self._offices[at].end > mention.start

    def _bracketed(self, end: int) -> Actor | None:
        """Read « X (Action Logement) »."""
        if self._folded[end : end + 2] != " (":
            return None
        at = bisect_left(self._actor_starts, end + 2)
        mention = self._actors[at] if at < len(self._actors) else None
        if (
            mention is None
            or mention.start > end + 5
            or self._folded[mention.end : mention.end + 1] != ")"
        ):
            return None
        return mention.actor


def _main(offices: Sequence[Office]) -> Office | None:
    """Return the office by which one signs: that of a prefect, else the last of a body."""
    for office in offices:
        if office.head in {"prefet", "sous-prefet"}:
            return office
    for office in reversed(offices):
        if office.of is not None:
            return office
    return offices[0] if offices else None
