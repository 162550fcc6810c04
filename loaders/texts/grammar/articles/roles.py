"""Which enumerations of a clause are parties: subject, « avec », « entre », « par », « pour ».

Presence, place and audience never make a party. Each rule is a fact of French grammar about a verb
of signing; docs/extraction.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ontology import NodeKind
from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.deeds import Clause, Signer
from loaders.texts.grammar.articles.groups import Group
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.grammar.numbers import COUNT
from loaders.texts.grammar.people.offices import STATE

#: The rule of a subject, by the sense of its verb.
_BY_SENSE = {
    "engage": "parties.engage", "join": "parties.adhere", "pass": "parties.passe",
    "own": "parties.ont",
}  # fmt: skip
#: How surely a verb of each tense makes parties.
_HOLDS = {Tense.PAST: 0.95, Tense.PRESENT: 0.85, Tense.FUTURE: 0.85, Tense.NOMINAL: 0.75}
#: Between a subject and its verb nothing may close the clause.
_CLOSED = re.compile(r"[;:!?]|\.(?= )|\b(?:mais|car|tandis que|alors que|pendant que|parce que)\b")
_ENDED = re.compile(r"[;!?]|\.(?= )")
_FAR = 260
#: Verbs after which « pour signer » tells of a meeting of parties.
_MET = re.compile(
    r"(?:retrouv\w+|reuni\w*|rencontr\w+|rassembl\w+|recu|recevait|recoit|accueill\w+|convie\w*|"
    r"rendez-vous|rendu\w*|deplac\w+|venue?s?|presse\w*)\b"
)
_INVITED = re.compile(r"\b(?:recu|recevait|recoit|accueill\w+)\b")
#: « le préfet, qui venait de signer »: a relative clause has its antecedent for subject.
_QUI = re.compile(r"\s*,? qui (?:[\w']+ ){0,2}")
_PREPARED = re.compile(
    r"\b(?:en lien|en accord|en partenariat|en concertation|en collaboration|negoci\w+|elabor\w+|"
    r"travail\w+) avec"
)
_ARTICLE = r"(?:le |la |les |l')?"
_OF_ONE = r"(?:de |du |des |d'|de la |de l')"
_SIGNATURE_OF = re.compile(rf" {_OF_ONE}{_ARTICLE}|[^.;]{{0,120}}[:,] ?celles? {_OF_ONE}{_ARTICLE}")
_RELATIVE = re.compile(
    r",? (?:a (?:laquelle|qui|lequel)|auquel|auxquels|dont|que|qu'|au nom duquel|pour (?:qui|"
    r"lequel|laquelle)) ?"
    r"(?:le |la |les |l')?$"
)
_FIRST_WORDS = re.compile(r"\W*(?:y |l'|les |ce jour-la,? )?")
_THAT = re.compile(r".*\b(?:qu'|que |ou )", re.DOTALL)
_THEN_SUBJECT = re.compile(rf"(?:[^.;]{{0,60}}?:)?\s*(?:{_ARTICLE}|-)\s*")
_COLON = re.compile(rf"[^.;:]{{0,90}}: ?{_ARTICLE}")
#: « la convention de la Ville avec l’Anru », « le travail de l’ANCT avec ses partenaires : »
_JOINED = re.compile(
    r"(?:,? (?:conclue?s?|signee?s?|passee?s?|paraphee?s?))? avec (?!le soutien|l'appui|l'aide|"
    r"l'accord)[^.;]{0,60}$"
)
#: « avec quinze entreprises volontaires : A, B et C »
_ANNOUNCED = re.compile(
    r"\b(?:avec|par|entre|aux cotes d[eu]s?|ainsi que|reunit|engage)\b[^.;:]*\b(?:entreprises?|"
    r"partenaires?|signataires?|communes?|villes?|organismes?|bailleurs?|associations?|acteurs?|"
    r"collectivites?|structures?|institutions?|parties|operateurs?|reseaux|federations?|"
    r"financeurs?|groupes?|etablissements?|mains|membres|interlocuteurs)\b[^.;:]{0,60}: ?"
    rf"{_ARTICLE}$"
)


#: « Trois institutions se sont engagées … : A, dont le préfet …, B, par son président, et C »
_COUNTED = re.compile(
    rf"\b{COUNT} "
    r"(?:[a-z]+ )?(?:institutions|partenaires|parties|signataires|organismes|acteurs|bailleurs|"
    r"entreprises|communes|villes|"
    r"collectivites|structures|operateurs|associations)\b"
)
_AFTER_COLON = re.compile(r"[^.;:]{0,90}: ")


def signers_of(clause: Clause) -> list[Signer]:
    """Return the groups that the grammar of a clause makes sign, each once, the subject first."""
    signers = _of_the_state([*_voices(clause), *_complements(clause)])
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
        and not _ENDED.search(between)
    )


def _voices(clause: Clause) -> Iterator[Signer]:
    """Yield the subject of the deed: a body, or whom a person signs for."""
    holds = _HOLDS.get(clause.signing.tense, 0.5)
    subject = _subject(clause)
    own = next((chain for chain in clause.chains if _is_own_signature(clause, chain)), None)
    if own is not None:
        yield from _own_signature(own, subject)
        return
    stood = _stood_for(clause, subject)
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


def _complements(clause: Clause) -> Iterator[Signer]:
    """Yield those that a preposition, an inversion or a colon makes sign."""
    holds = _HOLDS.get(clause.signing.tense, 0.5)
    if clause.signing.sense == "bind" and _LINKED.search(
        clause.text.folded, max(0, clause.signing.start - 24), clause.signing.start
    ):
        yield from _antecedent(clause, holds)
    joined: Chain | None = None
    for chain in clause.chains:
        rule = _complement(clause, chain) if clause.reaches(chain) else None
        if rule in {"parties.avec", "parties.enumeration"} and joined is not None:
            words = clause.text.folded[joined.end : chain.start]
            if _JOINED.match(words):
                yield from (Signer(group, "parties.avec", holds - 0.1) for group in joined.groups)
        if rule is None and clause.reaches(chain) and _is_resumed(clause, chain):
            yield from (
                Signer(group, "parties.enumeration", holds - 0.1) for group in chain.groups[1:]
            )
        joined = chain if chain.before is Before.OF and rule is None else None
        if rule is not None:
            less = 0.05 if rule in {"parties.avec", "parties.enumeration"} else 0.0
            yield from (Signer(group, rule, holds - less) for group in chain.groups)


def _is_resumed(clause: Clause, chain: Chain) -> bool:
    """Tell whether an announced enumeration goes on after a body that no register knows.

    « le district de Montpellier, le département, … »: only its place was read.
    """
    if chain.before not in {Before.OF, Before.AT} or chain.start < clause.signing.end:
        return False
    start = clause.text.sentences[clause.text.sentence_at(clause.signing.start)][0]
    first = _FIRST_WORDS.fullmatch(clause.text.folded[start : clause.signing.start])
    if first and clause.signing.tense is Tense.PAST and not _ENDED.search(clause.gap(chain)):
        return True
    return (
        chain.groups[0].sort == "place"
        and clause.signing.tense is Tense.PAST
        and bool(_COUNTED.search(clause.text.folded, clause.low, clause.signing.start))
        and bool(_AFTER_COLON.match(clause.gap(chain)))
    )


#: « la convention qui la lie à l’Anru »
_LINKED = re.compile(r"\bqui (?:la |le |les |l')$")


def _antecedent(clause: Clause, holds: float) -> Iterator[Signer]:
    """Yield the body that « qui la lie à » stands for: the last one named before."""
    behind = [
        group for chain in clause.chains for group in chain.groups
        if group.end <= clause.signing.start and group.actor is not None
    ]  # fmt: skip
    if behind:
        yield Signer(behind[-1], "parties.lie", holds - 0.1)


def _complement(clause: Clause, chain: Chain) -> str | None:
    """Return the rule by which an enumeration signs, None when none makes it."""
    signing = clause.signing
    if chain.start <= signing.start < chain.end and not signing.passive:
        return "parties.pour"
    if signing.start <= chain.start and chain.end <= signing.end:
        return "parties.autorise"
    return _by_preposition(clause, chain) or _by_place(clause, chain)


def _by_preposition(clause: Clause, chain: Chain) -> str | None:
    """Return the rule of « entre A et B », « avec A », « signé par A »."""
    signing = clause.signing
    if chain.before is Before.BETWEEN and _follows(clause, chain):
        return "parties.entre"
    if chain.before is Before.WITH and _is_with(clause, chain):
        return "parties.avec"
    passive = signing.passive or signing.tense is Tense.NOMINAL
    after = chain.start >= signing.end
    if chain.before is Before.BY and after and passive and signing.sense != "approve":
        return "parties.par"
    return None


def _by_place(clause: Clause, chain: Chain) -> str | None:
    """Return the rule of an enumeration that follows the verb without a preposition."""
    if chain.start < clause.signing.end:
        return None
    bound = {Before.NOTHING, Before.AT, Before.BETWEEN}
    if clause.signing.sense == "bind" and chain.before in bound:
        return "parties.lie"
    if _is_inverted(clause, chain):
        return "parties.inversion"
    return "parties.enumeration" if _is_announced(clause, chain) else None


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
        if len(gap) > _FAR or _CLOSED.search(gap):
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


def _stood_for(clause: Clause, subject: Chain | None) -> list[Signer]:
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
        if not _ENDED.search(clause.text.folded[first.end : last.start]):
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
            named = _named_after(clause, chain)
            if named is not None:
                return _all_for(replace(first, person=named), chain)
            voice = behind[-1] if behind and first.person is None else first
            return _all_for(replace(first, person=voice.person, title=voice.title), chain)
    return []


def _named_after(clause: Clause, chain: Chain) -> str | None:
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


def _follows(clause: Clause, chain: Chain) -> bool:
    """Tell whether « entre » follows the verb or what is signed, in one clause."""
    anchor = min(clause.naming.start if clause.naming else clause.signing.start,
                 clause.signing.start)  # fmt: skip
    if chain.start < anchor:
        return False
    return not _ENDED.search(clause.text.folded[anchor : chain.start])


def _is_with(clause: Clause, chain: Chain) -> bool:
    """Tell whether « avec » joins the other party: after the verb or after what is signed."""
    gap = clause.gap(chain)
    if chain.start > clause.signing.end:
        return not _ENDED.search(gap) and not _PREPARED.search(gap)
    return len(gap) < 120 and not _CLOSED.search(gap)


def _is_inverted(clause: Clause, chain: Chain) -> bool:
    """Tell whether a subject follows its verb: « Ont signé : A, B et C »."""
    signing, text = clause.signing, clause.text
    if chain.before is not Before.NOTHING or signing.tense is Tense.NOMINAL:
        return False
    start = text.sentences[text.sentence_at(signing.start)][0]
    opening = text.folded[start : signing.start]
    gap = clause.gap(chain)
    if _FIRST_WORDS.fullmatch(opening):
        return len(gap) < 120 and not _ENDED.search(gap)
    return len(opening) < 40 and bool(_THAT.fullmatch(opening) and _THEN_SUBJECT.fullmatch(gap))


def _is_announced(clause: Clause, chain: Chain) -> bool:
    """Tell whether a colon opens an enumeration of those with whom, or by whom, it is signed."""
    told = len(chain.groups) > 1 or chain.groups[0].person
    if any(c.before is Before.FOR and c.end <= chain.start and _named_after(clause, c)
           for c in clause.chains):  # fmt: skip
        return False  # « pour l’État : A et B »: voices, no parties
    if (
        clause.signing.tense is Tense.PAST
        and chain.before is Before.NOTHING
        and (
            _COUNTED.search(clause.text.folded, clause.low, clause.signing.start)
            and _AFTER_COLON.match(clause.gap(chain))
        )
    ):
        return True
    if told and clause.signing.tense is Tense.PAST and _COLON.fullmatch(clause.gap(chain)):
        return True
    return bool(_ANNOUNCED.search(clause.text.folded, clause.signing.start, chain.start))
