"""Which agreement that was read is which agreement of the gold: by parties, then by the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.names import fold
from loaders.texts.scoring.matching import matched
from loaders.texts.scoring.names import all_keys, core, keys, programme, same_actor, same_place
from loaders.texts.scoring.sheets import Act, Party

_COMMON = frozenset(
    {"convention", "contrat", "ville", "protocole", "avenant", "signature", "cadre"}
)
#: From how much of their words two names are alike.
_ALIKE = 0.4


class Affinity(NamedTuple):
    """How much two agreements look like one: parties first, then what else they share."""

    parties: int
    date: bool
    share: float
    places: int
    name: float
    programmes: int
    form: bool
    status: bool
    main: bool
    spared: int  #: parties that were read and that the gold leaves free

    @property
    def likely(self) -> bool:
        """Tell whether they may be one although they share no party."""
        return self.date or self.places > 0 or self.name >= _ALIKE or self.spared > 0

    @property
    def second(self) -> tuple[object, ...]:
        """Return what ranks two agreements that share no party."""
        return (
            self.date, self.places, self.name, self.spared,
            self.programmes, self.form, self.status, self.main,
        )  # fmt: skip


def align(gold: Sequence[Act], read: Sequence[Act]) -> dict[int, int]:
    """Return places in `gold` to places in `read`, one to one.

    The closest pairs that share a party are taken first; then, among those left, the closest that
    share a date, a place or most of a name.
    """
    pairs = {(i, j): _affinity(g, r) for i, g in enumerate(gold) for j, r in enumerate(read)}
    sharing = [pair for pair, a in pairs.items() if a.parties]
    sharing.sort(key=lambda pair: (pairs[pair][:9], -pair[0], -pair[1]), reverse=True)
    likely = [pair for pair, a in pairs.items() if a.likely]
    likely.sort(key=lambda pair: (pairs[pair].second, -pair[0], -pair[1]), reverse=True)
    found: dict[int, int] = {}
    for i, j in (*sharing, *likely):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _affinity(gold: Act, read: Act) -> Affinity:
    said = parties(read)
    shared = len(matched(gold.signatories, said, lambda g, r: same_actor(right(g), r.name)))
    spared = sum(tolerated(party.name, gold.signatories_tolerated, any_=False) for party in said)
    union = len(gold.signatories) + max(len(said) - spared, shared) - shared
    return Affinity(
        parties=shared,
        date=same_date(gold.signed_on, read.signed_on),
        share=shared / union if union else 0.0,
        places=sum(
            any(same_place((g.territory, *g.accept), r.territory) for r in read.covers)
            for g in gold.covers
        ),
        name=_alike(gold.name, read.name),
        programmes=len(set(map(programme, gold.programmes)) & set(map(programme, read.programmes))),
        form=fold(gold.kind) == fold(read.kind),
        status=gold.planned == read.planned,
        main=not gold.background,
        spared=spared,
    )


def right(party: Party) -> tuple[str | None, ...]:
    """Return the names under which a party is right."""
    return (party.name, *party.accept)


def parties(act: Act) -> list[Party]:
    """Return who was read to sign, each once: of two entries for one, the persons are joined."""
    found: list[Party] = []
    for party in act.signatories:
        name = party.name or party.mention
        if not name:
            continue
        one = party.model_copy(update={"name": name})
        twin = next((i for i, o in enumerate(found) if keys(o.name or "") & keys(name)), None)
        if twin is None:
            found.append(one)
        else:
            both = (*found[twin].represented_by, *party.represented_by)
            found[twin] = found[twin].model_copy(update={"represented_by": both})
    return found


def same_date(gold: str | None, read: str | None) -> bool:
    """Tell whether a date is right: the same, or finer than what the gold is sure of."""
    return bool(gold and read) and f"{read}-".startswith(f"{gold}-")


def tolerated(name: str | None, free: Sequence[str], *, any_: bool = True) -> bool:
    """Tell whether a name is among those that are free; « * » frees all, when `any_` lets it."""
    if any_ and "*" in free:
        return True
    wanted = all_keys(other for other in free if other != "*")
    told = keys(name or "")
    return bool(wanted & told) or (
        "etat" in wanted and any(key.startswith("prefecture") for key in told)
    )


def _alike(one: str, other: str) -> float:
    words = set(core(one)) - _COMMON, set(core(other)) - _COMMON
    return len(words[0] & words[1]) / len(words[0] | words[1]) if all(words) else 0.0
