"""One text read whole: from its characters to agreements, money, scope and pilots.

The cascade, after FASTUS (Hobbs et al., 1997) and CasEN (Friburger and Maurel, 2004): mentions,
groups, frames, facts. Each layer looks only at what the one before left. Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from graph.ontology import EdgeKind
from loaders.texts.facts import (
    Agreement,
    Amount,
    Bystander,
    Count,
    Cover,
    Extraction,
    Outside,
    Pilot,
    Reading,
)
from loaders.texts.gazetteer import Gazetteer, link, load, programmes, setting
from loaders.texts.grammar.articles.article import headline_end, read_article
from loaders.texts.grammar.dates import find_dates, find_published
from loaders.texts.grammar.formal import defined_terms, is_formal, read_act
from loaders.texts.grammar.formal.programmes import with_programmes
from loaders.texts.grammar.money.amounts import amounts_of
from loaders.texts.grammar.money.sums import find_sums
from loaders.texts.grammar.noise import find_noise
from loaders.texts.grammar.people.apart import but_in_names, whole_names, without_names
from loaders.texts.grammar.people.offices import find_offices
from loaders.texts.grammar.people.persons import find_persons
from loaders.texts.grammar.scope.counts import counts_of
from loaders.texts.grammar.scope.covers import covers_of
from loaders.texts.grammar.scope.neighbourhoods import find_neighbourhoods
from loaders.texts.grammar.scope.outside import outside_of
from loaders.texts.grammar.scope.pilots import pilots_of
from loaders.texts.mentions import Actor, Analysis
from loaders.texts.reading import ReadText
from loaders.texts.text import Text

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is read of money and scope, before it is known of which agreement it is told."""

    amounts: Sequence[Amount]
    covers: Sequence[Cover]
    counts: Sequence[Count]
    pilots: Sequence[Pilot]


@cache
def gazetteer() -> Gazetteer:
    """Return the names that ship, compiled. Cost: once a process."""
    return load()


def extract(document: ReadText, *, id: str) -> Extraction:  # noqa: A002 -- the word of the files
    """Return what a document says; any text gives an answer, an empty one an empty answer."""
    analysis = analyse(document.text, published=document.published_on)
    act = is_formal(analysis.text)
    if act:
        agreements = with_programmes(analysis, read_act(analysis))
        terms: Mapping[str, Actor] = defined_terms(analysis)
        spoken: Sequence[tuple[int, str]] = ()
        about: Mapping[str, str] = {}
    else:
        article = read_article(analysis)
        agreements, spoken, about, terms = article.agreements, article.spoken, article.about, {}
    amounts = amounts_of(analysis)
    told = any(not agreement.background for agreement in agreements)
    outside = outside_of(analysis, amounts, told=told)
    scope = _scope(analysis, amounts, outside, terms)
    if all(agreement.background for agreement in agreements):
        outside = [*outside, *(_unattached(a) for a in scope.amounts if a.payer is not None)]
    return Extraction(
        id=id,
        title=document.title or (_act_title(agreements) if act else _title(analysis)),
        published=analysis.published,
        agreements=_shared(_completed(analysis.text, agreements, spoken, scope), about),
        outside=tuple(outside),
        bystanders=_bystanders(analysis, agreements),
    )


def analyse(raw: str, *, published: str | None = None) -> Analysis:
    """Return a text with all that is named in it."""
    text = Text(raw)
    printed = find_published(text)
    day = printed[0] if printed else published
    hits = gazetteer().scan(text)
    place = setting(text, hits, day)
    linked = link(hits, place, text)
    named = [(a.start, a.end) for a in linked if a.sort == "name"]
    persons = whole_names(text, find_persons(text, named), linked)
    actors = tuple(but_in_names(linked, persons))
    return Analysis(
        text=text,
        published=day,
        setting=place,
        actors=actors,
        persons=tuple(persons),
        offices=tuple(without_names(text, find_offices(text, actors, place), persons)),
        dates=tuple(find_dates(text, day)),
        sums=tuple(find_sums(text)),
        programmes=tuple(programmes(text)),
        noise=find_noise(text),
    )


_PRINTED = re.compile(r"(?:publié|mis (?:à jour|en ligne)|modifié|par )\b", re.IGNORECASE)
_WORDY = re.compile(r"[^\W\d_]{3}")


def _act_title(agreements: Sequence[Agreement]) -> str | None:
    """Return the name of the act that a document is, None when it is of none."""
    return next((one.name for one in agreements if not one.background), None)


def _title(analysis: Analysis) -> str | None:
    """Return the longest headline, None when the text begins at once."""
    end = headline_end(analysis)
    lines = [
        analysis.text.flow[block.start : block.end]
        for block in analysis.text.blocks
        if block.end <= end and block.kind != "item"
    ]
    told = (line for line in lines if _WORDY.search(line) and not _PRINTED.match(line))
    return max(told, key=len, default=None)


def _scope(
    analysis: Analysis,
    amounts: Sequence[Amount],
    outside: Sequence[Outside],
    terms: Mapping[str, Actor],
) -> _Scope:
    elsewhere = {fact.reading.span for fact in outside}
    covers = covers_of(analysis, find_neighbourhoods(analysis))
    pilots = pilots_of(analysis, terms)
    return _Scope(
        amounts=[amount for amount in amounts if amount.reading.span not in elsewhere],
        covers=[placed.cover for placed in covers],
        counts=counts_of(analysis),
        pilots=[placed.pilot for placed in pilots if placed.pilot.reading.span not in elsewhere],
    )


def _unattached(amount: Amount) -> Outside:
    """Return money that no agreement of the text explains as a fact of its own."""
    return Outside(
        EdgeKind.FINANCES, amount.payer, amount.target, amount.mention, amount.reading,
        amount.payer_kind, amount.payer_id,
        amount_eur=amount.amount_eur, share_pct=amount.share_pct,
    )  # fmt: skip


def _completed(
    text: Text, agreements: Sequence[Agreement], spoken: Sequence[tuple[int, str]], scope: _Scope
) -> tuple[Agreement, ...]:
    """Return the agreements with money and scope, each fact where it is told."""
    told = [agreement for agreement in agreements if not agreement.background]
    if not told:
        return tuple(agreements)
    starts = [text.span(position, position)[0] for position, _ in spoken]
    keys = [key for _, key in spoken]

    def owner(fact: Amount | Cover | Count | Pilot) -> str:
        at = bisect_right(starts, fact.reading.span[0]) - 1
        return keys[at] if 0 <= at < len(keys) else told[0].key

    return tuple(
        agreement if agreement.background else _with_scope(agreement, owner, scope)
        for agreement in agreements
    )


def _shared(agreements: Sequence[Agreement], about: Mapping[str, str]) -> tuple[Agreement, ...]:
    """Return the agreements, one made about another with the scope that is told of either."""
    by_key = {agreement.key: agreement for agreement in agreements}
    for key, other in about.items():
        mine, its = by_key[key], by_key[other]
        by_key[key] = replace(mine, covers=mine.covers or its.covers,
                              covers_counts=mine.covers_counts or its.covers_counts)  # fmt: skip
        by_key[other] = replace(its, covers=its.covers or mine.covers,
                                covers_counts=its.covers_counts or mine.covers_counts)  # fmt: skip
    return tuple(by_key.values())


def _with_scope(
    agreement: Agreement, owner: Callable[[Amount | Cover | Count | Pilot], str], scope: _Scope
) -> Agreement:
    def ours(facts: Iterable[_T]) -> tuple[_T, ...]:
        return tuple(fact for fact in facts if owner(fact) == agreement.key)  # type: ignore[arg-type]

    return replace(
        agreement,
        amounts=ours(scope.amounts),
        covers=_each_once((*agreement.covers, *ours(scope.covers)), lambda cover: cover.territory),
        covers_counts=_each_once(ours(scope.counts), lambda count: (count.what, count.count)),
        pilots=tuple(
            replace(pilot, of=pilot.of or agreement.key)
            for pilot in _each_once(ours(scope.pilots), lambda pilot: pilot.actor)
        ),
    )


def _each_once(facts: Iterable[_T], key: Callable[[_T], object]) -> tuple[_T, ...]:
    first: dict[object, _T] = {}
    for fact in facts:
        first.setdefault(key(fact), fact)
    return tuple(first.values())


def _bystanders(analysis: Analysis, agreements: Sequence[Agreement]) -> tuple[Bystander, ...]:
    """Return the organisations that the text names and that sign nothing in it."""
    signing = {party.name for agreement in agreements for party in agreement.signatories}
    text = analysis.text
    found: dict[str, Bystander] = {}
    for mention in analysis.actors:
        actor = mention.actor
        if mention.sort in {"name", "made"} and actor.name not in signing:
            found.setdefault(
                actor.name,
                Bystander(
                    actor.name, actor.kind, text.words(mention.start, mention.end),
                    Reading(text.span(mention.start, mention.end), "acteur.nom", mention.sure),
                    actor.id,
                ),
            )  # fmt: skip
    return tuple(found.values())
