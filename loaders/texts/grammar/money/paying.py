"""Who pays a sum told in prose: the subject of a verb that gives, a « par », a « de », a colon.

The rules look at the sentence of the sum, split by the other sums in it. What comes right after a
sum (« 3 M€ de l’État ») is surer than the subject before it; a sum that goes on from another
(« soit … », « dont … ») keeps its payer. A pronoun stands for the subject of the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ontology import NodeKind
from loaders.texts.gazetteer import link_phrase
from loaders.texts.grammar.money import paying_words as words
from loaders.texts.grammar.money.deciding import deciding_body, grants
from loaders.texts.grammar.money.leads import leads, stands_alone
from loaders.texts.mentions import Actor, ActorMention, Analysis, SumMention

#: How far a rule looks, in characters: for a subject, a noun, a preposition, a verb.
_FAR, _NEAR, _CLOSE, _SHORT = 260, 90, 60, 40
_PAR = re.compile(r"par\W")


@dataclass(frozen=True, slots=True)
class Payment:
    """Who pays a sum, by which rule, over which characters of `flow` that is said."""

    payer: Actor | None
    rule: str
    confidence: float
    start: int
    end: int


class Payers:
    """Tells who pays each sum of a text; `actors` as `possible_payers` returns them."""

    def __init__(self, analysis: Analysis, actors: Sequence[ActorMention]) -> None:
        self._text = analysis.text
        self._folded = analysis.text.folded
        self._setting = analysis.setting
        self._persons = [person.start for person in analysis.persons]
        self._actors = actors
        self._starts = [actor.start for actor in actors]
        self._last: tuple[int, Actor | None] = (0, None)
        self._leads = dict(leads(analysis.text))
        self._led_by: dict[int, Actor | None] = {}
        self._body = deciding_body(analysis)

    def of(self, sums: Sequence[SumMention]) -> list[Payment]:
        """Return one payment per sum of one sentence; `sums` are all its sums, in order."""
        first, last = self._text.sentences[self._text.sentence_at(sums[0].start)]
        found: list[Payment] = []
        for number, told in enumerate(sums):
            left = sums[number - 1].end if number else first
            right = sums[number + 1].start if number + 1 < len(sums) else last
            payment = self._after(told, min(right, told.end + _FAR), found[-1] if found else None)
            if payment is None:
                spent = max(left, found[-1].end) if found else left
                payment = self._before(told, max(first, told.start - _FAR), spent)
            if payment is None and number:
                payment = self._going_on(told, sums[number - 1], found[-1])
            if payment is None:
                payment = self._of_it(told, first, left) or self._led(told) or self._decided(told)
            found.append(payment or Payment(None, "somme", 0.8, told.start, told.end))
        found = self._respectively(self._shared(sums, found), first, sums)
        payers = [payment.payer for payment in found if payment.payer is not None]
        if payers:
            self._last = (last, payers[-1])
        return found

    def _respectively(
        self, found: list[Payment], first: int, sums: Sequence[SumMention]
    ) -> list[Payment]:
        """« L’Anru et l’État apportent respectivement 3 M€ et 2 M€ »: each its own."""
        start = sums[0].start
        if not words.RESPECTIVELY.search(self._folded, max(first, start - _FAR), start):
            return found
        actors = self._between(max(first, start - _FAR), start)
        if len(actors) != len(sums):
            return found
        return [
            replace(payment, payer=actor.actor, rule="respectif")
            for payment, actor in zip(found, actors, strict=True)
        ]

    def _of_it(self, told: SumMention, first: int, left: int) -> Payment | None:
        """« De l’Anru on aura 33 M€. Ailleurs, on en espère 50 »: « en » is the last payer."""
        at, payer = self._last
        near = payer is not None and 0 <= told.start - at <= _FAR
        if not near or not words.OF_IT.search(self._folded, max(first, left), told.start):
            return None
        if self._text.block_at(at) != self._text.block_at(told.start):
            return None
        return Payment(payer, "avant", 0.7, told.start, told.end)

    def _led(self, told: SumMention) -> Payment | None:
        """« Les versements de l’État : – 3 M€ en 2015 ; … »: the lead-in names who pays."""
        number = self._text.block_at(told.start)
        block, lead = self._text.blocks[number], self._leads.get(number)
        if lead is None or not stands_alone(self._text, block, told.start):
            return None
        if self._between(block.start, told.start):
            return None
        if lead.start not in self._led_by:
            sentence = self._text.sentences[self._text.sentence_at(lead.end - 1)]
            self._led_by[lead.start] = self._leading(*sentence)
        actor = self._led_by[lead.start]
        return None if actor is None else Payment(actor, "annonce", 0.8, told.start, told.end)

    def _leading(self, start: int, end: int) -> Actor | None:
        """Return who pays what follows a sentence that ends with a colon, or a heading."""
        for actor in self._between(start, end):
            before = self._folded[max(start, actor.start - _CLOSE) : actor.start]
            if words.INVERTED.search(before) or words.SHARE.search(before):
                return actor.actor
            alone = self._folded[actor.end : end].strip() == ":"
            if alone and words.OPENING.fullmatch(before.lstrip("-–—•* ")):
                return actor.actor
        verb = self._verb(start, end)
        subject = None if verb is None else self._subject(start, verb.start())
        return None if subject is None else subject.actor

    def _decided(self, told: SumMention) -> Payment | None:
        """« D’attribuer une subvention de 12 000 € »: the body that decides pays."""
        if self._body is None:
            return None
        number = self._text.block_at(told.start)
        start = self._text.blocks[number].start
        if number and self._text.flow[start - 2] not in ".;:":
            start = self._text.blocks[number - 1].start
        if not grants(self._folded[max(start, told.start - _FAR) : told.start]):
            return None
        return Payment(self._body, "decide", 0.75, told.start, told.end)

    def _between(self, start: int, end: int) -> Sequence[ActorMention]:
        return self._actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _after(self, told: SumMention, right: int, last: Payment | None) -> Payment | None:
        """« 3 M€ de l’État », « 3 M€ pris en charge par la Région », « 3 M€ (Anru) »."""
        for actor in self._between(told.end, right)[:1]:
            gap = self._folded[told.end : actor.start]
            if words.BRACKETED.fullmatch(self._folded[actor.end : right]):
                return None
            listed = last is not None and last.rule == "charge"
            if words.FOR.match(gap) and not listed:
                before = self._folded[max(0, told.start - 20) : told.start]
                listed = words.LISTED.search(before) is not None
            joint = words.FOR.match(gap) if listed else None
            joint = joint or words.AFTER.match(gap) or words.BY.match(gap)
            joint = joint or self._that(actor, gap)
            if joint is None or (actor.sort == "place" and not _PAR.search(gap)):
                return None
            if words.TO.search(gap) and not words.ASKED.search(gap):
                return None
            return Payment(actor.actor, "charge", 0.9, told.start, actor.end)
        return None

    def _that(self, actor: ActorMention, gap: str) -> re.Match[str] | None:
        """« …, que la Ville prendra en charge »: the payer comes before its verb."""
        verb = words.GIVES.search(self._folded, actor.end, actor.end + _SHORT)
        return None if verb is None else words.THAT.fullmatch(gap)

    def _before(self, told: SumMention, first: int, left: int) -> Payment | None:
        gapped = self._gapped(told, max(first, left))
        if gapped is not None:
            return gapped
        verb = self._verb(max(first, left), told.start)
        subject = None if verb is None else self._subject(first, verb.start())
        if subject is not None:
            return Payment(subject.actor, "verse", 0.9, subject.start, told.end)
        unknown = self._unknown(first, left, told, verb)
        if unknown is not None:
            return unknown
        actors = self._between(max(first, left), told.start)
        if not actors:
            return None
        return self._share(actors, told, verb) or self._beside(actors[-1], told, first, left)

    def _gapped(self, told: SumMention, left: int) -> Payment | None:
        """« …, la Région 3 M€ », « ; État 2 M€ »: who begins a clause that has no verb."""
        for actor in self._between(left, told.start)[-1:]:
            rises = self._folded.startswith("de ", told.start)
            if rises and words.RISES.fullmatch(self._folded, actor.end, told.start):
                return Payment(actor.actor, "voisin", 0.8, actor.start, told.end)
            if not words.GAP.fullmatch(self._folded, actor.end, told.start):
                return None
            before = self._folded[max(0, actor.start - _CLOSE) : actor.start]
            if words.CREDITS.fullmatch(self._folded, actor.start, actor.end):
                return Payment(actor.actor, "voisin", 0.8, actor.start, told.end)
            if actor.sort != "place" and words.CLAUSE.search(before):
                return Payment(actor.actor, "voisin", 0.8, actor.start, told.end)
        return None

    def _verb(self, left: int, right: int) -> re.Match[str] | None:
        """Return the last verb that gives; of « a prévu d’injecter », the one with the subject."""
        verbs = list(words.GIVES.finditer(self._folded, left, right))
        helped = words.WITH.search(self._folded, left, right)
        if helped is not None and not verbs:
            return helped
        while len(verbs) > 1 and words.INFINITIVE.fullmatch(
            self._folded, verbs[-2].end(), verbs[-1].end()
        ):
            verbs.pop()
        return verbs[-1] if verbs else None

    def _subject(self, first: int, verb: int) -> ActorMention | None:
        """Return the actor that gives: nearest before the verb, not the complement of a noun."""
        pronoun = words.PRONOUN.search(self._folded, max(first, verb - _FAR), verb)
        if pronoun is not None:
            return self._meant(pronoun["pronoun"], first, pronoun.start())
        actors = self._between(max(first, verb - _FAR), verb)
        for number in range(len(actors) - 1, -1, -1):
            actor = actors[number]
            gap = self._folded[actor.end : verb]
            if words.BREAK.search(gap) or words.OTHER_SUBJECT.search(gap):
                return None
            if words.GIVES.search(gap):
                continue
            if self._is_free(actor, gap):
                return self._head(actors[: number + 1])
        return None

    def _meant(self, pronoun: str, first: int, upto: int) -> ActorMention | None:
        """Return the subject that « elle » stands for: of this sentence, or of the one before."""
        number = self._text.sentence_at(first)
        spans = [(first, upto)]
        if number:
            before = self._text.sentences[number - 1]
            if self._text.block_at(before[0]) == self._text.block_at(first):
                spans.append(before)
        for start, end in spans:
            for actor in self._between(start, min(end, start + _FAR)):
                opening = self._folded[max(start, actor.start - _CLOSE) : actor.start]
                if words.OPENING.fullmatch(opening) and self._agrees(actor, pronoun):
                    return actor
        return None

    def _agrees(self, actor: ActorMention, pronoun: str) -> bool:
        """Tell whether a pronoun may stand for an actor, by the article before it."""
        article = self._folded[max(0, actor.start - 3) : actor.start]
        feminine = pronoun in ("elle", "celle-ci", "cette derniere")
        return not article.endswith("le " if feminine else "la ")

    def _unknown(
        self, first: int, left: int, told: SumMention, verb: re.Match[str] | None
    ) -> Payment | None:
        """« Nièvre Habitat investira 3 M€ », « – Nièvre Habitat : 3 M€ »: no register knows it."""
        flow, actor = self._text.flow, None
        if verb is not None:
            named = words.CAPITALS.search(flow, first, verb.start())
            actor = None if named is None else self._made(named["name"], named.start("name"))
        else:
            named = words.LABEL.fullmatch(flow, left, told.start)
            known = self._between(left, told.start)
            actor = None if named is None or known else link_phrase(named["name"], self._setting)
        if named is None or actor is None:
            return None
        return Payment(actor, "verse", 0.6, named.start("name"), told.end)

    def _made(self, name: str, start: int) -> Actor | None:
        """Return who gives, by its name as written; no person, no pronoun."""
        end = start + len(name)
        known = self._between(start - _NEAR, end)
        person = bisect_left(self._persons, end) > bisect_left(self._persons, start - 8)
        if person or any(actor.end > start for actor in known):
            return None
        if name in words.ARTICLES or name.split(maxsplit=1)[0] in words.PRONOUNS:
            return None
        return link_phrase(name, self._setting) or Actor(name, NodeKind.ORGANISATION)

    def _is_free(self, actor: ActorMention, gap: str) -> bool:
        before = self._folded[max(0, actor.start - _CLOSE) : actor.start]
        if not words.COMPLEMENT.search(before):
            return True
        return words.RELATIVE.match(gap) is not None or words.SPEAKS_FOR.search(before) is not None

    def _head(self, actors: Sequence[ActorMention]) -> ActorMention:
        """Return the first of « A, B et C »: the record of a shared sum is his."""
        head, joint = actors[-1], words.AND
        for actor in reversed(actors[:-1]):
            before = self._folded[max(0, actor.start - _CLOSE) : actor.start]
            gap = self._folded[actor.end : head.start]
            if not joint.fullmatch(gap) or words.COMPLEMENT.search(before):
                break
            head, joint = actor, words.COORDINATED
        return head

    def _share(
        self, actors: Sequence[ActorMention], told: SumMention, verb: re.Match[str] | None
    ) -> Payment | None:
        """« La participation de l’Anru s’élève à … », « de l’Anru, les élus attendent … »."""
        for actor in reversed(actors):
            gap = self._folded[actor.end : told.start]
            if len(gap) > _NEAR or words.STOP.search(gap):
                return None
            before = self._folded[max(0, actor.start - _CLOSE) : actor.start]
            awaited = words.AWAITS.search(gap) and words.OPENING_OF.search(before)
            asked = words.AWAITS.search(before) and words.OF.search(before)
            if words.SHARE.search(before) or awaited or (asked and verb is None):
                return Payment(actor.actor, "part", 0.85, actor.start, told.end)
        return None

    def _beside(
        self, actor: ActorMention, told: SumMention, first: int, left: int
    ) -> Payment | None:
        """« l’État (3 M€) », « Région : 3 M€ », « par la Ville à hauteur de … »."""
        gap = self._folded[actor.end : told.start]
        before = self._folded[max(0, actor.start - _CLOSE) : actor.start]
        told_beside = words.BEFORE.fullmatch(gap) is not None
        if words.FOR_SUM.fullmatch(gap) and not words.SIDE.search(before):
            told_beside = left > first or words.ITEM.search(before) is not None
        if gap.startswith((", ", " ,")) or actor.sort == "place":
            told_beside = told_beside and words.SIDE.search(before) is not None
        elided = left > first and words.ELIDED.fullmatch(gap) is not None
        if not told_beside and not (elided and not words.COMPLEMENT.search(before)):
            return None
        return Payment(actor.actor, "voisin", 0.8, actor.start, told.end)

    def _going_on(self, told: SumMention, last: SumMention, payment: Payment) -> Payment | None:
        """« …, soit 3 M€ pour … », then « et 2 M€ pour … »: parts of what one payer gives."""
        gap = self._folded[last.end : told.start]
        part = payment.rule == "suite" and words.NEXT_PART.fullmatch(gap)
        if not part and not words.GOES_ON.fullmatch(gap):
            return None
        if part and self._between(last.end, told.start):
            return None
        return replace(payment, rule="suite", start=told.start, end=told.end)

    def _shared(self, sums: Sequence[SumMention], found: list[Payment]) -> list[Payment]:
        """« 1 M€ de fonds propres et 2 M€ de prêts apportés par X »: the first is X’s too."""
        for number in range(len(found) - 2, -1, -1):
            this, following = found[number], found[number + 1]
            gap = self._folded[sums[number].end : sums[number + 1].start]
            joined = words.JOINED.fullmatch(gap)
            if this.payer is None and following.rule == "charge" and joined:
                found[number] = replace(this, payer=following.payer, rule=following.rule,
                                        end=following.end)  # fmt: skip
        return found
