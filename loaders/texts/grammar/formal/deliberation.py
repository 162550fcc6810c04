"""A deliberation: no agreement itself, but the act that it approves, and who is to sign it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ontology import AUTHORITIES, Form, NodeKind
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.grammar.formal.announced import FUTURE, Announced, announced
from loaders.texts.grammar.formal.authorised import Signer, signer_of
from loaders.texts.grammar.formal.drafts import Draft
from loaders.texts.grammar.formal.layout import body
from loaders.texts.grammar.formal.sections import Sections
from loaders.texts.grammar.formal.title import Title, spoken
from loaders.texts.mentions import Actor, ActorMention, Analysis, DateMention, within
from loaders.texts.text import Text

#: A line that makes a document a deliberation, near its top or where the assembly decides.
_HEADS = re.compile(
    r"(?m)^\W*(?:(?:projet de |n° ?[\w./-]+ )?deliberations?\b|extraits? (?:du|des) "
    r"(?:registre|proces|deliberation)|registre des deliberations|rapport au conseil|"
    r"decision (?:du (?:president|maire|bureau)|municipale|communautaire|metropolitaine|n°)|"
    r"arrete (?:n°|prefectoral|municipal|conjoint|du |portant)|"
    r"releve de (?:decisions|conclusions)|(?:comite [^\n]{0,60}[-–:|] ?)?"
    r"(?:proces-verbal|compte[ -]rendu) d[ue'])"
)
_DELIBERATES = re.compile(
    r"(?:apres en avoir|ayant|en ayant|a) (?:[\w-]+ ){0,3}delibere\b|entendu l'expose|"
    r"(?m:^)\W*le (?:conseil|bureau)[^.\n]{0,80}\b(?:decide|approuve|autorise)"
)
_DECIDES = re.compile(r"\b(?:decid|decision\b|approuv|autoris|habilit|adopt|valid)\w*")
_APPROVES = re.compile(
    r"(?:approuv|adopt|valid)\w*|de (?:conclure|passer|signer)\b|signature (?:de|du|d')|"
    r"approbation (?:de|du|d')|signer|objet ?:"
)
_AFTER_TITLE = re.compile(
    r" ?[:–,.(-] ?(?:autorisation|approbation|signature|adoption|avis|annexe)\b|"
    r" (?:et|ainsi que) (?:tou[ts]\w* |d[eu'](?:la |l')?[ ]?(?:la )?(?:convention|charte|avenant|"
    r"protocole|contrat))|,? joint|,? annexe|, (?:par l|qui |dont |afin d|a conclure|pour )"
)
_BODY = re.compile(
    r"\W*(?:vus?\b|considerant|mesdames|le conseil|rapporteur|m\. |mme |etaient|presents|l'an |"
    r"date de convocation|expose)"
)


_FIXED = re.compile(r"\b(?:fixe|prevu|report|programme)e*s? (?:au|pour le) ?$")
_AGENDA = re.compile(r"\W*(?:n° ?[\w./-]{1,16}|\d{1,3}(?:[.-]\d{1,3}){0,3}) ?[-–—:.)] ")
_SIGNATURE = re.compile(r"\bsign(?:ature|es?|er|ees?)\b")
#: No deliberation approves more acts than this.
_MOST = 40
#: No title is longer than this, in characters.
_LINE = 260
#: How many characters the top of a document is.
_TOP = 2500
_I = NodeKind.INTERCOMMUNALITY
_ASSEMBLY = re.compile(
    r"(?:conseil|commission permanente du conseil) (municipal|communautaire|metropolitain|"
    r"departemental|regional|"
    r"d'agglomeration|de communaute|de la metropole|general)"
)
_COMMITTEE = re.compile(
    r"(?m)^\W*(?:releve de (?:decisions|conclusions)|"
    r"arrete (?:n°|prefectoral|conjoint|du |portant)|"
    r"(?:proces-verbal d[ue] |compte[ -]rendu d[ue] |reunion du )?"
    r"comite (?:de pilotage|technique|de suivi|d'engagement))"
)
_SEATS = {
    "municipal": NodeKind.MUNICIPALITY, "communautaire": _I, "metropolitain": _I,
    "d'agglomeration": _I, "de communaute": _I, "de la metropole": _I,
    "departemental": NodeKind.DEPARTMENT, "general": NodeKind.DEPARTMENT,
    "regional": NodeKind.REGION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """The act that a deliberation approves: title, announced parties, announced date."""

    title: Title
    parties: tuple[Draft, ...]
    date: DateMention | None
    start: int
    end: int


def is_deliberation(analysis: Analysis) -> bool:
    """Tell whether a document is a deliberation of an assembly."""
    folded = analysis.text.folded
    deliberates = _DELIBERATES.search(folded) is not None
    headed = _HEADS.search(folded, 0, min(len(folded), _TOP)) is not None
    return (
        (deliberates or headed)
        and _DECIDES.search(folded) is not None
        and (headed or _ASSEMBLY.search(folded, 0, min(len(folded), _TOP)) is not None)
    )


def decided(analysis: Analysis, parts: Sections) -> list[Decided]:
    """Return the acts that a deliberation approves, in order; none when it approves none."""
    namings = [n for n in find_namings(analysis.text) if n.form is not None]
    chosen = _chosen(analysis, namings)
    if chosen is None:
        return []
    lists = announced(analysis, parts, namings, form=chosen.form or Form.CONVENTION)
    ours, others = _told_apart(chosen, lists)
    acts = [(naming, one.parties) for naming, one in others]
    if not chosen.many or not acts:
        acts.insert(0, (chosen, max((one.parties for one in ours), key=len, default=())))
    own, signer = _deliberating(analysis), signer_of(analysis)
    alike = max((one.times for one in ours), default=1) if len(acts) == 1 else 1
    return [
        Decided(
            _title(analysis, naming),
            tuple(_with_own(parties, own, signer)),
            _date(analysis, naming if len(acts) > 1 else None),
            naming.start,
            naming.end,
        )
        for naming, parties in acts * alike
    ]


def _told_apart(
    chosen: Naming, lists: Sequence[Announced]
) -> tuple[list[Announced], list[tuple[Naming, Announced]]]:
    """Return the lists of the act chosen, then the other acts that have parties of their own."""
    others: dict[tuple[Form | None, str | None, str], tuple[Naming, Announced]] = {}
    ours = []
    for one in lists:
        naming = one.naming
        apart = one.apart and naming is not None and not naming.many and len(one.parties) > 1
        if naming is None or not apart or _is_same(naming, chosen):
            ours.append(one)
        else:
            key = naming.form, naming.number, "" if naming.number else f"{naming.start}"
            others.setdefault(key, (naming, one))
    return ours, list(others.values())[:_MOST]


def _is_same(naming: Naming, chosen: Naming) -> bool:
    same = naming.form is chosen.form and not chosen.many
    return same and naming.number in {None, chosen.number}


def _chosen(analysis: Analysis, namings: Sequence[Naming]) -> Naming | None:
    """Return the naming of the act in the subject of the deliberation, else after « approuve »."""
    text = analysis.text
    subject = _subject(analysis)
    inside = [n for n in namings if subject[0] <= n.start < subject[1]]
    inside = inside or _numbered(analysis, namings)
    top = [n for n in inside if not n.bare or n.number] or inside
    ranked = [n for n in top if _is_approved(text, n)] or top
    approved = [n for n in namings if not n.bare and _is_approved(text, n)]
    ranked = ranked or approved
    if ranked and ranked[0].many:
        ranked = [n for n in approved if not n.many] or ranked
    return ranked[0] if ranked else None


def _numbered(analysis: Analysis, namings: Sequence[Naming]) -> list[Naming]:
    """Return what a numbered title of the agenda names, an avenant first: « 5 – Avenant à … »."""
    text = analysis.text
    for block in body(text):
        if block.end - block.start < _LINE and _AGENDA.match(text.folded, block.start):
            inside = within(namings, block.start, block.end)
            if inside:
                return sorted(inside, key=lambda n: n.form is not Form.AVENANT)
    return []


def _is_approved(text: Text, naming: Naming) -> bool:
    before = text.folded[max(naming.start - 60, 0) : naming.start]
    return _APPROVES.search(before) is not None and not before.rstrip().endswith("vu")


def _subject(analysis: Analysis) -> tuple[int, int]:
    """Return the span of the subject: the line « Objet : », else the heading."""
    text = analysis.text
    for block in body(text):
        if re.match(
            r"\W*objet\b|\W*(?:\d[\d.-]* ?[-–.)] )?.{0,80}autorisation de sign",
            text.folded[block.start : block.end],
        ):
            return block.start, block.end + 200 if block.end - block.start < 12 else block.end
    return 0, _heading_end(analysis)


def _heading_end(analysis: Analysis) -> int:
    """Return where the subject ends: at the first paragraph, visa or list of councillors."""
    text = analysis.text
    for block in body(text):
        words = text.folded[block.start : block.end]
        if _BODY.match(words) or (len(words) > 260 and words.endswith(".")):
            return block.start
    return len(text.folded)


def _title(analysis: Analysis, naming: Naming) -> Title:
    text = analysis.text
    block = text.blocks[text.block_at(naming.start)]
    end = min(max(naming.end, naming.start), block.end)
    if block.end - naming.start < 260 and not text.folded[block.start : block.end].endswith("."):
        end = block.end
    after = _AFTER_TITLE.search(text.folded, naming.start, end)
    end = after.start() if after else end
    return Title(
        naming.start,
        end,
        spoken(text, naming.start, end),
        naming.form or Form.CONVENTION,
        naming.number,
    )


def _deliberating(analysis: Analysis) -> Draft | None:
    """Return the body whose assembly deliberates: the first authority of the heading.

    A committee is no body: nobody signs for it.
    """
    text, setting = analysis.text, analysis.setting
    if _COMMITTEE.search(text.folded, 0, min(len(text.folded), _TOP)) is not None:
        return None
    rule = "acte.deliberation.corps"
    assembly = _ASSEMBLY.search(text.folded)
    kinds = {_SEATS[assembly[1]]} if assembly and assembly[1] in _SEATS else AUTHORITIES
    for mention in within(analysis.actors, 0, 1500):
        told = mention.sort in {"name", "role"} or _is_alone(text, mention)
        if mention.actor.kind in kinds and told:
            return Draft(mention.actor, mention.start, mention.end, 0.85, rule)
    own = setting.intercommunality if _I in kinds and len(kinds) == 1 else setting.municipality
    return Draft(own, 0, 0, 0.5, rule) if own else None


def _is_alone(text: Text, mention: ActorMention) -> bool:
    """Tell whether a body is all that a line says: the head of its paper."""
    block = text.blocks[text.block_at(mention.start)]
    return mention.start - block.start < 12 and block.end - mention.end < 3


def _with_own(parties: Sequence[Draft], own: Draft | None, signer: Signer | None) -> list[Draft]:
    """Add the deliberating body to the parties, and its signer to it."""
    found = list(parties)
    if own is None:
        return found
    place = next((n for n, d in enumerate(found) if _is(d.actor, own.actor)), None)
    if place is None and own.confidence < 0.6:
        alike = [n for n, d in enumerate(found) if d.actor.kind is own.actor.kind]
        place = alike[0] if len(alike) == 1 else None
    if place is None:
        if signer is None and not found:
            return found
        found.append(own)
        place = len(found) - 1
    if signer is not None and signer.person is not None:
        found[place] = replace(
            found[place], person=signer.person, title=signer.title, office=signer.office
        )
    return found


def _is(one: Actor, other: Actor) -> bool:
    return one == other or (one.id is not None and one.id == other.id)


def _date(analysis: Analysis, naming: Naming | None) -> DateMention | None:
    """Return the date announced for the signature, in the paragraph of the act named if any."""
    text = analysis.text
    dates = (_on_the_day(text, date) for date in analysis.dates)
    announced_on = [date for date in dates if _is_announced(analysis, date)]
    if naming is not None:
        block = text.blocks[text.block_at(naming.start)]
        near = within(announced_on, block.start, block.end)
        return next(iter(near or announced_on), None)
    return next(iter(announced_on), None)


def _on_the_day(text: Text, date: DateMention) -> DateMention:
    """Return « fixée au 29 avril » as a day: nothing lasts until then."""
    fixed = _FIXED.search(text.folded, max(date.start - 24, 0), date.start)
    return replace(date, iso=date.until, until=None) if fixed and not date.iso else date


def _is_announced(analysis: Analysis, date: DateMention) -> bool:
    if date.iso is None or date.until is not None:
        return False
    text, published = analysis.text, analysis.published
    words = text.folded[slice(*text.sentences[text.sentence_at(date.start)])]
    later = published is None or date.iso[:7] >= published[: len(date.iso[:7])]
    return bool(later and _SIGNATURE.search(words) and FUTURE.search(words))
