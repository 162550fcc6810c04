"""Groups: an organisation with whoever stands for it, as one unit of a sentence.

« Jean Moulin, préfet d’Eure-et-Loir » is the State; « l’État, par le sous-préfet X » too. Rules
look at what lies between two mentions (the gap), never at whole sentences, so each is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from graph.ontology import NodeKind
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.remembered import remembered
from loaders.texts.grammar.people.holders import Holder, holders
from loaders.texts.mentions import Actor, ActorMention, Analysis, Office, Person, within

#: From the name of a body to the person who stands for it.
_REPRESENTED = re.compile(
    r"\s{0,3}(?:\([^()]{1,80}\))?\s{0,3},?\s{0,3}(?:elle-meme |lui-meme |ici |dument )?(?:"
    r"represente(?:e|s|es)?(?: (?:ici|aux presentes|a l'acte|pour l'occasion|ce jour-la|"
    r"en l'occurrence))? par(?: l'intermediaire de)?|"
    r"par (?:la voix|l'intermediaire|la plume|l'entremise|la main) d[eu']s? ?|par|"
    r"pour (?:laquelle|lequel) (?:agit|signe|intervient)|"
    r"en la personne d[eu']s? ?|pris[es]* en la personne d[eu']s? ?|que represent\w+|"
    r"que (?:pilot|engage|conduit)\w*|qu'engag\w+|que)\s{0,3}"
    r"(?:son|sa|ses|leurs?|le|la|l'|monsieur|madame|m\.|mme)?\s{0,3}(?:colonel|general|commandant|"
    r"capitaine|lieutenant|docteur|maitre|professeur)?\s{0,3}"
)
#: « représentée par sa présidente, Mme X, également maire de Y »
_ALSO_IS = re.compile(r", (?:egalement|par ailleurs|aussi|et par ailleurs) ")
#: A prefect of a région is also that of a département, and the State all the same.
_PREFECT = re.compile(r"(?<![a-z-])prefete? (?:de |du |des |d'|en )[^,;]*$")
_AND_OF = re.compile(r",? et (?:de la |de l'|du |des |de |d')")
#: Dignities that registers hold as names of the State.
_DIGNITY = re.compile(
    r"(?:premiere? ministre|chef du gouvernement|president de la republique|garde des sceaux)"
)
#: A second voice: « représenté par A (Ville) et B ».
_ALSO = re.compile(r"(?: \([^()]{1,60}\))?(?: et|,) ")
_SPEAKS = re.compile(r"(?<![a-z])represent\w+ (?:le |la |les |l')?$")
#: « signé à la mairie, par le préfet »: a bare « par » after a place tells the agent of the verb.
_PAR = re.compile(
    r"\s{0,3},?\s{0,3}par\s{0,3}(?:son|sa|ses|leurs?|le|la|l'|monsieur|madame|m\.|mme)?\s{0,3}"
)
_AT = re.compile(r"(?<![a-z])(?:a|au|aux|dans|en|chez)(?: la| le| les| l')? ?$")
_OPENING = re.compile(r"\s{0,3}\(\s{0,3}")
#: From a person to the body stood for.
_FOR = re.compile(
    r"(?:, charge\w{0,2} (?:de |du |d')[^,;:.()]{3,60})?\s{0,3},?\s{0,3}(?:qui |et )?(?:a |"
    r"avait )?(?:sign\w+ |paraph\w+ |agi\w+ |intervenan\w+ |"
    r"paraph\w+ le document |sign\w+ le (?:document|texte|contrat) )?"
    r"(?:pour(?: le compte d[eu'](?: la| l')?)?|au nom d(?:e|u|es)(?: la| l')?|au titre d(?:e|u|"
    r"es)(?: la| l')?|"
    r"represent(?:ant|ait|e)|en representation d(?:e|u|es))\s{0,3}(?:le|la|les|l')?\s{0,3}"
)
_STANDS_FOR = re.compile(r" (?:de |du |des |d')?(?:le |la |les |l')?")
#: « la chambre de commerce des îles de Guadeloupe »: where a body is, not another one.
_WHERE = re.compile(r" (?:de |du |des |de la |de l'|d'|en |des iles (?:de |d')?|- )")


@lru_cache(maxsize=1)
def find_groups(analysis: Analysis) -> tuple[Group, ...]:
    """Return the groups of a text, in order, none inside another. Cost: linear in mentions.

    Those of the last text asked of are kept: parties, pilots and bystanders all look at them.
    """
    people = _people(analysis)
    bodies = [_of_mention(mention) for mention in analysis.actors]
    bodies = _outside(bodies, [(p.start, p.end) for p in people])
    return tuple(remembered(_joined(analysis, bodies, people), analysis.text.folded))


def _people(analysis: Analysis) -> list[Group]:
    """Return the persons, with their offices, and the offices named without a person."""
    held = holders(analysis.text, analysis.persons, analysis.offices, analysis.actors)
    people = [_of_holder(holder) for holder in held]
    spans = [(group.start, group.end) for group in people]
    alone = [_of_person(person) for person in analysis.persons]
    bare = [_of_office(office) for office in analysis.offices if office.of is not None]
    others = _apart([*_outside(alone, spans), *_outside(bare, spans)])
    return [
        _of_place(analysis, group)
        for group in sorted([*people, *others], key=lambda group: group.start)
    ]


_MAYOR = re.compile(
    r"(?:son |le |la )?(?:premiere? )?(?:adjointe? au )?maire(?: (?:adjointe?|delegue|socialiste|"
    r"communiste|sortante?|lr|ps))?"
)


def _of_place(analysis: Analysis, group: Group) -> Group:
    """Give « À Tsingoni, le maire » the commune that its sentence names before it."""
    title = (group.title or "").lower()
    if not _MAYOR.fullmatch(title):
        return group
    start = analysis.text.sentences[analysis.text.sentence_at(group.start)][0]
    towns = [
        mention.actor
        for mention in within(analysis.actors, start, group.start)
        if mention.actor.kind is NodeKind.MUNICIPALITY and mention.sort != "role"
    ]
    return replace(group, actor=towns[-1]) if towns else group


def _apart(groups: list[Group]) -> list[Group]:
    """Return the groups, in order, none beginning inside the one before."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.start, -g.end)):
        if not kept or group.start >= kept[-1].end:
            kept.append(group)
    return kept


def _of_person(person: Person) -> Group:
    return Group(person.start, person.end, None, person.start, person.end, "holder", person.name)


def _of_office(office: Office) -> Group:
    return Group(
        office.start, office.end, office.of, office.start, office.end, "office", None, office.title
    )


def _of_mention(mention: ActorMention) -> Group:
    return Group(
        mention.start, mention.end, mention.actor, mention.start, mention.end, mention.sort
    )


#: An office that stands for one kind of State service, wherever it is.
_SERVICES = {"recteur": Actor("Rectorat", NodeKind.STATE_SERVICE),
             "rectrice": Actor("Rectorat", NodeKind.STATE_SERVICE)}  # fmt: skip


def _of_holder(holder: Holder) -> Group:
    office = holder.office
    return Group(
        holder.start,
        holder.end,
        holder.actor or (_SERVICES.get(office.head) if office else None),
        office.start if office else holder.start,
        office.end if office else holder.end,
        "holder",
        holder.person.name,
        office.title if office else None,
    )


def _outside(groups: Sequence[Group], spans: Sequence[tuple[int, int]]) -> list[Group]:
    """Return the groups that lie in none of `spans`, which are sorted and apart."""
    starts = [start for start, _ in spans]

    def inside(group: Group) -> bool:
        at = bisect_left(starts, group.start + 1) - 1
        return at >= 0 and group.start < spans[at][1]

    return [group for group in groups if not inside(group)]


def _joined(analysis: Analysis, bodies: list[Group], people: list[Group]) -> list[Group]:
    """Return bodies and people, a body and its voice made one where the gap says so."""
    folded = analysis.text.folded
    units = sorted([*bodies, *people], key=lambda group: group.start)
    joined: list[Group] = []
    for unit in units:
        last = joined[-1] if joined else None
        merged = _merge(folded, last, unit) if last and unit.start - last.end < 120 else None
        if merged is None:
            joined.append(unit)
        else:
            joined[-1] = merged
    return joined


def _merge(folded: str, left: Group, right: Group) -> Group | None:
    """Return the one group that two neighbours make, None when they are two."""
    gap = folded[left.end : right.start]
    return _same_body(folded, left, right, gap) or _body_and_voice(folded, left, right, gap)


def _same_body(folded: str, left: Group, right: Group, gap: str) -> Group | None:
    """Return one group where the right one only says more of the left one."""
    if right.sort == "place" and gap == " (" and folded.startswith(")", right.end):
        return replace(left, end=right.end + 1)  # where it is: « Brunoy (Essonne) »
    dignity = left.person and left.actor is None and right.sort == "name" and gap == ", "
    if dignity and _DIGNITY.match(folded, right.start):
        return replace(left, end=right.end, actor=right.actor)
    more = _is_more_place if right.sort == "place" else _is_more_office
    return replace(left, end=right.end) if more(folded, left, right, gap) else None


def _is_more_place(folded: str, left: Group, right: Group, gap: str) -> bool:
    """Tell whether a place says where a body is, or of what else a prefect is prefect."""
    prefect = bool(_AND_OF.fullmatch(gap) and _PREFECT.search(folded, left.start, left.end))
    return prefect or (left.sort in {"name", "office"} and bool(_WHERE.fullmatch(gap)))


def _is_more_office(folded: str, left: Group, right: Group, gap: str) -> bool:
    """Tell whether an office adds nothing: « l’agglomération, qu’il préside », another hat."""
    if right.sort != "office":
        return False
    again = right.actor == left.actor and not gap.strip(" ,")
    return again or (left.sort == "voiced" and bool(_ALSO_IS.fullmatch(gap)))


def _body_and_voice(folded: str, left: Group, right: Group, gap: str) -> Group | None:
    """Return a body with whom it is represented by, in either order."""
    if _is_person(right) and not _is_person(left):
        return _voice_after(folded, left, right, gap)
    stands = _FOR.fullmatch(gap) or (_STANDS_FOR.fullmatch(gap) and _is_representative(left))
    if _is_person(left) and left.person and not _is_person(right) and stands:
        return replace(
            right, start=left.start, end=right.end, person=left.person, title=left.title,
            sort="voiced",
        )  # fmt: skip
    return None


def _is_representative(group: Group) -> bool:
    """Tell whether a title only says that somebody stands for the body that follows."""
    return (group.title or "").lower() in {"représentant", "représentante"}


def _voice_after(folded: str, left: Group, right: Group, gap: str) -> Group | None:
    if left.person is None:
        end = _voice_end(folded, left, right, gap)
        return None if end is None else _voiced(left, right, end)
    known = right.actor in {None, left.actor} and right.title is None
    if left.sort != "office" and _ALSO.fullmatch(gap) and known:
        return replace(left, end=right.end, person=f"{left.person} ; {right.person}")
    return None


def _voice_end(folded: str, left: Group, right: Group, gap: str) -> int | None:
    """Return where a body and the person that follows end, when the person stands for it."""
    if _OPENING.fullmatch(gap) and folded[right.end : right.end + 1] == ")":
        return right.end + 1
    if gap == " : " and _SPEAKS.search(folded, max(0, left.start - 24), left.start):
        return right.end  # « représentaient l’État : A et B »
    if not _REPRESENTED.fullmatch(gap) or not _agrees(left, right):
        return None
    at_place = _AT.search(folded, max(0, left.start - 16), left.start)
    return None if _PAR.fullmatch(gap) and (at_place or _differ(left, right)) else right.end


def _is_person(group: Group) -> bool:
    return group.sort == "holder"


def _agrees(body: Group, voice: Group) -> bool:
    """Tell whether a voice may be that of a body: « par son maire », not « par le préfet »."""
    if voice.actor is None or body.actor is None:
        return True
    return voice.actor == body.actor or voice.person is not None


def _differ(body: Group, voice: Group) -> bool:
    """Tell whether a person who only follows by « par » stands for another body.

    « … président de la communauté, par M. X, maire de B »: one more who signs.
    """
    if voice.actor is None or body.actor is None or voice.actor == body.actor:
        return False
    return NodeKind.STATE_SERVICE not in {voice.actor.kind} & {body.actor.kind}


def _voiced(body: Group, voice: Group, end: int) -> Group:
    return replace(body, end=end, person=voice.person, title=voice.title, sort="voiced")
