"""Facts that hang on no agreement: of programmes, and of bodies among themselves.

Money, pilots and scope of a programme; membership (« l’USH et ses fédérations »); what takes the
place of what; partners of a body (« d’autres institutions gravitent autour »). A wrong fact is
worse than a missing one: each rule asks for the words that say it, next to the names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.ontology import EdgeKind
from loaders.texts.facts import Amount, Outside
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.grammar.scope.outside_fact import fact
from loaders.texts.grammar.scope.pilots import PlacedPilot, leads_programme, pilots_of
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.grammar.scope.programme_facts import programme_facts
from loaders.texts.grammar.scope.programme_near import actor_before, programme_before
from loaders.texts.mentions import Actor, ActorMention, Analysis, ProgrammeMention, within

_FAMILY = re.compile(
    r" ?,? ?(?:et|avec|ainsi que) (?:ses|leurs) (?:[\w'-]{1,30} ){0,2}?(?:federations|membres|"
    r"filiales|adherents|entites)(?: [\w'-]{1,30}){0,4}? ?[(:]"
)
_MEMBER = re.compile(
    r" ?,? ?(?:qui )?(?:est |reste )?(?:lui-meme |elle-meme )?(?:membre|adherente?|filiale)"
    r"(?: a 100 %)? d(?:u|e|es|e la|e l'|')? ?(?:la |l'|groupe )?"
)
_ARE_MEMBERS = re.compile(
    r"(?<![\w-])(?:sont|etaient|seront)(?: tous| toutes| aussi)? membres d(?:u |e la |e l'|es |e )"
)
_BESIDE = 16
_REPLACES = re.compile(
    r"(?:remplac(?:e|era|ait|ent|eront)|a remplace|"
    r"succed(?:e|era|ait|ent|eront) (?:ainsi )?(?:a|au|aux)|a succede (?:a|au|aux)|"
    r"(?:a|ont) repris les missions d(?:e|u|es|'une partie d[eu]s?)|"
    r"f(?:ait|ont|era|eront) suite (?:a|au|aux)|"
    r"pren(?:d|dra|nent|dront) (?:[a-z]{4,12} )?la (?:suite|releve|place) d(?:e|u|es)|"
    r"(?:a|ont) pris (?:en (?:19|20)\d\d )?la (?:suite|releve|place) d(?:e|u|es))"
    r"(?![\w'])(?: (?:le|la|les)(?= )| l')? ?"
)
_REPLACED = re.compile(
    r" (?:a ete|est|fut|sera) remplacee? (?:en (?:19|20)\d\d )?par (?:le |la |les |l')?"
)
_ANAPHORA = re.compile(
    r"(?:^|[\s«])(?:il|elle|ils|elles|celui-ci|celle-ci|le nouveau venu|"
    r"ce(?:tte|t)? (?:nouve\w{1,4} )?(?:contrat|dispositif|programme|agence|organisme|cadre)|"
    r"le nouveau (?:contrat|dispositif|cadre|programme)|qui),? $"
)
#: Each generation of contracts, and the one that it took the place of (circulaire du 24 mai 2006,
#: loi n° 2014-173 du 21 février 2014, circulaire du 31 août 2023).
_BEFORE = {
    "CUCS": "Contrats de ville 2000-2006",
    "Contrats de ville 2015-2023": "CUCS",
    "Contrats de ville Quartiers 2030": "Contrats de ville 2015-2023",
}
_AFTER = {old: new for new, old in _BEFORE.items()}
_CEDES = re.compile(
    r"(?<![\w-])(?:ced(?:e|ent|era|eront|aient)|laiss(?:e|ent|era|eront)) (?:[a-z]{4,12} )?"
    r"(?:la|leur|sa) place (?:a |au |aux )(?:de |des |un |une )?"
)
_CONTRACT = re.compile(r"contrats? (?:de )?ville|cucs")
_AROUND = re.compile(
    r"(?:gravitent autour d[^:.;\n]{1,60} ?:|"
    r"autour de (?:sa|la) table(?: [\w'-]{1,30}){0,3}? (?:siegent|prennent place|figurent)|"
    r"(?:reseaux|partenaires|associations|structures|organismes|acteurs|federations) (?:lui |l')"
    r"(?:pretent main-forte|accompagnent|appuient|soutiennent|epaulent)[^:.;\n]{0,30} ?:|"
    r"(?:soutiens|partenaires|financeurs|allies)(?: [\w-]{1,30})? d(?:e|u|es)(?: la| l')? ?"
    r"(?P<hub>[^:.;,\n]{2,60})[^:.;\n]{0,100} ?:)"
)
_OF = re.compile(r"(?<!autour) (?:du|des|de la|de l'|de|d') ?$")
_COOPERATE = re.compile(
    r" ?,? ?(?:renforc|poursuiv|intensifi|approfondi|developp)(?:ent|eront|ront|ssent)"
    r"(?: [\w-]{1,30}){0,2}? leurs? (?:cooperations?|collaborations?|partenariats?)"
)
_AND = re.compile(r" (?:et|avec) (?:la |le |les |l')?")
_WORKS_WITH = re.compile(
    r"(?: |, qui )(?:travaille|collabore|coopere|s'appuie|s'associe)(?:nt)?"
    r"(?: [\w-]{1,30}){0,3}? (?:avec|sur)(?: (?:le|la|les)| l')? ?"
)
_TITLE = re.compile(r"[\w' -]{0,40}[«\"] ?([^«»\"\n]{3,80}?) ?[»\"]")
#: How far back, in characters, « la démarche » may point.
_BACK = 3000


def outside_of(
    analysis: Analysis, amounts: Sequence[Amount], *, told: bool | None = None
) -> list[Outside]:
    """Return the facts that hang on no agreement, in order.

    `told` says whether the text tells of an agreement; None where only the words for one count. A
    sum or a pilot given here has the span of the amount or pilot that it was. Cost: linear.
    """
    namings = find_namings(analysis.text)
    told = bool(namings) if told is None else told
    found = [
        *_pilots(analysis, namings, told=told),
        *programme_facts(analysis, amounts, agreements=told),
        *_memberships(analysis),
        *_successions(analysis, namings),
        *_ceded(analysis, namings),
        *_partners(analysis),
        *_pairs(analysis),
    ]
    return _kept(analysis, found)


def _kept(analysis: Analysis, found: Sequence[Outside]) -> list[Outside]:
    """Return the facts, each once, in order, without those of page noise."""
    noise = [analysis.text.span(start, end) for start, end in analysis.noise]
    starts = [start for start, _ in noise]

    def is_noise(position: int) -> bool:
        at = bisect_right(starts, position) - 1
        return at >= 0 and position < noise[at][1]

    once: dict[tuple[object, ...], Outside] = {}
    for told in sorted(found, key=lambda told: told.reading.span):
        numbers = (told.count, told.amount_eur, told.share_pct)
        to = told.to if numbers == (None, None, None) else None
        if not is_noise(told.reading.span[0]):
            once.setdefault((told.type, told.origin, to, *numbers), told)
    return list(once.values())


def _pilots(analysis: Analysis, namings: Sequence[Naming], *, told: bool) -> Iterator[Outside]:
    """Yield who leads a programme for the whole country, or where no agreement is told of."""
    for placed in pilots_of(analysis):
        led = placed.programme or _titled(analysis, namings, placed)
        if led is not None and (not told or leads_programme(placed)):
            pilot = placed.pilot
            yield Outside(
                type=EdgeKind.PILOTS,
                origin=pilot.actor,
                to=led,
                mention=pilot.mention,
                reading=pilot.reading,
                origin_kind=pilot.kind,
                origin_id=pilot.actor_id,
            )


def _titled(analysis: Analysis, namings: Sequence[Naming], placed: PlacedPilot) -> str | None:
    """Return the title, between quotes, of the act last named: « charte « X » »."""
    for naming in reversed(within(namings, placed.start - _BACK, placed.start)):
        title = _TITLE.match(analysis.text.flow, naming.start, naming.start + 140)
        if title is not None:
            return f"{naming.head.capitalize()} {title[1]}"
    return None


def _memberships(analysis: Analysis) -> Iterator[Outside]:
    """Yield « l’USH et ses fédérations (A, B) » and « A, membre de B »."""
    folded = analysis.text.folded
    for mention in analysis.actors:
        family = _FAMILY.match(folded, mention.end, mention.end + 120)
        if family is not None:
            closing = folded.find(")" if family[0].endswith("(") else ".", family.end())
            for part in within(analysis.actors, family.end(), min(closing, family.end() + 600)):
                yield _between(analysis, "hors.federation", part, mention)
    for verb in _ARE_MEMBERS.finditer(folded):
        yield from _of_body(analysis, verb)
    for part, whole in pairwise(analysis.actors):
        near = 0 <= whole.start - part.end < 60 and whole.actor.kind not in TERRITORIES
        if near and _MEMBER.fullmatch(folded, part.end, whole.start):
            yield _between(analysis, "hors.adhesion", part, whole)


def _of_body(analysis: Analysis, verb: re.Match[str]) -> Iterator[Outside]:
    """Yield « A, B et C sont membres de D », where D is a body that has a name."""
    start, _ = analysis.text.sentences[analysis.text.sentence_at(verb.start())]
    bodies = [m for m in within(analysis.actors, start, verb.start()) if _is_body(m)]
    whole = next(iter(within(analysis.actors, verb.end(), verb.end() + 4)), None)
    if whole is not None and bodies and verb.start() - bodies[-1].end < _BESIDE:
        for body in bodies:
            yield fact(analysis, "hors.adhesion", (body.start, body.end), (body.actor, whole.actor))


def _between(analysis: Analysis, rule: str, origin: ActorMention, to: ActorMention) -> Outside:
    """Return a fact between two actors, told by the words from one to the other when near."""
    span = (min(origin.start, to.start), max(origin.end, to.end))
    if span[1] - span[0] > 200:
        span = (origin.start, origin.end)
    return fact(analysis, rule, span, (origin.actor, to.actor))


def _successions(analysis: Analysis, namings: Sequence[Naming]) -> Iterator[Outside]:
    """Yield what takes the place of what: bodies, programmes, generations of contracts."""
    folded = analysis.text.folded
    for verb in _REPLACES.finditer(folded):
        old = _at(analysis, verb.end())
        new = _new(analysis, verb.start())
        if isinstance(new, ProgrammeMention) and old is None:
            named = next(iter(within(namings, verb.end(), verb.end() + 4)), None)
            before = _BEFORE.get(new.name)
            if named and before and _CONTRACT.match(folded, named.start):
                yield fact(analysis, "hors.succede", (verb.start(), named.end), (new, before))
        elif old is not None and new is not None and type(old) is type(new) and old != new:
            yield fact(analysis, "hors.succede", (verb.start(), verb.end() + 1), (new, old))


def _ceded(analysis: Analysis, namings: Sequence[Naming]) -> Iterator[Outside]:
    """Yield « les CUCS céderont la place à des contrats de ville »."""
    folded = analysis.text.folded
    for verb in _CEDES.finditer(folded):
        old = next(reversed(within(analysis.programmes, verb.start() - 12, verb.start())), None)
        named = next(iter(within(namings, verb.end(), verb.end() + 4)), None)
        if old and named and _CONTRACT.match(folded, named.start) and old.name in _AFTER:
            span = (old.start, named.end)
            yield fact(analysis, "hors.succede", span, (_AFTER[old.name], old))


def _at(analysis: Analysis, position: int) -> Actor | ProgrammeMention | None:
    """Return the programme or the body named at a position."""
    for programme in within(analysis.programmes, position, position + 4):
        return programme
    mention = next(iter(within(analysis.actors, position, position + 4)), None)
    return mention.actor if mention and _is_body(mention) else None


def _is_body(mention: ActorMention) -> bool:
    return mention.sort in ("name", "made") and mention.actor.kind not in TERRITORIES


def _new(analysis: Analysis, position: int) -> Actor | ProgrammeMention | None:
    """Return what a verb of succession is said of: named just before, or pointed back to."""
    folded = analysis.text.folded
    for programme in reversed(within(analysis.programmes, position - 60, position)):
        if re.fullmatch(r"[»\") ,]{0,4}(?:qui )?", folded[programme.end : position]):
            return programme
    body = actor_before(analysis, position)
    if body is not None:
        return body.actor if _is_body(body) else None
    start, _ = analysis.text.sentences[analysis.text.sentence_at(position)]
    if _ANAPHORA.search(folded[max(start, position - 60) : position]):
        return programme_before(analysis, start)
    return None


def _partners(analysis: Analysis) -> Iterator[Outside]:
    """Yield the bodies that a text puts around another one."""
    text = analysis.text
    counted = Counter(mention.actor for mention in analysis.actors if _is_body(mention))
    main = max(counted, key=lambda actor: counted[actor], default=None)
    for around in _AROUND.finditer(text.folded):
        number = text.sentence_at(around.start())
        hub = main if around[0].startswith("gravitent") else _hub(analysis, around, number)
        for mention in within(analysis.actors, around.end(), text.sentences[number][1]):
            before = text.folded[max(0, mention.start - 24) : mention.start]
            beside = _is_body(mention) and not _OF.search(before)
            if hub is not None and beside and mention.actor != hub:
                span = (mention.start, mention.end)
                yield fact(analysis, "hors.partenaire", span, (mention.actor, hub))


def _hub(analysis: Analysis, around: re.Match[str], number: int) -> Actor | None:
    """Return the body in the middle: named, or the first of the sentence before."""
    start, end = analysis.text.sentences[max(number - 1, 0)]
    if around["hub"]:
        start, end = around.span("hub")
    mentions = within(analysis.actors, start, end)
    return next((mention.actor for mention in mentions if _is_body(mention)), None)


def _pairs(analysis: Analysis) -> Iterator[Outside]:
    """Yield « A et B renforcent leur coopération », « A travaille avec B », « A remplacé »."""
    folded = analysis.text.folded
    bodies = [mention for mention in analysis.actors if _is_body(mention)]
    for first, second in pairwise(bodies):
        if not 0 <= second.start - first.end <= 60 or first.actor == second.actor:
            continue
        gap = folded[first.end : second.start]
        together = _AND.fullmatch(gap) and _COOPERATE.match(folded, second.end, second.end + 120)
        if together or _WORKS_WITH.fullmatch(gap):
            yield _between(analysis, "hors.paire", first, second)
        elif _REPLACED.fullmatch(gap):
            yield _between(analysis, "hors.succede", second, first)
