"""Which enumerations of a clause are parties: subject, « avec », « entre », « par », « pour ».

Presence, place and audience never make a party. Each rule is a fact of French grammar about a verb
of signing; loaders/texts/rules.py explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ontology import NodeKind
from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.complements import complements
from loaders.texts.grammar.articles.deeds import CLOSED, ENDED, HOLDS, Clause, Signer
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.grammar.articles.stood_for import stood_for
from loaders.texts.grammar.people.bodies import STATE

#: The rule of a subject, by the sense of its verb.
_BY_SENSE = {
    "engage": "parties.engage", "join": "parties.adhere", "pass": "parties.passe",
    "own": "parties.ont",
}  # fmt: skip
_FAR = 260
#: Verbs after which « pour signer » tells of a meeting of parties.
_MET = re.compile(
    r"(?:retrouv\w+|reuni\w*|rencontr\w+|rassembl\w+|recu|recevait|recoit|accueill\w+|convie\w*|"
    r"rendez-vous|rendu\w*|deplac\w+|venue?s?|presse\w*)\b"
)
_INVITED = re.compile(r"\b(?:recu|recevait|recoit|accueill\w+)\b")
#: « le préfet, qui venait de signer »: a relative clause has its antecedent for subject.
_QUI = re.compile(r"\s*,? qui (?:[\w']+ ){0,2}")
_ARTICLE = r"(?:le |la |les |l')?"
_OF_ONE = r"(?:de |du |des |d'|de la |de l')"
_SIGNATURE_OF = re.compile(rf" {_OF_ONE}{_ARTICLE}|[^.;]{{0,120}}[:,] ?celles? {_OF_ONE}{_ARTICLE}")
_RELATIVE = re.compile(
    r",? (?:a (?:laquelle|qui|lequel)|auquel|auxquels|dont|que|qu'|au nom duquel|pour (?:qui|"
    r"lequel|laquelle)) ?"
    r"(?:le |la |les |l')?$"
)


def signers_of(clause: Clause) -> list[Signer]:
    """Return the groups that the grammar of a clause makes sign, each once, the subject first."""
    signers = _of_the_state([*_voices(clause), *complements(clause)])
    first: dict[int, Signer] = {}
    for signer in signers:
        first.setdefault(signer.group.name_start, signer)
    return _told_once(first.values())


def _told_once(signers: Iterable[Signer]) -> list[Signer]:
    """Return the signers without those that say again what one before says of the same body.

    A sentence of nothing but « signée par la Ville et l’État » would else hold their square.
    """
    found: dict[object, Signer] = {}
    for signer in signers:
        group = signer.group
        said = (group.actor, group.person, group.title, signer.rule, signer.confidence)
        found.setdefault(said if group.actor else group.name_start, signer)
    return list(found.values())


def _of_the_state(signers: list[Signer]) -> list[Signer]:
    """Return the signers, ministers who « ont engagé l’État » standing for it, not themselves."""
    state = next(
        (s.group for s in signers if s.rule == "parties.autorise" and s.group.actor == STATE), None
    )
    if state is None:
        return signers
    return [
        replace(signer, group=replace(signer.group, actor=STATE))
        if signer.group.actor is not None and signer.group.actor.kind is NodeKind.STATE_SERVICE
        else signer
        for signer in signers
    ]


def nearest_list(clause: Clause) -> list[Signer]:
    """Return the only enumeration in the reach of a deed whose parties nothing else tells."""
    lists = [chain for chain in clause.chains if _is_near(clause, chain)]
    if len(lists) != 1:
        return []
    return [Signer(group, "parties.proche", 0.65) for group in lists[0].groups]


def _is_near(clause: Clause, chain: Chain) -> bool:
    allowed = {Before.NOTHING, Before.WITH, Before.BETWEEN, Before.BY}
    signing = clause.signing
    between = clause.text.folded[min(chain.end, signing.end) : max(chain.start, signing.start)]
    return (
        clause.reaches(chain)
        and len(chain.groups) > 1
        and chain.before in allowed
        and not ENDED.search(between)
    )


def _voices(clause: Clause) -> Iterator[Signer]:
    """Yield the subject of the deed: a body, or whom a person signs for."""
    holds = HOLDS.get(clause.signing.tense, 0.5)
    subject = _subject(clause)
    own = next((chain for chain in clause.chains if _is_own_signature(clause, chain)), None)
    if own is not None:
        yield from _own_signature(own, subject)
        return
    stood = stood_for(clause, subject)
    yield from (replace(signer, confidence=holds) for signer in stood)
    if subject is None or (stood and len(subject.groups) == sum(map(_persons, stood))):
        return
    rule = _BY_SENSE.get(clause.signing.sense, "parties.sujet")
    yield from (Signer(group, rule, holds) for group in subject.groups)
    host = _host(clause, subject)
    if host is not None:
        yield from (Signer(group, "parties.recu", holds) for group in host.groups)


def _persons(signer: Signer) -> int:
    return len(signer.group.person.split(" ; ")) if signer.group.person else 0


def _subject(clause: Clause) -> Chain | None:
    """Return the enumeration that is the subject of a deed told in the active voice."""
    signing, folded = clause.signing, clause.text.folded
    if signing.passive or signing.sense in {"bind", "approve"}:
        return None
    if signing.tense is Tense.NOMINAL and not _MET.search(folded, clause.low, signing.start):
        return None
    for chain in reversed(clause.chains):
        if chain.end > signing.start or chain.start < clause.low:
            continue
        gap = clause.gap(chain)
        if len(gap) > _FAR or CLOSED.search(gap):
            return None
        if "," in gap and _RELATIVE.search(folded, max(clause.low, chain.start - 30), chain.start):
            continue  # « Mme X, à laquelle M. Y avait confié sa signature, a signé »
        if chain.before is Before.NOTHING or _QUI.fullmatch(gap):
            return chain
    return None


def _host(clause: Clause, guest: Chain) -> Chain | None:
    """Return who received `guest` to sign: « A a reçu B pour la signature »."""
    for chain in reversed(clause.chains):
        if (
            chain.end > guest.start
            or chain.start < clause.low
            or chain.before is not Before.NOTHING
        ):
            continue
        met = _INVITED.search(clause.text.folded, chain.end, guest.start)
        return chain if met else None
    return None


def _is_own_signature(clause: Clause, chain: Chain) -> bool:
    """Tell whether the signature is that of a body: « la signature de l’État au bas de … »."""
    if clause.signing.tense is not Tense.NOMINAL or chain.before is not Before.OF:
        return False
    return chain.start >= clause.signing.end and bool(_SIGNATURE_OF.fullmatch(clause.gap(chain)))


def _own_signature(chain: Chain, subject: Chain | None) -> Iterator[Signer]:
    """Yield those whose signature is told; who brings it is the voice of the first."""
    first = chain.groups[0]
    if first.person is None and subject is not None:
        voice = subject.groups[-1]
        first = replace(first, person=voice.person, title=voice.title)
    yield Signer(first, "parties.signature", 0.85)
    yield from (Signer(group, "parties.signature", 0.8) for group in chain.groups[1:])
