"""What a sentence takes from the one before: « il », « tous », « pour la première »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.names import fold
from graph.ontology import NodeKind
from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.deeds import Frame, Signer
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.grammar.numbers import COUNTS
from loaders.texts.text import Text

_ORDINAL = re.compile(
    r"\s*,? pour l[ae] (premiere?|deuxieme|seconde?|troisieme|quatrieme|dernier|derniere)(?![\w-])"
)
_RANKS = {
    "premier": 0, "premiere": 0, "deuxieme": 1, "second": 1, "seconde": 1, "troisieme": 2,
    "quatrieme": 3, "dernier": -1, "derniere": -1,
}  # fmt: skip
_ALL = re.compile(
    r"(?:^|[.;:] )\W{0,4}(?:tous|toutes|ces derniers|chacun|ils|elles|les (?:deux|trois|quatre|"
    r"cinq|"
    r"parties|partenaires|interesses))(?: [\w']+){0,3} (?:l'|les |la |le |y )?$"
)
#: « il », « elle », but not « il revient à », « il faut », which stand for nobody.
_HE = re.compile(
    r"(?:^|[.;:,] ?|[a-z] )\W{0,4}(?:il|elle)"
    r"(?! (?:revien|fau|reste|s'agi|appartien|convien|y a|est))(?: [a-z']+){0,2} (?:l'|les |la |"
    r"le |y )?$"
)


#: « les quatre maires », « des deux villes »: an enumeration before, by its number.
_THOSE = re.compile(
    rf"\b(?:les|des|ces|aux) ({'|'.join(COUNTS)}) (?:autres )?"
    r"(?:maires|mairies|communes|villes|municipalites|collectivites|elus|bourgs|"
    r"cites)\b(?! (?:de |d'|du |des ))"
)
#: « le président »: the one who was named before with that office.
_THE = re.compile(
    r"\bl(?:e |a )(presidente?|directeur|directrice|ministre|sous-prefete?|prefete?|"
    r"secretaire(?= d'etat))\b(?! (?:de |d'|du |des |delegue|regional|general))"
)


#: Rules that give a deed told with a pronoun its subject.
_SUBJECTS = frozenset({"parties.sujet", "parties.pour", "parties.autorise", "parties.pronom"})
#: How many sentences « il » may be away from the name.
_SOON = 2
#: Rules that tell the subject of a deed.
_TOLD = frozenset({"parties.sujet", "parties.pour", "parties.autorise"})


@dataclass(slots=True)
class Memory:
    """Who was named in the sentences before: enumerations of territories, holders of offices."""

    towns: tuple[Group, ...] = ()
    holders: dict[str, Group] = field(default_factory=dict)
    person: Group | None = None
    #: How many sentences ago a person was last named.
    silent: int = 0

    def note(self, chains: Sequence[Chain]) -> None:
        """Remember the enumerations and the holders of a sentence."""
        self.silent = 0 if any(g.person for c in chains for g in c.groups) else self.silent + 1
        for chain in chains:
            if len(chain.groups) > 1 and all(_is_town(group) for group in chain.groups):
                self.towns = chain.groups
            for group in chain.groups:
                self.person = group if group.person else self.person
                if group.person and group.actor and group.title:
                    self.holders[fold(group.title).split()[0]] = group

    def stand_ins(
        self, text: Text, sentence: tuple[int, int], groups: Sequence[Group]
    ) -> list[Group]:
        """Return the groups of a sentence with those that « les quatre maires » stands for."""
        start, end = sentence
        found = list(groups)
        for match in _THOSE.finditer(text.folded, start, end):
            if len(self.towns) == COUNTS[match[1]]:
                found += [replace(g, start=match.start(1), end=match.end()) for g in self.towns]
        for match in _THE.finditer(text.folded, start, end):
            holder = self.holders.get(match[1])
            taken = any(g.start < match.end() and match.start(1) < g.end for g in groups)
            if holder is not None and not taken:
                found.append(replace(holder, start=match.start(1), end=match.end()))
        return sorted(found, key=lambda group: group.start)

    def voiced(self, text: Text, frame: Frame) -> Frame:
        """Return a deed by « il », « elle » given the person named last, whoever he signs for."""
        opening = text.folded[frame.sentence[0] : frame.signing.start]
        if self.person is None or not _HE.search(opening):
            return frame
        rules = {signer.rule for signer in frame.signers}
        first = frame.signers[0] if frame.signers else None
        if first is not None and first.rule == "parties.pour" and not first.group.person:
            body = replace(first.group, person=self.person.person, title=self.person.title)
            return replace(frame, signers=(replace(first, group=body), *frame.signers[1:]))
        alone = self.silent < _SOON and self.person.actor is not None and not rules & _SUBJECTS
        if not alone or frame.signing.passive or frame.signing.sense != "sign" or frame.denied:
            return frame
        return replace(frame, signers=(Signer(self.person, "parties.pronom", 0.65), *frame.signers))


def _is_town(group: Group) -> bool:
    return group.actor is not None and group.actor.kind is NodeKind.MUNICIPALITY


def with_ordinals(text: Text, groups: Sequence[Group], before: Sequence[Chain]) -> list[Group]:
    """Return the groups, those who stand « pour la première » given the body listed there."""
    members = max((chain.groups for chain in before), key=len, default=())
    return [_ranked(text, group, members) for group in groups]


def _ranked(text: Text, group: Group, members: Sequence[Group]) -> Group:
    rank = _ORDINAL.match(text.folded, group.end, group.end + 40)
    if rank is None or group.person is None or _RANKS[rank[1]] >= len(members):
        return group
    body = members[_RANKS[rank[1]]]
    return replace(
        body, start=group.start, end=rank.end(), person=group.person, title=group.title,
        sort="ordinal",
    )  # fmt: skip


def with_subject(text: Text, frame: Frame, before: Sequence[Chain]) -> Frame:
    """Return a deed, its pronoun for subject replaced by those whom the sentence before names."""
    if frame.signing.passive or frame.denied:
        return frame
    opening = text.folded[frame.sentence[0] : frame.signing.start]
    if frame.signers and all(s.group.actor is None for s in frame.signers):
        return _for_each(frame, before)
    if _ALL.search(opening) and not any(s.rule in _TOLD for s in frame.signers):
        return _by_all(frame, before)
    if frame.signing.sense == "sign" and frame.signing.tense is not Tense.NOMINAL:
        return _by_one(frame, before) if _HE.search(opening) else frame
    return frame


def _by_all(frame: Frame, before: Sequence[Chain]) -> Frame:
    """Return a deed by « tous », « ils »: by those that the sentence before lists."""
    away = {Before.PRESENCE, Before.BY, Before.OF}
    groups = [group for chain in before for group in chain.groups if chain.before not in away]
    if len(groups) < 2:
        return frame
    signers = tuple(Signer(group, "parties.tous", 0.75) for group in groups)
    return replace(frame, signers=(*signers, *frame.signers))


def _for_each(frame: Frame, before: Sequence[Chain]) -> Frame:
    """Return a deed of persons: each for one of as many bodies that the sentence before lists."""
    for chain in before:
        if len(chain.groups) == len(frame.signers) > 1 and all(g.actor for g in chain.groups):
            signers = tuple(
                replace(signer, rule="parties.chacun", confidence=0.7,
                        group=replace(body, person=signer.group.person))
                for signer, body in zip(frame.signers, chain.groups, strict=True)
            )  # fmt: skip
            return replace(frame, signers=signers)
    return frame


def _by_one(frame: Frame, before: Sequence[Chain]) -> Frame:
    """Return a deed by « il », « elle »: by the subject of the sentence before."""
    subjects = [c for c in before if c.before is Before.NOTHING and c.groups[0].sort != "place"]
    persons = [c for c in before if c.before is Before.OF and c.groups[0].person]
    subjects = subjects or persons  # « Le mot est d’Henri Sellier. Il a signé … »
    if any(signer.rule in _TOLD for signer in frame.signers) or not subjects:
        return frame
    if len(subjects[0].groups) > 1:
        return frame
    subject = Signer(subjects[0].groups[0], "parties.pronom", 0.75)
    return replace(frame, signers=(subject, *frame.signers))
