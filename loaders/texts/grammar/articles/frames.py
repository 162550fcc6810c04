"""Who does what in a sentence that tells of signing: verbs, enumerations, agreements together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from loaders.texts.grammar.articles.carried import Memory, with_ordinals, with_subject
from loaders.texts.grammar.articles.chains import Before, Chain, find_chains
from loaders.texts.grammar.articles.deeds import Clause, Frame
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.listed import listed
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.articles.roles import nearest_list, signers_of
from loaders.texts.grammar.articles.rolls import Roll, opens_roll, read_roll
from loaders.texts.grammar.articles.signing import Signing, Tense
from loaders.texts.mentions import Analysis, within
from loaders.texts.text import Text

_FAR = 260
_OCCASION = re.compile(
    r"\b(?:a l'occasion d|en marge d|lors d|dans le cadre d|en application d|en presence d)[^,;:]*$"
)
#: « la convention que le maire a signée »: what is signed stands before its verb.
_RELATIVE = re.compile(r"[^;:.]?\b(?:que|qu')(?![^.;:]*\b(?:que|qu')\b)")
_PRONOUN = re.compile(
    r"(?:^|[.,;:] )\W{0,4}(?:il|elle|ils|elles|celui-ci|celle-ci|ce dernier|cette derniere|"
    r"l[ea] (?:premier|premiere|second|seconde|dernier|derniere|principale?|plus \w+)"
    r"(?: d'entre \w+| des \w+)?|l'une?(?: d'entre \w+| d'eux| d'elles)?) (?:\w+ ){0,2}$"
)
#: « a signé le sien », « quatre autres villes doivent signer »
_OTHER_ONE = re.compile(
    r"[^.;:]{0,30}\b(?:le sien|la sienne|les siens|les siennes|le leur|la leur|les leurs)\b"
)
_OTHERS = re.compile(r"\bautres [a-z]+ (?:[a-z]+ )?$|\ben (?:\w+ )?$")
#: A passive verb whose subject is neither an agreement nor a pronoun speaks of something else.
_PASSIVE_OF = re.compile(
    r"\b(?:il|elle|ils|elles|celui-ci|celle-ci|notre|notres|sien|sienne|dernier|derniere|tous|"
    r"toutes|y|tout|ensemble|lequel|laquelle|qui|et|accord|signature)\W{0,4}(?:\w+ ){0,2}$"
)
#: « Le contrat a reçu la signature de la commune »
_RECEIVED = re.compile(r"\b(?:recu|recueilli|obtenu|porte|portent)\b[^.;:]*$")
_ONE_OF = re.compile(
    r"\bl[ea] (?:premier|premiere|second|seconde|dernier|derniere|principale?|"
    r"plus \w+)(?: d'entre \w+| des \w+)? (?:\w+ )?$"
)
#: « le contrat de Vierzon le 1er juin et celui de Montpellier le 10 juillet »
_ELLIPSIS = re.compile(r"\b(?:celui|celle) (?=(?:de |du |d'|des ))")
#: « celle du maire » is his signature, no other agreement.
_TERRITORIES = frozenset({"place", "name"})
_AUXILIARY = re.compile(r"\b(?:a|ont|sera|est)\b")
_PARTED = re.compile(r"[;:]|\.(?= )")


def find_frames(
    analysis: Analysis,
    groups: Sequence[Group],
    signings: Sequence[Signing],
    namings: Sequence[Naming],
) -> Iterator[Frame]:
    """Yield the deeds of signing, in order. Cost: linear in what each sentence holds."""
    text, roll = analysis.text, Roll()
    before: list[Chain] = []
    memory = Memory()
    for start, end in text.sentences:
        here = within(signings, start, end)
        named = within(namings, start, end)
        members = within(groups, start, end)
        if here or roll.may_hold(text, start, end):
            members = listed(text, (start, end), members, analysis.persons)
        members = with_ordinals(text, members, before)
        if here:
            members = memory.stand_ins(text, (start, end), members)
        chains = find_chains(text, members)
        settled = partial(_settled, text, memory, before)
        deeds = list(_deeds(text, (start, end), here, chains, named, settled))
        yield from deeds
        if not deeds or opens_roll(text, start, end):
            called = read_roll(text, (start, end), chains, named, roll)
            if called is not None:
                yield called
        roll.after(text, start, end, signed=bool(deeds))
        before = chains or before
        memory.note(chains)


def _deeds(
    text: Text,
    sentence: tuple[int, int],
    here: Sequence[Signing],
    chains: Sequence[Chain],
    named: Sequence[Naming],
    settled: Callable[[Frame], Frame],
) -> Iterator[Frame]:
    for place in range(len(here)):
        low, high = _reach(text, sentence, here, place)
        naming = _object(text, here[place], named, low, high)
        clause = Clause(text, here[place], chains, low, high, naming)
        if naming is None and not _stands_alone(clause, sentence, named):
            continue
        frame = _frame(clause, sentence)
        if frame is not None:
            elided = list(_ellipses(clause, settled(frame)))
            taken = {g.start for e in elided for g in _own_partners(clause, e.signing.start)}
            yield settled(replace(frame, signers=tuple(
                s for s in frame.signers if s.group.start not in taken
            )))  # fmt: skip
            yield from elided


def _settled(text: Text, memory: Memory, before: Sequence[Chain], frame: Frame) -> Frame:
    """Return a deed with what its sentence takes from those before."""
    return memory.voiced(text, with_subject(text, frame, before))


def _reach(
    text: Text, sentence: tuple[int, int], here: Sequence[Signing], place: int
) -> tuple[int, int]:
    """Return the stretch of a sentence that one of its verbs may reach."""
    low, high = sentence
    if place and here[place - 1].tense is not Tense.NOMINAL:
        earlier = here[place - 1]
        between = text.folded[earlier.end : here[place].start]
        inside = earlier.sense != "sign" or (between.count(",") >= 2 and earlier.passive)
        low = low if inside else earlier.end
    if place + 1 < len(here) and _parts(text, here[place + 1]):
        later = here[place + 1].start
        opened = ":" in text.folded[here[place].end : later]
        high = high if opened else later
    return low, high


def _parts(text: Text, signing: Signing) -> bool:
    """Tell whether a later deed of the same sentence ends the reach of an earlier one."""
    if signing.tense is Tense.NOMINAL:
        return False
    words = text.folded[max(0, signing.start - 30) : signing.start]
    return not signing.passive or bool(_AUXILIARY.search(words))


def _stands_alone(clause: Clause, sentence: tuple[int, int], named: Sequence[Naming]) -> bool:
    """Tell whether a verb without its object still tells of an agreement."""
    signing, folded = clause.signing, clause.text.folded
    if signing.sense == "approve":
        return False
    if signing.sense != "sign" and not any(naming.form is not None for naming in named):
        pronoun = _PRONOUN.search(folded[sentence[0] : signing.start])
        listed = ":" in folded[signing.end : sentence[1]] and len(clause.chains) > 1
        return (signing.sense == "bind" and bool(pronoun)) or (signing.sense == "engage" and listed)
    if signing.passive and not signing.participle:
        subject = folded[max(sentence[0], signing.start - 80) : signing.start]
        return not subject.strip() or bool(_PASSIVE_OF.search(subject))
    return True


def _frame(clause: Clause, sentence: tuple[int, int]) -> Frame | None:
    signing, naming = clause.signing, clause.naming
    signers = signers_of(clause)
    if signing.sense in {"bind", "pass"} and not signers:
        return None
    if (
        not signers
        and signing.tense in {Tense.PAST, Tense.FUTURE, Tense.PRESENT}
        and (signing.sense != "approve")
    ):
        signers = nearest_list(clause)
    if not signers and naming is None and signing.tense is Tense.NOMINAL:
        return None
    before = naming is not None and naming.start < signing.start
    return Frame(
        sentence, signing, tuple(signers), naming,
        denied=signing.tense is Tense.DENIED,
        other=naming is None and _is_another(clause, sentence),
        relative=before and not signing.passive and signing.sense == "sign",
        one_of=bool(_ONE_OF.search(clause.text.folded[sentence[0] : signing.start])),
    )  # fmt: skip


def _ellipses(clause: Clause, frame: Frame) -> Iterator[Frame]:
    """Yield the deeds told after one by « celui de B, celui de C », each with its territory."""
    signing = clause.signing
    if clause.naming is None or signing.sense != "sign" or clause.naming.many:
        return
    begin = max(signing.end, clause.naming.end)
    for match in _ELLIPSIS.finditer(clause.text.folded, begin, frame.sentence[1]):
        places = [*_own_partners(clause, match.start()), *(
            group for chain in clause.chains for group in chain.groups
            if match.end() <= group.start < match.end() + 40
        )]  # fmt: skip
        if places and places[0].actor is not None and places[0].sort in _TERRITORIES:
            deed = replace(signing, start=match.start(), end=match.end(), sense="ellipsis")
            signers = tuple(
                s for s in frame.signers
                if s.group.end <= match.start()
                and (s.rule != "parties.avec" or not _own_partners(clause, match.start())
                     or s.group in _own_partners(clause, match.start()))
            )  # fmt: skip
            yield Frame(frame.sentence, deed, signers, None, other=True, place=places[0].actor)


def _own_partners(clause: Clause, position: int) -> list[Group]:
    """Return with whom an elided deed is done: « …, puis avec la Ville de B celle de … »."""
    if clause.naming is None:
        return []
    return [
        group for chain in clause.chains if chain.before is Before.WITH
        and clause.naming.end <= chain.start and chain.end <= position < chain.end + 12
        for group in chain.groups
    ]  # fmt: skip


#: « celui que le ministre avait signé le 25 avril »: not the one spoken of.
_THE_ONE = re.compile(r"\b(?:celui|celle|ceux|celles) (?:que |qu')")


def _is_another(clause: Clause, sentence: tuple[int, int]) -> bool:
    folded, signing = clause.text.folded, clause.signing
    subject = folded[max(sentence[0], signing.start - 60) : signing.start]
    rest = folded[signing.end : signing.end + 60]
    already = (
        bool(_THE_ONE.search(folded, sentence[0], signing.start))
        or "deja" in folded[signing.start : signing.end]
    )
    return already or bool(_OTHER_ONE.match(rest) or _OTHERS.search(subject))


def _object(
    text: Text, signing: Signing, named: Sequence[Naming], low: int, high: int
) -> Naming | None:
    """Return the words for what is signed: after an active verb, before a passive one."""
    after = [n for n in named if signing.end <= n.start < high and n.start - signing.end < _FAR]
    after = [n for n in after if not _OCCASION.search(text.folded, signing.end, n.start)] or after
    before = [n for n in named if low <= n.start < signing.start]
    nearest = before[-1] if before else None
    if signing.sense == "approve":
        near = [n for n in after if n.start - signing.end < 60 and n.form is not None]
        return near[0] if near else _approved(text, signing, before)
    if signing.passive or signing.sense == "bind":
        if nearest is not None and not _PARTED.search(text.folded, nearest.end, signing.start):
            touching = signing.participle and signing.start - nearest.end <= 3
            return nearest if touching else _outermost(before)
        return after[0] if after and signing.sense == "bind" else None
    if signing.tense is Tense.NOMINAL and nearest is not None and not after:
        return nearest if _RECEIVED.search(text.folded, nearest.end, signing.start) else None
    if nearest is not None and _RELATIVE.search(text.folded, nearest.end - 1, signing.start):
        return nearest
    return after[0] if after else None


def _approved(text: Text, signing: Signing, before: Sequence[Naming]) -> Naming | None:
    """Return what « a été approuvé »: the agreement just before the verb."""
    words = text.folded[before[-1].end : signing.start] if before else ""
    if not before or len(words) > 60 or _PARTED.search(words):
        return None
    return (
        _outermost(before) if text.folded[signing.start : signing.end].find("ete ") >= 0 else None
    )


def _outermost(before: Sequence[Naming]) -> Naming:
    """Return the act of « l’avenant à la convention »: the last naming that is not inside one."""
    last = before[-1]
    if len(before) > 1 and last.start < before[-2].end:
        return before[-2]
    return last
