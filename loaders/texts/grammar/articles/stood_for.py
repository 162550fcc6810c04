"""Persons who sign for a body: « pour la CAF », « la première pour A, le second pour B »."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.deeds import ENDED, Clause, Signer
from loaders.texts.grammar.articles.group import Group


def stood_for(clause: Clause, subject: Chain | None) -> list[Signer]:
    """Return the body for which persons sign: « Mme X a paraphé le document pour la CAF »."""
    if clause.signing.passive:
        return []
    if subject is None:
        return _he_stood_for(clause)
    voices = [group for group in subject.groups if group.person]
    if len(voices) != len(subject.groups):
        return []
    each = [chain for chain in clause.chains if _is_ranked(clause, chain)]
    if len(each) == len(voices) > 1:
        return [_all_for(_voiced(c.groups[0], v), c)[0] for c, v in zip(each, voices, strict=True)]
    return _for_one(clause, subject, voices)


def _for_one(clause: Clause, subject: Chain, voices: list[Group]) -> list[Signer]:
    """Return the one body for which all the persons of a subject sign."""
    persons = " ; ".join(voice.person for voice in voices if voice.person)
    for chain in clause.chains:
        if chain.before is not Before.FOR or not clause.reaches(chain) or chain.groups[0].person:
            continue
        if any(
            c is not subject and c.groups[-1].person and 0 <= chain.start - c.end < 60
            for c in clause.chains
        ):
            continue  # « a signé avec le préfet X, au nom de l’État »: X stands for it
        first, last = sorted((chain, subject), key=lambda c: c.start)
        if not ENDED.search(clause.text.folded[first.end : last.start]):
            body = replace(chain.groups[0], person=persons, title=voices[0].title)
            return _all_for(body, chain)
    return []


#: « …, la première pour la commune, le second pour l’Anru »
_RANKED = re.compile(
    r"\b(?:le |la |l')(?:premiere?|seconde?|deuxieme|troisieme|dernier|derniere|une?|autre) "
    r"(?:pour|au nom de) (?:le |la |l'|les )?$"
)


def _voiced(body: Group, voice: Group) -> Group:
    return replace(body, person=voice.person, title=voice.title)


def _is_ranked(clause: Clause, chain: Chain) -> bool:
    return chain.before is Before.FOR and bool(
        _RANKED.search(clause.text.folded, max(0, chain.start - 40), chain.start)
    )


def _he_stood_for(clause: Clause) -> list[Signer]:
    """Return the body for which « il », « elle » signs: the last person named before."""
    signing = clause.signing
    behind = [
        group for chain in clause.chains for group in chain.groups
        if group.person and group.end <= signing.start
    ]  # fmt: skip
    for chain in clause.chains:
        near = signing.end <= chain.start < min(clause.high, signing.end + 40)
        if chain.before is Before.FOR and near:
            first = chain.groups[0]
            named = named_after(clause, chain)
            if named is not None:
                return _all_for(replace(first, person=named), chain)
            voice = behind[-1] if behind and first.person is None else first
            return _all_for(replace(first, person=voice.person, title=voice.title), chain)
    return []


def named_after(clause: Clause, chain: Chain) -> str | None:
    """Return the persons of « l’ont signée pour l’État : A, ministre de …, et B »."""
    for other in clause.chains:
        gap = clause.text.folded[chain.end : other.start]
        if other.start >= chain.end and gap.strip() == ":" and all(g.person for g in other.groups):
            return " ; ".join(g.person for g in other.groups if g.person)
    return None


def _all_for(body: Group, chain: Chain) -> list[Signer]:
    return [
        Signer(body, "parties.pour", 0.9),
        *(Signer(group, "parties.pour", 0.85) for group in chain.groups[1:]),
    ]
