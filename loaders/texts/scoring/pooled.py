"""What is pooled over a whole text: money, pilots, facts outside agreements, false signatories."""

from __future__ import annotations

from loaders.texts.scoring.alignment import parties, right, tolerated
from loaders.texts.scoring.matching import each_once, matched
from loaders.texts.scoring.names import keys, programme, same_actor, same_place
from loaders.texts.scoring.notebook import Field, Notebook
from loaders.texts.scoring.sheets import Act, Loose, Sheet, Sum


def mark_sums(notes: Notebook, gold: Sheet, read: Sheet, *, background: bool) -> None:
    """Compare sums over the whole text: the euros, and the payer when the gold has one."""
    wanted = sorted(gold.sums(), key=lambda one: (one[1], not one[0].payer))
    told = each_once(
        [one for one, _ in read.sums()], lambda one: (one.amount_eur, keys(one.payer or ""))
    )
    pairs = matched(wanted, told, lambda g, r: _same_sum(g[0], r))
    for place, (one, passing) in enumerate(wanted):
        if passing and not background:
            continue
        if place in pairs:
            notes.right(Field.AMOUNTS)
        else:
            notes.missed(Field.AMOUNTS, f"{one.amount_eur} €, {one.payer}")
    free = {value for act in gold.conventions for value in act.amounts_tolerated}
    for place, other in enumerate(told):
        if place not in pairs.values() and other.amount_eur not in free:
            notes.wrong(Field.AMOUNTS, f"{other.amount_eur} €, {other.payer}")


def _same_sum(gold: Sum, read: Sum) -> bool:
    if abs((gold.amount_eur or 0) - (read.amount_eur or 0)) > 0.5:
        return False
    return not gold.payer or same_actor((gold.payer, *gold.accept), read.payer)


def mark_leaders(notes: Notebook, gold: Sheet, read: Sheet, *, background: bool) -> None:
    """Compare who pilots, over the whole text."""
    wanted = each_once(
        sorted(gold.leaders(), key=lambda one: one[1]), lambda one: keys(one[0].actor or "")
    )
    told = each_once([one for one, _ in read.leaders()], lambda one: keys(one.actor or ""))
    pairs = matched(wanted, told, lambda g, r: same_actor((g[0].actor, *g[0].accept), r.actor))
    for place, (one, passing) in enumerate(wanted):
        if passing and not background:
            continue
        if place in pairs:
            notes.right(Field.PILOTS)
        else:
            notes.missed(Field.PILOTS, one.actor)
    for place, other in enumerate(told):
        if place not in pairs.values():
            notes.wrong(Field.PILOTS, other.actor)


def mark_outside(notes: Notebook, gold: Sheet, read: Sheet) -> None:
    """Compare the facts that hang on no agreement."""
    wanted, told = gold.facts_outside_conventions, read.facts_outside_conventions
    pairs = matched(wanted, told, _same_fact)
    notes.right(Field.OUTSIDE, len(pairs))
    for place, one in enumerate(wanted):
        if place not in pairs:
            notes.missed(Field.OUTSIDE, f"{one.origin} {one.type} {one.to}")
    for place, one in enumerate(told):
        if place not in pairs.values():
            notes.wrong(Field.OUTSIDE, f"{one.origin} {one.type} {one.to}")


def _same_fact(gold: Loose, read: Loose) -> bool:
    """Tell whether two facts are one: same type and origin, then a same figure, else same end."""
    if gold.type != read.type or not (gold.origin is None or _same_end(gold.origin, read.origin)):
        return False
    figures = list(zip(_figures(gold), _figures(read), strict=True))
    if any(wanted is not None for wanted, _ in figures):
        return any(wanted is not None and wanted == told for wanted, told in figures)
    return same_place((gold.to,), read.to) or _same_programme(gold.to, read.to)


def _figures(fact: Loose) -> tuple[float | None, ...]:
    return fact.amount_eur, fact.share_pct, fact.count


def _same_end(gold: str, read: str | None) -> bool:
    return same_actor((gold,), read) or _same_programme(gold, read)


def _same_programme(gold: str | None, read: str | None) -> bool:
    return programme(gold or "") == programme(read or "")


def mark_bystanders(notes: Notebook, gold: Sheet, read: Sheet, pairs: dict[int, int]) -> None:
    """Count who is said to sign and is named by the gold among those who do not."""
    whose = {j: gold.conventions[i] for i, j in pairs.items()}
    for place, act in enumerate(read.conventions):
        own = whose.get(place, Act())
        banned = (*gold.not_signatories, *own.not_signatories)
        for party in parties(act):
            if any(same_actor(right(one), party.name) for one in own.signatories):
                continue
            if tolerated(party.name, banned):
                notes.false_signatories += 1
                notes.also("signatories", "false_signatory", party.name)
