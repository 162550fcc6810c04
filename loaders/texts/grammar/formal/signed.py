"""The parties of a heading and the signatures of a block, taken together: who signed for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.texts.grammar.formal.block import Signed
from loaders.texts.grammar.formal.drafts import Draft
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.mentions import Actor
from loaders.texts.text import Text

_WORDS = re.compile(r"[a-z0-9]{3,}")
_SMALL = frozenset({"pour", "les", "des", "par", "son", "ses"})


def merged(drafts: Sequence[Draft], signed: Sequence[Signed]) -> list[Draft]:
    """Return the parties of the heading, with those who signed, and the parties only signed for."""
    found = list(drafts)
    for one in signed:
        place = _place(found, one)
        if place is None:
            if one.actor is not None and (one.announced or not drafts or one.office):
                found.append(_from_signature(one, one.actor))
            continue
        known = found[place]
        if one.person and one.person not in _persons(known):
            ministers = known.office == one.office == "ministre" and known.person
            found[place] = replace(
                known,
                person=f"{known.person}; {one.person}" if ministers else one.person,
                title=one.title or known.title,
                office=one.office or known.office,
            )
    return found


def _from_signature(one: Signed, actor: Actor) -> Draft:
    return Draft(
        actor=actor,
        start=one.start,
        end=one.end,
        confidence=min(one.confidence, 0.85),
        rule="acte.signatures",
        person=one.person,
        title=one.title,
        office=one.office,
    )


def _place(drafts: Sequence[Draft], one: Signed) -> int | None:
    """Return which party of the heading a signature is that of."""
    for fits in (_is_of, _is_for, _is_named, _is_alike, _holds, _is_minister):
        places = [n for n, draft in enumerate(drafts) if fits(draft, one)]
        if len(places) > 1 and one.person:
            places = [n for n in places if one.person in _persons(drafts[n])]
        if len(places) == 1:
            return places[0]
    return None


def _is_minister(draft: Draft, one: Signed) -> bool:
    """Tell whether a minister signs for the State: his ministry is then no party itself."""
    return draft.actor == STATE and one.office == "ministre"


def _is_for(draft: Draft, one: Signed) -> bool:
    return one.actor is not None and _same(draft.actor, one.actor)


def _is_named(draft: Draft, one: Signed) -> bool:
    """« Pour Foncière Logement » is for « Association Foncière Logement »."""
    return one.announced and _shares(draft, one.words)


def _is_alike(draft: Draft, one: Signed) -> bool:
    actor = one.actor
    return actor is not None and actor.kind is draft.actor.kind and _shares(draft, actor.name)


def _is_of(draft: Draft, one: Signed) -> bool:
    return not one.announced and one.person is not None and one.person in _persons(draft)


def _persons(draft: Draft) -> list[str]:
    return draft.person.split("; ") if draft.person else []


def _holds(draft: Draft, one: Signed) -> bool:
    """« Le Président » alone is that of the only party that a president stands for."""
    unknown = one.actor is None or one.actor.id is None
    return unknown and one.office is not None and draft.office == one.office


def _same(one: Actor, other: Actor) -> bool:
    return one == other or (one.id is not None and one.id == other.id)


def _shares(draft: Draft, words: str) -> bool:
    """Tell whether the words of a signature are all among those of a party or its short names."""
    said = set(_WORDS.findall(Text(words).folded)) - _SMALL
    held = Text(" ".join((draft.actor.name, *draft.shorts))).folded
    return bool(said) and said <= set(_WORDS.findall(held))
