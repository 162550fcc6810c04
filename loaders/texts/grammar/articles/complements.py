"""Which enumerations a preposition, an inversion or a colon makes parties of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.deeds import CLOSED, ENDED, HOLDS, Clause, Signer
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.grammar.articles.stood_for import named_after
from loaders.texts.grammar.numbers import COUNT

_ARTICLE = r"(?:le |la |les |l')?"
_PREPARED = re.compile(
    r"\b(?:en lien|en accord|en partenariat|en concertation|en collaboration|negoci\w+|elabor\w+|"
    r"travail\w+) avec"
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


def complements(clause: Clause) -> Iterator[Signer]:
    """Yield those that a preposition, an inversion or a colon makes sign."""
    holds = HOLDS.get(clause.signing.tense, 0.5)
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
    if first and clause.signing.tense is Tense.PAST and not ENDED.search(clause.gap(chain)):
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


def _follows(clause: Clause, chain: Chain) -> bool:
    """Tell whether « entre » follows the verb or what is signed, in one clause."""
    anchor = min(clause.naming.start if clause.naming else clause.signing.start,
                 clause.signing.start)  # fmt: skip
    if chain.start < anchor:
        return False
    return not ENDED.search(clause.text.folded[anchor : chain.start])


def _is_with(clause: Clause, chain: Chain) -> bool:
    """Tell whether « avec » joins the other party: after the verb or after what is signed."""
    gap = clause.gap(chain)
    if chain.start > clause.signing.end:
        return not ENDED.search(gap) and not _PREPARED.search(gap)
    return len(gap) < 120 and not CLOSED.search(gap)


def _is_inverted(clause: Clause, chain: Chain) -> bool:
    """Tell whether a subject follows its verb: « Ont signé : A, B et C »."""
    signing, text = clause.signing, clause.text
    if chain.before is not Before.NOTHING or signing.tense is Tense.NOMINAL:
        return False
    start = text.sentences[text.sentence_at(signing.start)][0]
    opening = text.folded[start : signing.start]
    gap = clause.gap(chain)
    if _FIRST_WORDS.fullmatch(opening):
        return len(gap) < 120 and not ENDED.search(gap)
    return len(opening) < 40 and bool(_THAT.fullmatch(opening) and _THEN_SUBJECT.fullmatch(gap))


def _is_announced(clause: Clause, chain: Chain) -> bool:
    """Tell whether a colon opens an enumeration of those with whom, or by whom, it is signed."""
    told = len(chain.groups) > 1 or chain.groups[0].person
    if any(c.before is Before.FOR and c.end <= chain.start and named_after(clause, c)
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
