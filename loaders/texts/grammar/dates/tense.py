"""On which side of the day of writing a verb puts what it tells."""

from __future__ import annotations

import re

from loaders.texts.grammar.dates.moments import FUTURE, PAST
from loaders.texts.text import Text

#: Read in `flow`, where « a » is not « à ». Nouns that end like a future are few.
_VERB = re.compile(
    r"\b(?:(?P<future>(?!(?:opéra|caméra|extra|para|supra|front|affront|tiara|agora|plethora)\b)"
    r"[a-zà-öø-ÿ]{2,20}(?:ra|ront)|doi(?:t|vent)|devrai(?:t|ent)|va|vont|attendue?s?|prévue?s?"
    r"|programmée?s?|annoncée?s? pour|à signer|prochaine?s?|prochainement)"
    r"|(?P<past>a|ont|avai(?:t|ent)|[eé]tai(?:t|ent)|fut|furent|vien(?:t|nent) de|a été"
    r"|[a-zà-öø-ÿ]{2,20}(?:(?<!r)aient|(?<!r)ait|èrent)"
    r"|(?<!sera )(?<!seront )(?<!être )(?<!soit )"
    r"(?:signée?s?|conclue?s?|paraphée?s?|adoptée?s?)))\b"
)


def tense_at(text: Text, start: int, end: int) -> str | None:
    """Return the tense of the verb nearest to a stretch of its sentence, None when none tells.

    « Devait » and « avait été » are past, « doit », « va », « sera » future.
    """
    first, last = text.sentences[text.sentence_at(start)]
    first, last = max(first, start - 160), min(last, end + 160)
    nearest: tuple[int, str] | None = None
    for verb in _VERB.finditer(text.flow, first, last):
        if start <= verb.start() < end:
            continue
        away = verb.start() - end if verb.start() >= end else start - verb.end()
        if nearest is None or away < nearest[0]:
            nearest = away, FUTURE if verb["future"] else PAST
    return None if nearest is None else nearest[1]
