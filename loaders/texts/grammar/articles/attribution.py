"""Of which agreement a deed of signing is: the one it names, points back to, or brings in.

« a signé la convention » is of the convention named before; « a signé le sien » of another like it;
« les trois villes ont signé » of the one last named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.ontology import AUTHORITIES, Form
from loaders.texts.grammar.articles.agreements import Case
from loaders.texts.grammar.articles.deeds import Frame, Signer
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.mentions import Analysis

#: Rules that name both sides of an agreement, so that it need not be named itself.
_FULL = frozenset({"parties.avec", "parties.entre"})
#: How far, in characters, a deed may stand before the first words that name what is signed.
_AHEAD = 600


@dataclass(slots=True, eq=False)
class Told:
    """What an article tells of one agreement while it is put together."""

    case: Case
    frames: list[Frame] = field(default_factory=list)
    #: The agreements that the text names beside the point: their programmes are not ours.
    beside: list[Case] = field(default_factory=list)


def attribute(analysis: Analysis, cases: list[Case], frames: Iterable[Frame]) -> list[Told]:
    """Return the agreements with the deeds told of each, in order of naming.

    `cases` grows when a deed brings in an agreement that no words name. Cost: linear in deeds, each
    looking at all the agreements named.
    """
    by_naming = {id(naming): case for case in cases for naming in case.namings}
    told = {case.number: Told(case) for case in cases}
    for frame in frames:
        case = _case_of(frame, by_naming, cases, analysis)
        if case is None or (frame.signing.sense == "list" and _is_elsewhere(frame, case)):
            continue
        before = told.get(case.number)
        if before and (_is_another(frame, before) or _is_earlier(analysis, frame, before)):
            case = _another(case, frame, cases)
        told.setdefault(case.number, Told(case)).frames.append(frame)
    everything = sorted(told.values(), key=lambda one: one.case.number)
    for one in everything:
        one.beside = [case for case in cases if case.beside and case is not one.case]
    return everything


def _case_of(
    frame: Frame, by_naming: dict[int, Case], cases: list[Case], analysis: Analysis
) -> Case | None:
    """Return the agreement of a deed; None when the deed is of something else."""
    if frame.naming is not None and id(frame.naming) in by_naming:
        return by_naming[id(frame.naming)]
    position = frame.signing.start
    marks = sorted(
        ((n.start, c) for c in cases for n in c.namings if not c.beside), key=lambda pair: pair[0]
    )
    behind = [case for start, case in marks if start < position]
    behind = [case for case in behind if not case.many] or behind
    if frame.other and behind:
        return _another(behind[-1], frame, cases)
    ahead = _in_paragraph(analysis, frame, marks)
    if ahead is not None:
        return ahead
    if behind:
        return _one_of(behind[-1], marks, position) if frame.one_of else behind[-1]
    if marks and frame.signing.sense != "list":
        start, first = marks[0]
        if not first.many and start - position < _AHEAD:
            return first
    return _unnamed(frame, cases)


def _unnamed(frame: Frame, cases: list[Case]) -> Case | None:
    """Return the agreement of « la Ville a signé avec l’État », which no words name."""
    if not any(signer.rule in _FULL for signer in frame.signers):
        return None
    case = Case(0, form=Form.CONVENTION, beside=False)
    signing = frame.signing
    bare = Naming(
        start=signing.start,
        end=signing.end,
        form=Form.CONVENTION,
        head="convention",
        article="none",
        many=False,
        count=None,
        order=None,
        number=None,
        bare=True,
    )
    case.namings.append(bare)
    cases.append(case)
    return case


def _one_of(case: Case, marks: Sequence[tuple[int, Case]], position: int) -> Case:
    """Return, for a deed told after « quatre protocoles », the one protocol named thereafter."""
    if not case.many:
        return case
    ahead = [c for start, c in marks if start > position and not c.many and c.form is case.form]
    one = next((c for c in ahead if c.namings[0].start > position), case)
    one.series = case.number if one is not case else None
    return one


def _is_elsewhere(frame: Frame, case: Case) -> bool:
    """Tell whether bare towns follow a town's own contract: theirs are other contracts."""
    towns = all(signer.group.sort == "place" for signer in frame.signers)
    return towns and case.deed and bool(case.places)


def _is_another(frame: Frame, told: Told) -> bool:
    """Tell whether a full deed has none of the bodies of the one that it would repeat."""
    naming = frame.naming
    if naming is not None and not (naming.bare and naming.owned):
        return False  # but « leur convention » names what is signed: each its own
    if naming is None and not any(s.rule in _FULL and _is_local(s) for s in frame.signers):
        return False
    ours, theirs = _local([frame]), _local(told.frames)
    return bool(ours and theirs) and not ours & theirs


def _is_earlier(analysis: Analysis, frame: Frame, told: Told) -> bool:
    """Tell whether a pluperfect (« avaient conclu ») tells of an agreement before the one told."""
    if frame.naming is None or frame.naming.bare:
        return False
    folded = analysis.text.folded
    others = [f for f in told.frames if f.signing.tense is Tense.PAST]
    return folded.startswith("avai", frame.signing.start) and any(
        not folded.startswith("avai", f.signing.start) for f in others
    )


def _local(frames: Sequence[Frame]) -> set[str]:
    """Return the local authorities that sign: those that tell an agreement from its like."""
    return {
        signer.group.actor.name
        for frame in frames
        if not frame.denied and frame.signing.sense != "list"
        for signer in frame.signers
        if signer.group.actor is not None and _is_local(signer)
    }


def _is_local(signer: Signer) -> bool:
    return signer.group.actor is not None and signer.group.actor.kind in AUTHORITIES


def _another(like: Case, frame: Frame, cases: list[Case]) -> Case:
    """Return a new case for « a signé le sien »: another agreement of the same form."""
    case = Case(len(cases), form=like.form, programmes=set(like.programmes), beside=False)
    case.like = like.like or like.first
    case.places = {frame.place} if frame.place is not None else set()
    case.namings.append(replace(like.first, start=frame.signing.start, end=frame.signing.end))
    cases.append(case)
    return case


def _in_paragraph(
    analysis: Analysis, frame: Frame, marks: Sequence[tuple[int, Case]]
) -> Case | None:
    """Return the agreement that the paragraph of a deed names, when it names one only later."""
    block = analysis.text.blocks[analysis.text.block_at(frame.signing.start)]
    here = [(start, case) for start, case in marks if block.start <= start < block.end]
    if not here or here[0][0] < frame.signing.start:
        return None
    first = here[0][1]
    return first if first.namings[0].start >= block.start else None
