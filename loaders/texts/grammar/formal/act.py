"""A document that is itself an act: its parties, its signature, its status, the acts it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.ontology import Form, Status
from loaders.texts.facts import Agreement, Party, Reading
from loaders.texts.grammar.formal.background import Older, older_acts
from loaders.texts.grammar.formal.block import signatures
from loaders.texts.grammar.formal.deliberation import Decided, decided, is_deliberation
from loaders.texts.grammar.formal.drafts import Draft
from loaders.texts.grammar.formal.parties import heading_parties
from loaders.texts.grammar.formal.sections import Sections, sections
from loaders.texts.grammar.formal.signed import merged
from loaders.texts.grammar.formal.standing import Standing, standing_of
from loaders.texts.grammar.formal.title import Title, title_of
from loaders.texts.mentions import Actor, Analysis
from loaders.texts.text import Text

_ARTICLES = re.compile(r"^(?:la |le |les |l['’])", re.IGNORECASE)


def read_act(analysis: Analysis) -> list[Agreement]:
    """Return the act that a document is, then those that it names in passing.

    Empty when it holds no act: rules, a decree, a deliberation about something else. Programmes,
    sums, pilots and covers are left to those who read them. Cost: linear.
    """
    parts = sections(analysis.text)
    return [_with_day(analysis, agreement) for agreement in _acts(analysis, parts)]


def _acts(analysis: Analysis, parts: Sections) -> list[Agreement]:
    if is_deliberation(analysis):
        return _approved(analysis, parts, decided(analysis, parts))
    title = title_of(analysis, parts)
    parties = parties_of(analysis, parts)
    if not parties or (title is None and len(parties) < 2):
        return []
    main = _main(analysis, parts, title, parties)
    return _with_older(analysis, main, older_acts(analysis, parts, title))


def _with_day(analysis: Analysis, agreement: Agreement) -> Agreement:
    """Return an agreement with the words that give its date: those nearest to what tells of it."""
    if agreement.signed_on is None or "signed_on" in agreement.evidence:
        return agreement
    told = agreement.evidence["status"]
    spans = (
        analysis.text.span(date.start, date.end)
        for date in analysis.dates if date.iso == agreement.signed_on
    )  # fmt: skip
    near = min(spans, key=lambda span: abs(span[0] - told.span[0]), default=told.span)
    evidence = {**agreement.evidence, "signed_on": replace(told, span=near)}
    return replace(agreement, evidence=evidence)


def parties_of(analysis: Analysis, parts: Sections) -> list[Draft]:
    """Return the parties of heading and signatures taken together, each once."""
    heading = [
        draft
        for span in (parts.parties, parts.again)
        if span is not None
        for draft in heading_parties(analysis, span)
    ]
    signed = signatures(analysis, parts.signature) if parts.signature else []
    return _once(merged(_once(heading), signed))


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Return each party once, with the person that any of its places names."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        known = found.setdefault(draft.actor.name, draft)
        if known.person is None and draft.person is not None:
            found[draft.actor.name] = replace(
                known, person=draft.person, title=draft.title, office=draft.office
            )
    return list(found.values())


@lru_cache(maxsize=1)  # asked again and again of one text
def defined_terms(analysis: Analysis) -> Mapping[str, Actor]:
    """Return the short names that an act defines, folded and without article, and for whom.

    A name given to two parties (« le bailleur ») stands for neither.
    """
    found: dict[str, Actor | None] = {}
    for draft in parties_of(analysis, sections(analysis.text)):
        for short in draft.shorts:
            key = Text(_ARTICLES.sub("", short.strip())).folded.strip()
            known = found.get(key, draft.actor)
            found[key] = draft.actor if known == draft.actor else None
    return {key: actor for key, actor in found.items() if actor is not None}


def _main(
    analysis: Analysis, parts: Sections, title: Title | None, parties: Sequence[Draft]
) -> Agreement:
    text = analysis.text
    standing = standing_of(analysis, parts, title)
    start, end = (title.start, title.end) if title else parts.heading
    return Agreement(
        key="c1",
        name=title.name if title else "Convention",
        kind=title.form if title else Form.CONVENTION,
        status=standing.status,
        mention=text.words(start, end),
        reading=Reading(text.span(start, end), "acte.titre", 0.95 if title else 0.6),
        signed_on=standing.signed_on,
        number=title.number if title else None,
        signatories=tuple(_party(text, draft) for draft in parties),
        evidence=_evidence(text, standing),
    )


def _evidence(text: Text, standing: Standing) -> dict[str, Reading]:
    reading = Reading(text.span(standing.start, standing.end), standing.rule, standing.confidence)
    return {"status": reading} | ({"signed_on": reading} if standing.signed_on else {})


def _party(text: Text, draft: Draft) -> Party:
    return Party(
        name=draft.actor.name,
        kind=draft.actor.kind,
        mention=text.words(draft.start, draft.end),
        reading=Reading(text.span(draft.start, draft.end), draft.rule, draft.confidence),
        id=draft.actor.id,
        represented_by=draft.person,
        represented_as=draft.title,
    )


def _approved(analysis: Analysis, parts: Sections, acts: Sequence[Decided]) -> list[Agreement]:
    """Return the planned acts of a deliberation, then the acts that it names."""
    planned = [_planned(analysis.text, act, f"c{n}") for n, act in enumerate(acts, 1)]
    if not planned or not any(act.signatories for act in planned):
        return []
    titles = {act.start: act.title for act in acts}
    older = older_acts(analysis, parts, acts[0].title)
    if len(titles) > 1:
        older = [one for one in older if one.start not in titles]
    first, *others = _with_older(analysis, planned[0], older, after=len(planned))
    return [first, *planned[1:], *others]


def _planned(text: Text, act: Decided, key: str) -> Agreement:
    title = act.title
    evidence = {"status": Reading(text.span(act.start, act.end), "acte.deliberation", 0.95)}
    if act.date is not None:
        evidence["signed_on"] = Reading(
            text.span(act.date.start, act.date.end), "acte.deliberation.date", 0.7
        )
    return Agreement(
        key=key,
        name=title.name,
        kind=title.form,
        status=Status.PLANNED,
        mention=text.words(title.start, title.end),
        reading=Reading(text.span(title.start, title.end), "acte.deliberation.objet", 0.9),
        signed_on=act.date.iso if act.date else None,
        number=title.number,
        signatories=tuple(_party(text, draft) for draft in act.parties),
        evidence=evidence,
    )


def _with_older(
    analysis: Analysis, main: Agreement, older: Sequence[Older], *, after: int = 1
) -> list[Agreement]:
    """Return the act and those that it names, keys given in order, what it amends linked."""
    acts = [_older(analysis.text, act, f"c{n}") for n, act in enumerate(older, after + 1)]
    amended = next((a.key for a, act in zip(acts, older, strict=True) if act.amended), None)
    return [replace(main, amends=amended), *acts]


def _older(text: Text, act: Older, key: str) -> Agreement:
    reading = Reading(text.span(act.start, act.end), act.rule, 0.8)
    return Agreement(
        key=key,
        name=act.name,
        kind=act.form,
        status=Status.SIGNED,
        mention=text.words(act.start, act.end),
        reading=reading,
        signed_on=act.signed_on,
        number=act.number,
        signatories=tuple(_party(text, draft) for draft in act.parties),
        background=True,
        evidence={"status": reading},
    )
