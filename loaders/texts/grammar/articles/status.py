"""Whether an agreement is signed or still to be signed, and which words say so.

A deed told as done wins over one to come, a verb over a noun. What a council approves, a date after
the day of publication, « le prochain contrat » are to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ontology import Status
from loaders.texts.grammar.articles.attribution import Told
from loaders.texts.grammar.articles.dating import Dated
from loaders.texts.grammar.articles.deeds import Frame
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.mentions import Analysis

_FUTURE = re.compile(
    r"\b(?:sera|seront|aura lieu|auront lieu|est prevue?|sont prevue?s|"
    r"prevue? (?:le|pour|en|fin|debut|cet|a)|interviendra|se tiendra|devra\w*|doit|doivent|va|vont|"
    r"attendue?s?|programmee?s?|prochain\w*|bientot|s'apprete\w*|espere\w*|envisage\w*|projet de|"
    r"restent?|a venir|d'ici|avant la fin|pourr\w+|se retrouveront|rendez-vous est)\b"
)
_HELD = re.compile(
    r"\b(?:a eu lieu|ont eu lieu|s'est (?:tenue|deroulee?|tenu)|est intervenue?|a ete|ont ete|"
    r"etai\w+|avai\w+|a (?:reuni|rassemble|donne|permis|marque|officialise)|vient de|s'est|se sont|"
    r"fut|furent|hier|dernier|derniere)\b"
)
_APPROVED = re.compile(
    r"\b(?:approuv\w+|valid\w+|adopt\w+|vot\w+|autoris\w+|finalis\w+|present\w+|prepar\w+|"
    r"elabor\w+|en cours|projet d[eu']|discut\w+|negoci\w+|examin\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, the stretch of `flow` that says it, by which rule and how surely."""

    status: Status
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Telling:
    """A way of telling a status: by verbs of this tense, or participles alone."""

    tense: Tense
    status: Status
    rule: str
    confidence: float
    participle: bool = False
    #: « La Ville signe » in a headline promises nothing: only the body of the text counts.
    in_body: bool = False


_TELLINGS = (
    _Telling(Tense.PAST, Status.SIGNED, "statut.passe", 0.95),
    _Telling(Tense.FUTURE, Status.PLANNED, "statut.futur", 0.9),
    _Telling(Tense.PAST, Status.SIGNED, "statut.participe", 0.85, participle=True),
    _Telling(Tense.PRESENT, Status.SIGNED, "statut.present", 0.8, in_body=True),
)


def standing_of(analysis: Analysis, told: Told, title_end: int, dated: Dated | None) -> Standing:
    """Return whether an agreement is signed; nothing is signed after the text is published."""
    standing = _told_by_deeds(analysis, told, title_end) or _told_by_name(analysis, told)
    published = analysis.published
    if dated and published and len(dated.iso) == len("2026-01-31") and dated.iso > published:
        return replace(standing, status=Status.PLANNED)
    return standing


def _told_by_deeds(analysis: Analysis, told: Told, title_end: int) -> Standing | None:
    frames = [frame for frame in told.frames if not frame.denied]
    body = [frame for frame in frames if frame.signing.start >= title_end]
    for telling in _TELLINGS:
        frame = next((f for f in body or frames if _tells(telling, f)), None)
        if frame is not None and (body or not telling.in_body):
            deed = frame.signing
            return Standing(telling.status, deed.start, deed.end, telling.rule, telling.confidence)
    announced = next((f for f in body or frames if _is_announced(analysis, f)), None)
    if announced is None:
        return None
    deed = announced.signing
    return Standing(Status.PLANNED, deed.start, deed.end, "statut.annonce", 0.8)


def _tells(telling: _Telling, frame: Frame) -> bool:
    signing = frame.signing
    return signing.tense is telling.tense and signing.participle is telling.participle


def _is_announced(analysis: Analysis, frame: Frame) -> bool:
    """Tell whether a sentence says that the signature, a noun, is still to come."""
    words = analysis.text.folded[frame.sentence[0] : frame.sentence[1]]
    return bool(_FUTURE.search(words)) and not _HELD.search(words)


def _told_by_name(analysis: Analysis, told: Told) -> Standing:
    """Return the status of an agreement of which no deed is told but its announcement."""
    naming = told.case.first
    silent = all(f.denied or f.signing.tense is Tense.PRESENT for f in told.frames)
    prepared = silent and any(_is_prepared(analysis, one) for one in told.case.namings)
    if told.case.order == "next" or prepared:
        return Standing(Status.PLANNED, naming.start, naming.end, "statut.futur", 0.7)
    return Standing(Status.SIGNED, naming.start, naming.end, "statut.nom", 0.6)


def _is_prepared(analysis: Analysis, naming: Naming) -> bool:
    start, end = analysis.text.sentences[analysis.text.sentence_at(naming.start)]
    words = analysis.text.folded[start:end]
    return bool(_APPROVED.search(words) or _FUTURE.search(words))


def is_told(told: Told, title_end: int) -> bool:
    """Tell whether a text tells of the deed itself, not only names the agreement."""
    return any(f.signers and f.signing.start >= title_end for f in told.frames) or any(
        f.signing.tense in {Tense.PAST, Tense.FUTURE} for f in told.frames
    )


def is_to_come(analysis: Analysis, told: Told) -> bool:
    """Tell whether a text is about « le futur contrat de ville » of its territory."""
    case, setting = told.case, analysis.setting
    here = case.places or setting.municipality or setting.intercommunality
    return case.order == "next" and not case.many and not case.beside and bool(here)


def is_recalled(told: Told, others: Sequence[Told]) -> bool:
    """Tell whether a deed is only recalled (« l’accord qu’ils ont signé ») beside another."""
    deeds = [frame for frame in told.frames if frame.signers]
    if not deeds or not all(f.relative and f.signing.tense is Tense.PAST for f in deeds):
        return False
    rest = (frame for other in others if other is not told for frame in other.frames)
    return any(f.signers and not f.relative and f.signing.tense is Tense.PAST for f in rest)


def is_known(told: Told) -> bool:
    """Tell whether an agreement named in passing is more than a word: « conventions locales »."""
    case = told.case
    deed = any(not frame.denied for frame in told.frames)
    if case.act or case.period or case.places or deed:
        return True
    definite = any(naming.article == "definite" for naming in case.namings)
    return bool(case.words) and not case.many and definite
