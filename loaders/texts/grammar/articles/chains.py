"""Enumerations: « A, B et C » as one chain, and what stands before it.

Two groups belong to one chain when nothing but a separator, an article or a word such as « le
bailleur » parts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.numbers import COUNT
from loaders.texts.text import Text

_ARTICLE = (
    r"(?:le|la|les|l'|un|une|du|de la|des|de l'|d'|de|au|aux|a la|a l'|a|par|pour|son|sa|ses|"
    r"leurs?|"
    r"ce|cette|ces|en la personne d[eu'])"
)
_KIND = (
    r"(?:bailleurs?(?: sociaux| social)?|organismes?|groupes?|societes?|association|operateurs?|"
    r"entreprises?|fondation|federations?|celles?|ceux|celui|celle|collectivites?|reseau|"
    r"communes?|villes?|"
    r"mairies?|municipalites?|departements?|conseil|etablissement(?: public)?|banque|antenne|"
    r"representants?|president(?:e|s)?|maires?|elus?|villes? voisines?|directions?|services?|"
    r"partenaires?|offices?)"
)
_CIVIL = r"(?:madame|monsieur|mesdames|messieurs|mme|m\.|mm\.)"
_NUMBER = rf"(?:{COUNT}|plusieurs|certains|tous)"
#: Members of an enumeration that are no body: « l’État, les collectivités et l’Anru ».
_GENERIC = (
    r"(?:(?:plusieurs|certains?|divers|differents?|autres) )?(?:collectivites(?: locales|"
    r" territoriales| concernees)?|"
    r"bailleurs(?: sociaux)?|partenaires|associations|acteurs locaux|conseils? citoyens?|"
    r"organismes hlm|"
    r"chambres consulaires|partenaires sociaux|habitants|intercommunalites|communes(?: concernees|"
    r" membres)?|entreprises)"
)
#: A member that no register knows: « la justice », « les deux conseils de quartier concernés ».
_UNKNOWN = (
    r"(?!(?:une? |la |le |les |l'|des |ce |cette )?(?:\w+ ){0,2}(?:conventions?|contrats?|"
    r"avenants?|protocoles?|"
    r"chartes?|accords?|pactes?|presence|signature|ceremonie|occasion|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche)\b)"
    r"(?:le |la |les |l'|une? |des |deux |trois )+(?!\w+(?:ait|aient|era|eront|"
    r"erent)\b)[a-z][\w'-]*"
    r"(?: (?!(?:a|ont|est|sont|qui|que|dont|pour|avec|par|en|sur|\w+(?:ait|aient|era|eront|"
    r"erent))\b)"
    r"[\w'°-]+){0,7}(?: ?\([^()]{1,24}\))?"
)
_SEPARATOR = (
    r"(?:[,;]|\bet\b|\bainsi que\b|\bde meme que\b|\bmais (?:aussi|egalement)\b|\bpuis\b|"
    r"\bou encore\b|"
    r"\bsans (?:compter|oublier)\b|\bcomme\b|\benfin\b|\begalement\b|\baussi\b|&|/|"
    r"\bd'une part\b|\bd'autre part\b|\bdes? deux\b|\baux cotes d(?:e|u|es)\b|\bet enfin\b|"
    r"\bcote a cote avec\b|\b(?:tout )?a la fois\b|\bpar ailleurs\b|\bplus\b|\b(?:et|"
    r"ainsi que) (?:ses|leurs) \w{3,20} ?\()"
)
_GAP = re.compile(
    rf"(?:(?:\s*{_SEPARATOR}){{1,6}}\s*(?:{_ARTICLE}\s*){{0,2}}(?:{_NUMBER}\s+)?{_GENERIC}){{0,2}}"
    rf"(?:\s*,? qu'(?:il|elle) (?:preside|dirige|represente|pilote))?"
    rf"(?:\s*\([^()]{{1,60}}\))?(?:\s*{_SEPARATOR}){{1,6}}\s*(?:{_ARTICLE}\s*){{0,2}}(?:{_NUMBER}\s+)?(?:{_KIND}\s*){{0,2}}"
    rf"(?:[,:]\s*)?(?:{_CIVIL}\s*)?(?:{_ARTICLE}\s*){{0,2}}[\"«]?\s*"
)
_APPOSED = re.compile(
    rf"\s*,[^,;.:()]{{3,90}},\s*(?:et|ainsi que)\s*(?:{_ARTICLE}\s*)?(?:{_KIND}\s*)?"
)
_LONGEST_GAP = 140


#: What a join may hold besides a separator that tells of an enumeration.
_ONLY = re.compile(rf"(?:{_ARTICLE}|{_KIND}|{_CIVIL})(?![a-z])|[ld]'")


_AGENT = re.compile(r"\bpar\b")


class Before(Enum):
    """What stands before an enumeration, and so which part it plays in its sentence."""

    NOTHING = "nothing"
    BY = "by"
    WITH = "with"
    BETWEEN = "between"
    FOR = "for"
    PRESENCE = "presence"
    TO = "to"
    OF = "of"
    AT = "at"


@dataclass(frozen=True, slots=True)
class Chain:
    """An enumeration of groups and what stands before it."""

    groups: tuple[Group, ...]
    before: Before

    @property
    def start(self) -> int:
        """Return where the first group begins."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Return where the last group ends."""
        return self.groups[-1].end


_PRESENCE = (
    r"(?:en (?:la )?presence|sous (?:les yeux|le regard|la presidence|l'egide|l'autorite|"
    r"la houlette|"
    r"l'impulsion|le patronage|le haut patronage)|a l'(?:invitation|initiative)|en compagnie|"
    r"aupres|chez|autour|accueilli\w* (?:par|chez)|invite\w*|assist\w+|temoins?|recu\w* par|"
    r"presid\w+ par|devant|avec le soutien|avec l'(?:appui|aide|accord|aval)|soutenue?s? par|"
    r"accompagnee?s? (?:de|du|par)|hors|sauf|excepte|sans|ni|selon|d'apres|pour|grace a|"
    r"sous la conduite|organisee?s? par|financee?s? par|pilotee?s? par|portee?s? par|menee?s? par|"
    r"elaboree?s? (?:par|avec)|anime\w* par|voulue?s? par|lancee?s? par|retenue?s? par|"
    r"cofinancee?s? par|initiee?s? par|proposee?s? par|validee?s? par|approuvee?s? par)"
    r"(?: (?:de|du|des|d'))?"
)
_BEFORE: tuple[tuple[Before, re.Pattern[str]], ...] = tuple(
    (before, re.compile(rule + r"\s*(?:(?:le|la|les|l'|un|une|ses|son|sa|leurs?|ces|cette|ce|"
        r"notre)\s*)?"
                        rf"(?:{_NUMBER}\s+)?(?:{_KIND}\s*(?:d[eu]s?|d'|la|"
                        rf"l')?\s*)?(?:{_CIVIL}\s*(?:le|la|l')?\s*)?[\"«]?\s*$"))
    for before, rule in (
        (Before.FOR, r"(?:\bpour|\bau nom d(?:e|u|es))"),
        (Before.PRESENCE, rf"\b{_PRESENCE}"),
        (Before.BETWEEN, (r"\b(?:entre|reuni\w+|reunissant|associ\w+|liant|lient?|unissant|"
            r"uniss?\w+)(?: d'une part)?,?(?: a la fois)?")),
        (Before.BY, r"\b(?:par|de la main d[eu])"),
        (Before.WITH, (r"(?:\bavec|\baux cotes d(?:e|u|es)|\baupres d(?:e|u|es)|\bainsi que|"
            r"\bcomme|\brejoint\w* par)")),
        (Before.AT, r"\b(?:a|au|aux|dans|en|sur|vers|pres d[eu]|hors d[eu]|depuis|chez)"),
        (Before.OF, r"(?:\bde|\bdu|\bdes|\bd')"),
    )
)  # fmt: skip


#: « les villes de A et B » are A and B themselves.
_OF_KIND = re.compile(
    rf"(?:(?:les|des|aux|ses|nos|leurs) )?(?:{_NUMBER} )?(?:communes?|villes?|maires?|"
    rf"municipalites?|mairies?|departements?|elus?|"
    r"conseils? (?:regional|departemental|general|municipal)|agglomerations?|"
    r"representante?s?) (?:de |d'|du |des |de la |de l')$"
)


#: « Il y a A, B et C »: no place.
_THERE_IS = re.compile(r"\bil y a (?:le |la |les |l')?$")


def find_chains(text: Text, groups: Sequence[Group]) -> list[Chain]:
    """Return the enumerations of one sentence, in order. Cost: linear in its groups."""
    runs: list[list[Group]] = []
    for group in groups:
        if runs and _joins(text.folded, runs[-1][-1], group):
            runs[-1].append(group)
        else:
            runs.append([group])
    return [
        Chain(tuple(part), _before(text, part[0].start))
        for run in runs
        for part in _parted(text, run)
    ]


def _parted(text: Text, run: list[Group]) -> list[list[Group]]:
    """Part « dans les jardins de la préfecture, Mme X … »: no « et » makes it an enumeration."""
    joins = [text.folded[a.end : b.start] for a, b in pairwise(run)]
    whole = not joins or any(re.search(r"[a-z;/&]", _ONLY.sub("", join)) for join in joins)
    before = _before(text, run[0].start)
    agent = next((n for n, join in enumerate(joins) if _AGENT.search(join)), None)
    if agent is not None and before is not Before.BY:
        return [run[: agent + 1], run[agent + 1 :]]
    if before is Before.FOR and len(run) > 1 and run[0].person is None and _is_voice(run[1]):
        return [run[:1], run[1:]]
    if len(run) > 1 and before is Before.PRESENCE and _opens(text, run, joins[0]):
        return [run[:1], run[1:]]  # « En présence du préfet, la commune et l’Anru ont signé »
    if len(run) > 1 and before in {Before.OF, Before.AT} and _is_venue(text, run, joins[0], before):
        return [run[:1], run[1:]]  # « le 27 septembre, à Trappes, le ministre et M. X … »
    if whole or before not in {Before.OF, Before.AT}:
        return [run]
    return [run[:1], run[1:]]


#: What parts an opening complement from the subject: a comma, and the subject's own article.
_SUBJECT = re.compile(r"[)»\"]?\s?,\s(?:le |la |les |l')[\"« ]?")
_OPENER = re.compile(rf"\W{{0,4}}{_PRESENCE}")
#: How far from the start of a sentence its opening complement may begin.
_NEAR_START = 45


def _opens(text: Text, run: list[Group], join: str) -> bool:
    """Tell whether the first of a run only opens the sentence: those present, who invites."""
    start = text.sentences[text.sentence_at(run[0].start)][0]
    near = run[0].start - start < _NEAR_START
    return near and bool(_OPENER.match(text.folded, start) and _SUBJECT.fullmatch(join))


#: « au siège de la communauté de communes, les maires de A et B … »
_VENUE = re.compile(
    r"\b(?:siege|locaux|salons?|hotel|maison|mairie|jardins|salle|prefecture|sous-prefecture|"
    r"marches|enceinte|palais|auditorium|amphitheatre) (?:\w+ )?(?:de |du |des |d'|de la |de l')$"
)


_SEAT = re.compile(r"(?:hotel de (?:ville|region|departement)|mairie|(?:sous-)?prefecture|siege)\b")


def _is_venue(text: Text, run: list[Group], join: str, before: Before) -> bool:
    """Tell whether the first of a run is only where the deed was done."""
    if not join.lstrip(' )»"').startswith(",") or " et " in join:
        return False
    if _SEAT.match(text.folded, run[0].start):
        return True
    if before is Before.OF or run[0].sort == "name":
        return bool(_VENUE.search(text.folded, max(0, run[0].start - 50), run[0].start))
    return run[0].sort == "role" or (run[0].sort == "place" and run[1].sort != "place")


def _is_voice(group: Group) -> bool:
    """Tell whether a group is a person of whom nothing says whom they stand for."""
    return group.person is not None and group.actor is None


#: « …, et neuf bailleurs sociaux (A, B et C) »: those that a common noun announces.
_BRACKETED = re.compile(
    rf"(?:\s?{_SEPARATOR}){{1,2}}\s?(?:les |des |ses |leurs )?(?:{_NUMBER} )?(?:autres )?"
    r"(?:bailleurs|partenaires|communes|villes|entreprises|associations|organismes|operateurs)"
    r"(?: [a-z]+){0,3} ?[(:] ?(?:le |la |les |l')?"
)
_MEMBERS_OF = re.compile(
    r"\b(?:entreprises|associations|bailleurs(?: sociaux)?|partenaires|organismes|operateurs|"
    r"societes|"
    r"groupes|habitants|acteurs) (?:de la |de l'|de |du |des |d')$"
)


#: Unknown members between two known ones, each parted by a comma or « et ».
_STRANGERS = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\))?(?:(?:,|,? et| ainsi que) {_UNKNOWN}){{1,3}}"
    rf"(?:,|,? et(?: enfin)?| ainsi que| puis) (?:{_ARTICLE}\s*){{0,2}}(?:{_KIND}\s*)?[\"«]?\s*"
)


def _joins(folded: str, left: Group, right: Group) -> bool:
    if right.start == left.start:
        return True  # « les quatre maires »: one phrase for several
    if not 0 <= right.start - left.end <= _LONGEST_GAP:
        return False
    gap = folded[left.end : right.start]
    if _BRACKETED.fullmatch(gap):
        return True
    if _MEMBERS_OF.search(gap):
        return False  # « …, et des entreprises de l’agglomération »
    return any(join.fullmatch(gap) for join in (_GAP, _APPOSED, _STRANGERS))


def _before(text: Text, start: int) -> Before:
    first = text.sentences[text.sentence_at(start)][0] if text.sentences else 0
    low = max(first, start - 60)
    words = _THERE_IS.sub("", _OF_KIND.sub("", text.folded[low:start]))
    for before, rule in _BEFORE:
        if rule.search(words):
            return before
    return Before.NOTHING
