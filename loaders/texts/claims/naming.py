"""What the names of a text are in the graph: an id of a register, else one made of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.ids import NodeId, actor, is_node_id, slug
from graph.model import Node, visible_text
from graph.names import fold
from graph.ontology import NodeKind
from loaders.curated import Register
from loaders.texts.facts import Agreement, Extraction

K = NodeKind
#: Bodies that have one office for the whole country.
_NATIONAL = frozenset({K.AGENCY, K.FEDERATION, K.FUNDER, K.STATE_SERVICE})
_ARTICLE = re.compile(r"^(?:l['’]|(?:les?|la|une?|des|du|aux?)\s)\s*", re.IGNORECASE)
_MENTION_LENGTH = 120
#: Names of a class of bodies, of which nobody is named: « les bailleurs sociaux ».
_CLASSES = frozenset(
    {"bailleur", "bailleurs", "partenaire", "partenaires", "collectivite", "collectivites"}
    | {"commune", "communes", "ville", "villes", "entreprise", "entreprises", "association"}
    | {"associations", "organisme", "organismes", "proprietaire", "proprietaires", "financeur"}
    | {"financeurs", "intercommunalites", "departements", "regions", "autre", "autres", "divers"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that a text names: its id, and the node that the text may claim."""

    id: NodeId
    kind: NodeKind
    node: Node


class Naming:
    """The names of one text. Nothing that was loaded before is looked at: order would show."""

    def __init__(
        self, extraction: Extraction, *, source: str, register: Register,
        programmes: Mapping[str, NodeId],
    ) -> None:  # fmt: skip
        """Name what `extraction` speaks of.

        `register` names the ids that ship, and `programmes` gives theirs by folded name.
        """
        self._source, self._register, self._programmes = source, register, programmes
        self._place = _place(_ids(extraction), _bystanders(extraction))
        self._known = dict(_known(extraction))

    def of(
        self, name: str, kind: NodeKind, identifier: NodeId | None = None, *,
        mention: str = "", about: Agreement | None = None,
    ) -> Named:  # fmt: skip
        """Return who a name stands for.

        `identifier` is that of a register, if one was found; `mention` the words of the text;
        `about` the agreement whose commune a neighbourhood is looked for in.
        """
        if identifier is None and kind in {K.PROGRAMME, K.ORGANISATION}:
            identifier = self._programmes.get(fold(name))
        if identifier is None and kind is K.PROGRAMME:
            identifier = _made(f"programme:{slug(name)}")
        identifier = identifier or self._known.get(fold(name))
        known = self._register(identifier) if identifier else None
        if identifier and known:
            return _named(identifier, known.kind, known.name)
        if identifier:
            return _named(identifier, kind, name)
        identifier = self._quarter(name, about) if kind is K.NEIGHBOURHOOD else None
        identifier = identifier or actor(_slugged(name), self._whence(kind))
        words = _mentioned(mention)
        other = words if words and fold(words) != fold(name) else None
        return _named(identifier, kind, name, *filter(None, (other,)))

    def registered(self, name: str) -> tuple[NodeId, NodeKind] | None:
        """Return the id and kind of a body or territory that the text names elsewhere."""
        identifier = self._known.get(fold(name))
        known = self._register(identifier) if identifier else None
        return (known.id, known.kind) if known else None

    def _quarter(self, name: str, about: Agreement | None) -> NodeId | None:
        """Return the id of a neighbourhood without a code, where only one commune can be its."""
        code = (about and _commune(_ids_of(about))) or _commune((self._place or "",))
        return _made(f"quartier:{code}-{slug(name)}") if code else None

    def _whence(self, kind: NodeKind) -> str:
        """Return the place of a body that no register knows."""
        if self._place is not None:
            return self._place.partition(":")[2]
        return "fr" if kind in _NATIONAL else self._source.replace("@", "-")


def bare(name: str) -> str:
    """Return a name without its article.

    >>> bare("l’Anru"), bare("les bailleurs sociaux"), bare("Laon")
    ('Anru', 'bailleurs sociaux', 'Laon')
    """
    return _ARTICLE.sub("", name.strip(), count=1)


def is_class(name: str) -> bool:
    """Tell whether a name is that of a class of bodies, nobody in particular.

    >>> is_class("les bailleurs sociaux"), is_class("Commune de Meaux"), is_class("Communes")
    (True, False, True)
    """
    first, _, rest = bare(name).partition(" ")
    return fold(first) in _CLASSES and rest == rest.lower()


def _named(identifier: NodeId, kind: NodeKind, name: str, *others: str) -> Named:
    shown = visible_text(name)[:500] or identifier
    return Named(identifier, kind, Node(id=identifier, kind=kind, name=shown, names=others))


def _made(identifier: str) -> NodeId | None:
    return identifier if is_node_id(identifier) else None


def _slugged(name: str) -> str:
    """Return what a made id is made of, with something in it whatever the name."""
    return slug(name)[:100].strip("-") or "sans-nom"


def _mentioned(mention: str) -> str | None:
    """Return the words of a mention that may be a name, without their article."""
    words = visible_text(bare(mention))
    return words if len(words) <= _MENTION_LENGTH and slug(words) else None


def _ids(extraction: Extraction) -> Iterator[NodeId]:
    for agreement in extraction.agreements:
        yield from _ids_of(agreement)
    for fact in extraction.outside:
        yield from filter(None, (fact.origin_id, fact.to_id))


def _bystanders(extraction: Extraction) -> Iterator[NodeId]:
    yield from (one.id for one in extraction.bystanders if one.id)


def _ids_of(agreement: Agreement) -> Iterator[NodeId]:
    yield from filter(None, (party.id for party in agreement.signatories))
    yield from filter(None, (cover.id for cover in agreement.covers))
    yield from filter(None, (pilot.actor_id for pilot in agreement.pilots))


def _known(extraction: Extraction) -> Iterator[tuple[str, NodeId]]:
    """Yield the ids that a text gives to names, so that a name is the same wherever it is."""
    for bystander in extraction.bystanders:
        yield from _kept(bystander.name, bystander.id)
    for agreement in extraction.agreements:
        for cover in agreement.covers:
            yield from _kept(cover.territory, cover.id)
        for pilot in agreement.pilots:
            yield from _kept(pilot.actor, pilot.actor_id)
        for party in agreement.signatories:
            yield from _kept(party.name, party.id)


def _kept(name: str, identifier: NodeId | None) -> Iterator[tuple[str, NodeId]]:
    if identifier:
        yield fold(name), identifier


def _commune(ids: Iterable[NodeId]) -> str | None:
    """Return the code of the commune of some ids, if they speak of one only."""
    codes = {i.partition(":")[2] for i in ids if i.startswith("commune:")}
    codes |= {i.partition(":")[2][:5] for i in ids if i.startswith("quartier:")}
    return codes.pop() if len(codes) == 1 else None


def _place(ids: Iterable[NodeId], others: Iterable[NodeId]) -> NodeId | None:
    """Return where a text speaks from: its only commune, else its only département.

    `others` are the places that it only names, which count when it speaks of none.
    """
    met = set(filter(_placed, ids)) or set(filter(_placed, others))
    communes = {i for i in met if i.startswith("commune:")}
    if len(communes) == 1:
        return communes.pop()
    departments = met - communes
    departments |= {f"departement:{_department(i.partition(':')[2])}" for i in communes}
    return departments.pop() if len(departments) == 1 else None


def _placed(identifier: NodeId) -> bool:
    return identifier.startswith(("commune:", "departement:"))


def _department(commune: str) -> str:
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]
