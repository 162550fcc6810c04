"""Who leads an agreement or a programme: « chef de file », « assure le pilotage », « piloté par ».

To lead is to carry the agreement or its project. To preside a committee, to be maître d’ouvrage of
works, to recruit a project manager or to write of « projets portés par les communes » is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ontology import NodeKind
from loaders.texts.facts import Pilot, Reading
from loaders.texts.grammar.articles.chains import Chain, find_chains
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.groups import find_groups
from loaders.texts.grammar.noise import outside
from loaders.texts.grammar.scope import pilot_words as words
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.mentions import Actor, Analysis, ProgrammeMention, within


@dataclass(frozen=True, slots=True)
class PlacedPilot:
    """A pilot and where it is told, in `flow`.

    `programme` is what it leads when that is a programme (`pilot.of` says it too), None for the
    agreement spoken of. `national` when the text says « au plan national ».
    """

    start: int
    end: int
    pilot: Pilot
    programme: str | None = None
    national: bool = False


def pilots_of(analysis: Analysis, terms: Mapping[str, Actor] | None = None) -> list[PlacedPilot]:
    """Return who leads agreements and programmes, in order. Cost: linear.

    `terms` are the short names that a formal act defines (« le porteur de projet »), and the party
    that each stands for.
    """
    groups = [group for g in find_groups(analysis) if (group := _known(analysis, g)).actor]
    found = [*_of_terms(analysis, terms or {}), *_unnamed(analysis)]
    for start, end in _sentences(analysis):
        chains = find_chains(analysis.text, within(groups, start, end))
        found.extend(_of_sentence(analysis, (start, end), chains))
    return outside(sorted(found, key=lambda placed: placed.start), analysis.noise)


def _known(analysis: Analysis, group: Group) -> Group:
    """Return a group with its actor: a bare « le maire » is that of the text's commune."""
    if group.actor is None and group.title and group.title.lower() in ("maire", "le maire"):
        return replace(group, actor=analysis.setting.municipality)
    return group


def _sentences(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the sentences that may speak of leading, each once."""
    text = analysis.text
    last = -1
    for mark in words.MARK.finditer(text.folded):
        number = text.sentence_at(mark.start())
        if number != last and text.sentences:
            last = number
            yield text.sentences[number]


def _of_terms(analysis: Analysis, terms: Mapping[str, Actor]) -> Iterator[PlacedPilot]:
    text = analysis.text
    for term, actor in terms.items():
        if words.ROLE_TERM.search(term.lower()):
            start = max(text.folded.find(term.lower()), 0)
            end = start + len(term)
            yield _placed(analysis, Group(start, end, actor, start, end, "term"), "pilote.defini")


def _unnamed(analysis: Analysis) -> Iterator[PlacedPilot]:
    """Yield the « groupement d’intérêt public » of which a text says only that it will lead."""
    for found in words.UNNAMED.finditer(analysis.text.folded):
        start, end = found.span("given" if found["given"] else "name")
        name = analysis.text.flow[start:end]
        actor = Actor(name[0].upper() + name[1:], NodeKind.PUBLIC_BODY)
        group = Group(start, end, actor, start, end, "made")
        yield _placed(analysis, group, "pilote.sujet")


def _of_sentence(
    analysis: Analysis, sentence: tuple[int, int], chains: Sequence[Chain]
) -> Iterator[PlacedPilot]:
    folded = analysis.text.folded
    start, end = sentence
    for number, chain in enumerate(chains):
        after = chains[number + 1].start if number + 1 < len(chains) else end
        limit = min(end, chain.end + words.FAR_AFTER)
        does = words.DOES.match(folded, chain.end, limit)
        if does and words.OF_COMMITTEE.search(folded, max(start, chain.start - 120), chain.start):
            continue
        being = None if does or number else words.BEING.match(folded, chain.end, min(limit, after))
        led_by = words.LED_BY.search(
            folded[max(start, chain.start - words.FAR_BEFORE) : chain.start]
        )
        that = words.THAT.search(folded, max(start, chain.start - 90), chain.start)
        if does is not None:
            alone = does["said"] is not None or words.WHO_ONE.match(folded, chain.end, limit)
            leading = replace(chain, groups=chain.groups[-1:]) if alone else chain
            yield from _all(analysis, leading, (chain.end, does.end()), "pilote.sujet")
            yield from _partners(analysis, chains[number + 1 :], does)
        elif that and (carried := words.CARRIED.match(folded, chain.end, limit)):
            yield from _all(analysis, chain, (that.start(), carried.end()), "pilote.sujet")
        elif being is not None:
            yield from _all(analysis, chain, (chain.end, being.end()), "pilote.sujet")
        elif led_by is not None and _is_led(folded, chain, led_by, start, limit):
            verb = (max(start, chain.start - words.FAR_BEFORE) + led_by.start(), chain.start)
            yield from _all(analysis, chain, verb, "pilote.par")


def _is_led(folded: str, chain: Chain, led_by: re.Match[str], start: int, limit: int) -> bool:
    """Tell whether « piloté par » is said of one thing, « confie à » of a lead."""
    if led_by[0].startswith("confi"):
        return words.CONFIED.match(folded, chain.end, limit) is not None
    if words.LOCALLY.search(led_by[0]) and chain.groups[0].sort == "role":
        return False
    at = max(start, chain.start - words.FAR_BEFORE) + led_by.start()
    return words.GENERIC.search(folded, max(start, at - 80), at) is None


def _partners(
    analysis: Analysis, chains: Sequence[Chain], does: re.Match[str]
) -> Iterator[PlacedPilot]:
    """Yield those with whom one leads: « copilote avec l’Anah »."""
    if not chains:
        return
    folded = analysis.text.folded
    beside = words.TOGETHER.search(does[0]) and words.WITH.fullmatch(
        folded, does.end(), chains[0].start
    )
    after = re.search(r"pilot", does[0]) and words.PILOTS_WITH.fullmatch(
        folded, does.end(), chains[0].start
    )
    inside = does["with"] and does.start("with") < chains[0].start < does.end("with")
    if beside or inside or after:
        yield from _all(analysis, chains[0], does.span(), "pilote.avec")


def _all(
    analysis: Analysis, chain: Chain, verb: tuple[int, int], rule: str
) -> Iterator[PlacedPilot]:
    programme = _programme(analysis, verb)
    text = analysis.text
    _, end = text.sentences[text.sentence_at(chain.start)]
    national = words.NATIONAL.search(text.folded, verb[0], min(end, verb[1] + 80)) is not None
    for group in chain.groups:
        yield _placed(
            analysis,
            group,
            rule,
            programme=programme.name if programme else None,
            national=national,
        )


def _programme(analysis: Analysis, verb: tuple[int, int]) -> ProgrammeMention | None:
    """Return the programme that is led: named by the verb's sentence, or before « en »."""
    text = analysis.text
    start, end = text.sentences[text.sentence_at(verb[0])]
    low, high = max(start, verb[0] - 120), min(end, verb[1] + 80)
    if words.OF_IT.search(text.folded, *verb):
        low, high = max(0, verb[0] - 260), verb[0]
    near: Iterable[ProgrammeMention] = [
        mention
        for mention in within(analysis.programmes, low, high)
        if mention.name != "CUCS" and not mention.name.startswith("Contrats de ville")
    ]
    if not near and words.SPOKEN.search(text.folded, low, high):
        named = within(analysis.programmes, max(0, start - words.BACK), start)
        near = named[-1:]
    for mention in sorted(near, key=lambda m: min(abs(m.start - verb[1]), abs(verb[0] - m.end))):
        if not words.ACT.search(text.folded, max(0, mention.start - 80), mention.start):
            return mention
    return None


def _placed(
    analysis: Analysis, group: Group, rule: str, *,
    programme: str | None = None, national: bool = False,
) -> PlacedPilot:  # fmt: skip
    text = analysis.text
    actor = group.actor or Actor("", NodeKind.ORGANISATION)
    start, end = group.name_start, group.name_end
    pilot = Pilot(
        actor=actor.name,
        kind=actor.kind,
        of=programme or "",
        mention=text.words(start, end),
        reading=Reading(text.span(start, end), rule, 0.85),
        actor_id=actor.id,
    )
    return PlacedPilot(start, end, pilot, programme, national)


def leads_programme(placed: PlacedPilot) -> bool:
    """Tell whether a pilot leads a programme for the whole country, hence outside agreements."""
    local = placed.pilot.kind in TERRITORIES
    return placed.national or (placed.programme is not None and not local)
