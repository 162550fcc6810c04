"""The sums of a text as facts: each with its payer, year, period and share where they are said.

Sums that are no money of an agreement are left out: the capital of a company, a penalty, a rent,
an aid per dwelling, a threshold, a sum that another replaces. Tables are read by `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from loaders.texts.facts import Amount, Reading
from loaders.texts.grammar.money.elided import with_elided
from loaders.texts.grammar.money.paying import Payers, Payment
from loaders.texts.grammar.money.paying_names import possible_payers
from loaders.texts.grammar.money.tables import amounts_of_tables
from loaders.texts.grammar.numbers import NUMBER, QUANTITY, parse
from loaders.texts.mentions import Analysis, SumMention

_AROUND = 80
#: What a sum is of when no one pays it for an agreement, just before it…
_ELSE_BEFORE = re.compile(
    r"\b(?:le solde, soit"
    r"|(?:au |le |un |de )capital(?: social)?(?: de| s'eleve a)?|penalites?|amendes?"
    r"|astreintes?|loyers?|salaires?|tarifs?|tickets?|indemnites?|honoraires|chiffre d'affaires"
    r"|benefices?"
    r"|euros? (?:valant|vaut|=|pour)"
    r"|taux de conversion"
    r"|inferieure?s? (?:ou egale?s? )?a|superieure?s? (?:ou egale?s? )?a|seuil|moins de"
    r"|non plus(?: de)?|et non(?: pas)?|au lieu de|contre|initialement|au lieu des?"
    r"|etait (?:de|fixee? a)|passe\w{0,2} de|passant de|rehausse\w{0,2} de|prix|acompte|avance"
    r"|porte\w{0,3} de|franchise|cotisation\w{0,3}|adhesion|amende\w{0,3}|peut etre portee? a)"
    r"(?: (?:de|a|d'|des?|du|est|sont|maxim\w+|mensuel\w{0,2}|moyen\w{0,2}|estimee?s?|brut|net"
    r"|fixee?s?|forfaitaires?|cette|deja|alors)){0,3} ?$"
)
#: « 1 % des 100 milliards » is a part of what is not the sum.
_PART_OF = re.compile(r"% (?:de |des |du |d'|sur )(?:les |leurs? |ses |ces )?$")
#: … or just after it.
_ELSE_AFTER = re.compile(
    r"(?: ht| ttc)?,? ?(?:par |/ ?|le |la |du )(?:logement|lot|mois|habitant|foyer|menage|enfant"
    r"|eleve|metre|m2|m²|personne|jour|nuit|salarie|dossier|poste|famille|jeune|place|tonne|heure"
    r"|unite|place|copropriete|locataire)s?\b"
    r"|(?: d'| de )(?:capital social|penalite|amende|chiffre d'affaires|loyer|benefice)s?\b"
    r"|(?: ht| ttc)? a (?:pres de |environ |plus de |quelque )?\d[\d ,.]{0,14} ?(?:[mk]?€|[mk] ?€"
    r"|euros|milli\w+)"
    r"|,? (?:precedemment|auparavant|initialement prevus?|prevus? initialement)\b"
)
_SHARE = re.compile(
    rf"[^.;%]{{0,30}}?(?:,? (?:soit|ce qui represente|representant|qui represente\w{{0,3}}"
    rf"|c'est-a-dire)| ?\()(?: (?:environ|pres de|quelque|un peu plus de))? ?(?P<share>{NUMBER}) ?%"
)
_SHARE_BEFORE = re.compile(
    rf"(?:a hauteur de|(?:financ|subventionn|pris\w? en charge)\w{{0,4}} a) (?P<share>{NUMBER}) ?%"
    rf"[^.;%\d]{{0,50}}?(?:,? soit|\()(?: environ)? ?$"
)
_PERIOD = re.compile(
    rf"[^.;]{{0,60}}?\b(?P<period>(?:(?<=sur )|(?<=en )|(?<=pendant )|(?<=pour )|(?<=durant ))"
    rf"{QUANTITY} ans\b|(?:(?<=periode )|(?<=sur )|(?<=pour ))(?:19|20)\d\d ?[-/] ?"
    r"(?:19|20)\d\d)"
)
_YEARLY = re.compile(r"[^.;,]{0,30}?(?:\bpar an\b|/ ?an\b|\bchaque annee\b|\bannuel\w{0,4}\b)")
_YEARLY_BEFORE = re.compile(r"\b(?:chaque annee|tous les ans|annuel\w{0,4})\b[^.;]{0,40}$")
_YEAR = re.compile(
    r"[^.;]{0,50}?\b(?:en|pour|au titre de|exercice|l'annee|budget) "
    r"(?P<year>(?:19|20)\d\d)(?![-/\d])"
)
_YEAR_BEFORE = re.compile(
    r"(?:^|[.;,] )(?:en|pour|au titre de|pour l'annee|des) "
    r"(?P<year>(?:19|20)\d\d)\b(?! ?-)[^.;]{0,70}$"
)


def amounts_of(analysis: Analysis) -> list[Amount]:
    """Return the sums of a text, of prose and of tables, each once, in the order of the text.

    `payer` is None for a total, or where nobody is said to pay. Cost: linear in the text.
    """
    analysis = replace(analysis, actors=possible_payers(analysis))
    analysis = with_elided(analysis)
    tabled, zones = amounts_of_tables(analysis)
    prose = _outside(analysis, zones)
    payers = Payers(analysis, analysis.actors)
    found = list(tabled)
    sentence = analysis.text.sentence_at
    for _, group in groupby(prose, key=lambda told: sentence(told.start)):
        sums = list(group)
        following = [*(told.start for told in sums[1:]), len(analysis.text.flow)]
        found.extend(
            _amount(analysis, told, payment, right)
            for told, payment, right in zip(sums, payers.of(sums), following, strict=True)
            if not _is_else(analysis, told)
        )
    return _once(sorted(found, key=lambda amount: amount.reading.span))


def _outside(analysis: Analysis, zones: list[tuple[int, int]]) -> list[SumMention]:
    """Return the sums that stand neither in a table nor in page noise."""
    shut = bytearray(len(analysis.text.flow) + 1)
    for start, end in (*analysis.noise, *zones):
        shut[start:end] = b"\1" * (end - start)
    return [told for told in analysis.sums if not shut[told.start]]


def _is_else(analysis: Analysis, told: SumMention) -> bool:
    folded = analysis.text.folded
    first = analysis.text.sentences[analysis.text.sentence_at(told.start)][0]
    before = folded[max(first, told.start - _AROUND) : told.start]
    part = _PART_OF.search(before) is not None
    return bool(part or _ELSE_BEFORE.search(before) or _ELSE_AFTER.match(folded, told.end))


def _amount(analysis: Analysis, told: SumMention, payment: Payment, right: int) -> Amount:
    text = analysis.text
    first, last = text.sentences[text.sentence_at(told.start)]
    before = text.folded[max(first, told.start - 120) : told.start]
    after = text.folded[told.end : min(last, right, told.end + 120)]
    start, end = min(payment.start, told.start), max(payment.end, told.end)
    payer = payment.payer
    return Amount(
        mention=text.words(start, end),
        reading=Reading(text.span(start, end), f"montant.{payment.rule}", payment.confidence),
        amount_eur=told.amount_eur,
        amount_frf=told.amount_frf if told.amount_eur is None else None,
        payer=None if payer is None else payer.name,
        payer_kind=None if payer is None else payer.kind,
        payer_id=None if payer is None else payer.id,
        target=_target(analysis, first, last),
        year=_year(before, after),
        period=_period(after),
        per_year=_is_yearly(before, after) or None,
        share_pct=_share(before, after),
    )


def _target(analysis: Analysis, first: int, last: int) -> str | None:
    """Return the programme that the sentence names, when it names only one."""
    named = {item.name for item in analysis.programmes if first <= item.start < last}
    return named.pop() if len(named) == 1 else None


def _share(before: str, after: str) -> float | None:
    told = _SHARE.match(after) or _SHARE_BEFORE.search(before)
    share = None if told is None else parse(told["share"])
    return None if share is None or share > 100 else float(share)


def _period(after: str) -> str | None:
    told = _PERIOD.match(after)
    return None if told is None else told["period"]


def _is_yearly(before: str, after: str) -> bool:
    return bool(_YEARLY.match(after) or _YEARLY_BEFORE.search(before))


def _year(before: str, after: str) -> int | None:
    told = _YEAR.match(after) or _YEAR_BEFORE.search(before)
    return None if told is None else int(told["year"])


def _once(amounts: Iterable[Amount]) -> list[Amount]:
    """Keep each sum of each payer once; a headline’s sum goes when the text says who pays it."""
    amounts = list(amounts)
    paid = {_worth(amount) for amount in amounts if amount.payer is not None}
    found: dict[tuple[object, ...], Amount] = {}
    for amount in amounts:
        if amount.payer is None and _worth(amount) in paid and "tableau" not in amount.reading.rule:
            continue
        found.setdefault((*_worth(amount), amount.payer), amount)
    return list(found.values())


def _worth(amount: Amount) -> tuple[float | None, float | None]:
    return amount.amount_eur, amount.amount_frf
