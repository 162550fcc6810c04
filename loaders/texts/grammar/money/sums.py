"""Sums of money: « 1,7 million d’euros », « 41,5 M€ », « 500.000 € », « les deux milliards ».

A sum without its currency (« 63 millions de prêts ») is one only where the text speaks of money
and nothing else is counted (« deux millions d’habitants »): it is in the currency of the last sum
told. Where one sum is told in francs and in euros, one mention holds both. A range (« de 2 à 3
millions ») is not a sum, unless something rises or falls by it (« passe de 2 à 3 millions »).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.texts.grammar.numbers import QUANTITY, parse
from loaders.texts.mentions import SumMention
from loaders.texts.text import Text

#: What an amount counts: euros, francs.
EUR: Final = "EUR"
FRF: Final = "FRF"
_SCALED = r"(?:(?P<scale>milliards?|millions?|milliers?|mds?|mrds?|mio|m|k) ?)?"
_CURRENCY = (
    r"(?:(?:d'|de |d' )?(?:(?P<euro>euros?\b|€|eur\b)|(?P<franc>(?:francs?|frf|ff)\b"
    r"(?! (?:cfp|cfa|pacifique|suisses?|belges?|luxembourgeois))|f\b(?! (?:cfp"
    r"|cfa))(?![ '.-]?\d))))"
)
_SUM = re.compile(rf"(?P<number>{QUANTITY}) ?{_SCALED}{_CURRENCY}")
_BARE = re.compile(
    rf"(?P<number>{QUANTITY})(?: (?P<scale>milliards?|millions?)\b|(?<=milliard)|(?<=milliards)"
    r"|(?<=million)|(?<=millions))"
)
#: What a scale makes of a number, by its singular.
SCALES: Final = {"milliard": 1e9, "md": 1e9, "mrd": 1e9, "million": 1e6, "mio": 1e6, "m": 1e6,
                 "millier": 1e3, "k": 1e3}  # fmt: skip
_AROUND = 300
#: How far, in characters, a sum gives its currency to the next.
_FAR = 1000
#: What makes a text speak of money.
_MONEY = re.compile(
    r"\b(?:euros?|francs?|financ\w{0,9}|subvention\w{0,6}|budget\w{0,6}|invest\w{0,10}|credits?"
    r"|prets?|apport\w{0,5}|enveloppe|cout\w{0,4}|depens\w{0,5}|dotation|fonds|montant"
    r"|contribu\w{0,6}"
    r"|mobilis\w{0,5}|inject\w{0,5}|aides?|abond\w{0,6}|debloqu\w{0,4}|finance\w{0,4})\b|€"
)
#: « Trois millions de … »: what follows in lower case is counted, unless it is money.
_OF = re.compile(r" (?:de |d'|en )(?=\w)")
_MONEY_NOUN = re.compile(
    r"(?:subventions?|prets?|credits?|travaux|investissements?|aides?|dotations?|fonds|depenses?"
    r"|concours|(?:co)?financements?|participations?|avances?|recettes|contributions?|budget"
    r"|dettes?"
    r"|garanties?|capital|la|l|le|plus|moins|part|commande|benefices?|pertes?|tva|deficit)\b"
)
_COUNTED = re.compile(
    r" (?:de |d')?(?:habitants?|personnes?|francais|logements?|tonnes?|visiteurs?|voyageurs?"
    r"|kilometres?|km|m2|m²|emplois?|salaries|jeunes|locataires|menages|foyers|usagers|passagers"
    r"|entrees|lecteurs|exemplaires|kwh|mwh|heures|vues|fans|metres|litres|arbres|beneficiaires)\b"
)
_ABOUT = re.compile(
    r"\b(?:pres de|environ|plus de|quelque|autour de|de l'ordre de|presque|au moins|jusqu'a"
    r"|a peu pres|moins de|estimee?s? a|pas loin de|avoisine|approche|quasi)"
    r"(?: (?:d'|de |les |des )?)?$"
)
_RANGE = re.compile(r"(?:\b(?:de|entre) )?(?P<low>\d[\d ,.]{0,14}) ?(?:a|et|ou|-) $")
_YEAR = re.compile(r"(?:19|20)\d\d ")
#: What goes from one sum to another: the second is the sum.
_CHANGES = re.compile(
    r"\b(?:port|pass|relev|augment|hauss|rehauss|ramen|reduit|reduis|abaiss|major|diminu|grimp|mont"
    r"|progress|evolu|bond|chut|baiss|gonfl|accr|revu|revis)\w{0,7}\b[^.;]{0,130}$"
)
_RISE = re.compile(r"\bde (?P<low>\d[\d ,.]{0,14}) ?a $")
_BOTH = re.compile(r"(?:,? ?(?:soit|c'est-a-dire|equivalant a)(?: environ)? ?| ?[(/] ?(?:soit )?)")


def find_sums(text: Text) -> list[SumMention]:
    """Return the sums of money of a text, in order, each a whole number of euros or francs."""
    folded = text.folded
    found = [mention for match in _SUM.finditer(folded) if (mention := _sum(folded, match))]
    found.extend(list(_bare(text, found)))
    return _paired(folded, sorted(found, key=lambda mention: mention.start))


def _sum(folded: str, match: re.Match[str]) -> SumMention | None:
    amount = _amount(match["number"], match["scale"])
    if amount is None or (match["number"] in ("un", "une") and match["scale"] is None):
        return None
    francs = match["euro"] is None
    if francs and match["franc"] == "f" and match["scale"] is None and amount < 100:
        return None
    return _mention(folded, match.start(), match.end(), amount, FRF if francs else EUR)


def _amount(number: str, scale: str | None) -> float | None:
    value = parse(number)
    if value is None or scale is None:
        return value
    return round(value * SCALES[scale.rstrip("s")], 2)


def _mention(folded: str, start: int, end: int, amount: float, currency: str) -> SumMention | None:
    before = folded[max(0, start - 40) : start]
    if _is_range(before):
        rise = _RISE.search(before)
        opening = 0 if rise is None else start - len(before) + rise.start()
        if rise is None or not _CHANGES.search(folded, max(0, opening - 150), opening):
            return None
        start = opening
    about = _ABOUT.search(before) is not None
    if currency == FRF:
        return SumMention(start, end, None, amount, about)
    return SumMention(start, end, amount, None, about)


def _is_range(before: str) -> bool:
    """« De 2 à 3 millions » tells no sum; « passe de 2 M€ à 3 M€ » tells two."""
    found = _RANGE.search(before)
    if found is None or _YEAR.match(found["low"]):
        return False
    opened = before[: found.start("low")].rstrip().endswith(("de", "entre"))
    return opened or found[0].rstrip().endswith(("ou", "-", "a"))


def _bare(text: Text, told: Sequence[SumMention]) -> Iterator[SumMention]:
    folded = text.folded
    ends = [one.end for one in told]
    for match in _BARE.finditer(folded):
        if not _speaks_of_money(text, match.start()):
            continue
        at = bisect_left(ends, match.start())
        if (at < len(told) and told[at].start < match.end()) or _counts_something_else(
            text, match.end()
        ):
            continue
        amount = _amount(match["number"], match["scale"])
        if amount is not None and amount >= 1000:
            last = told[at - 1] if at and match.start() - ends[at - 1] <= _FAR else None
            francs = last is not None and last.amount_eur is None
            mention = _mention(folded, match.start(), match.end(), amount, FRF if francs else EUR)
            if mention is not None:
                yield mention


def _counts_something_else(text: Text, end: int) -> bool:
    if _COUNTED.match(text.folded, end):
        return True
    of = _OF.match(text.folded, end)
    if of is None or _MONEY_NOUN.match(text.folded, of.end()):
        return False
    return text.flow[of.end()].islower()


def _speaks_of_money(text: Text, position: int) -> bool:
    """Tell whether the text speaks of money around, in the sentence or the paragraph."""
    start, end = max(0, position - _AROUND), position + _AROUND
    return _MONEY.search(text.folded, start, end) is not None


def _paired(folded: str, sums: list[SumMention]) -> list[SumMention]:
    """Join « 30 MF (soit 4,57 M€) » and « vingt mille euros (20 000 €) » in one mention."""
    found: list[SumMention] = []
    for mention in sums:
        last = found[-1] if found else None
        if last is not None and _same(last, mention, folded[last.end : mention.start]):
            euros = last.amount_eur if mention.amount_eur is None else mention.amount_eur
            francs = last.amount_frf if mention.amount_frf is None else mention.amount_frf
            closed = "(" in folded[last.end : mention.start] and folded.startswith(")", mention.end)
            found[-1] = SumMention(last.start, mention.end + closed, euros, francs, last.about)
        else:
            found.append(mention)
    return found


def _same(last: SumMention, mention: SumMention, between: str) -> bool:
    """Tell whether two sums are one, told in two currencies or two ways."""
    if not _BOTH.fullmatch(between):
        return False
    in_two_currencies = (last.amount_eur is None) != (mention.amount_eur is None)
    return in_two_currencies or last.amount_eur == mention.amount_eur
