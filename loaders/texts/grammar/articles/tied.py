"""The programmes that a text ties to an agreement: named with it, near it, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.texts.grammar.articles.attribution import Told
from loaders.texts.grammar.generations import generation
from loaders.texts.mentions import Analysis, ProgrammeMention, within

#: Words that speak of the agreement by those who are bound by it.
_PARTNERS = re.compile(
    r"\bles (?:deux |trois |quatre |cinq )?(?:partenaires|signataires|parties|cosignataires)\b|"
    r"\b(?:ce|leur) partenariat\b"
)
#: A programme named for the occasion only: « en marge du forum des cités éducatives ».
_MARGIN = re.compile(
    r"\b(?:en marge d|journee|salon|forum|congres|colloque|seminaire|assises|rencontres?|evenement)"
    r"[^.;:]{0,40}$"
)


@dataclass(frozen=True, slots=True)
class Tied:
    """A programme, the stretch of `flow` that names it, and the rule that ties it."""

    name: str
    start: int
    end: int
    rule: str


def programmes_of(
    analysis: Analysis, told: Told, signed_on: str | None, title_end: int, *, alone: bool
) -> list[Tied]:
    """Return the programmes of an agreement; `alone` when the text tells of this one only."""
    found: dict[str, Tied] = {}
    for tied in _candidates(analysis, told, title_end, alone=alone):
        if tied.rule == "programme.phrase" or alone or not _by_sentence(found):
            found.setdefault(tied.name, tied)
    kept = [tied for tied in found.values() if _is_ours(analysis, told, tied)]
    ours = generation(analysis, told.case, signed_on)
    if ours is None:
        return kept
    first = told.case.first
    others = [
        tied for tied in kept
        if not tied.name.startswith("Contrats de ville") and tied.name != ours
    ]  # fmt: skip
    return [*others, Tied(ours, first.start, first.end, "programme.generation")]


def _by_sentence(found: dict[str, Tied]) -> bool:
    return any(tied.rule == "programme.phrase" for tied in found.values())


def _candidates(analysis: Analysis, told: Told, title_end: int, *, alone: bool) -> Iterator[Tied]:
    """Yield the programmes near the agreement, those of its own sentences first."""
    spans = [(n.start, n.end + 60) for n in told.case.namings if not n.bare or n.start < title_end]
    spans += [frame.sentence for frame in told.frames]
    for start, end in spans:
        yield from _within(analysis, start, end, "programme.phrase")
    for mark in _marks(analysis, told, alone=alone):
        block = analysis.text.blocks[analysis.text.block_at(mark)]
        yield from _within(analysis, block.start, block.end, "programme.paragraphe")
    if alone:
        yield from _within(analysis, 0, title_end, "programme.titre")
        if len({mention.name for mention in analysis.programmes}) == 1:
            yield _tied(analysis.programmes[0], "programme.seul")


def _marks(analysis: Analysis, told: Told, *, alone: bool) -> list[int]:
    """Return where the text speaks of the agreement: its paragraphs may name the programme."""
    marks = [frame.signing.start for frame in told.frames]
    if alone:
        marks += [naming.start for naming in told.case.namings]
        marks += [match.start() for match in _PARTNERS.finditer(analysis.text.folded)]
    return marks


def _within(analysis: Analysis, start: int, end: int, rule: str) -> Iterator[Tied]:
    return (_tied(mention, rule) for mention in within(analysis.programmes, start, end))


def _tied(mention: ProgrammeMention, rule: str) -> Tied:
    return Tied(mention.name, mention.start, mention.end, rule)


def _is_ours(analysis: Analysis, told: Told, tied: Tied) -> bool:
    """Tell whether a programme is named neither for an occasion nor for another agreement."""
    folded = analysis.text.folded
    beside = any(
        naming.start <= tied.start < naming.end for case in told.beside for naming in case.namings
    )
    return not beside and not _MARGIN.search(folded, max(0, tied.start - 60), tied.start)
