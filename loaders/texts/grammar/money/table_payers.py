"""Whom the cells of a table name: who pays, by name, by role, or by the words of the cell alone."""

from __future__ import annotations

import re
from bisect import bisect_left

from graph.ontology import NodeKind
from loaders.texts.gazetteer import link_phrase
from loaders.texts.grammar.money.table_rows import Cell, Row
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.mentions import Actor, Analysis, Setting

_TOTAL = re.compile(
    r"(?:le )?(?:total|totaux|ensemble|(?:montants?|couts?|depenses?) (?:totale?|globale?"
    r"|previsionnelle?|estime|d'ensemble|de l'(?:operation|action)|du (?:projet|programme))"
    r"|budget(?: total)?|assiette)\b"
)
_SUBTOTAL = re.compile(r"\bsous[- ]tota|\b(?:partiel|intermediaire)")
#: Adjectives that say whose a part is: « part communale », « aide régionale ».
_OWNED = {
    "municipality": re.compile(r"\b(?:communale?|municipale?)\b"),
    "intercommunality": re.compile(r"\b(?:intercommunale?|communautaire|metropolitaine?)\b"),
    "department": re.compile(r"\bdepartementale?\b"),
    "region": re.compile(r"\bregionale?\b"),
}
_PART = re.compile(
    r"^(?:la )?(?:part|subvention|participation|aide|contribution|dotation|credits)s? "
)
_OWN_FUNDS = re.compile(
    r"(?:part de la collectivite|autofinancement|fonds propres|reste a charge|ressources propres)"
    r"(?: (?:de la collectivite|du maitre d'ouvrage|restant))?"
)
_TOWNS = re.compile(r"(?:les )?(?:villes|communes|collectivites|intercommunalites|epci)")
_EUROPE = re.compile(
    r"(?:l')?(?:union europeenne|europe|ue|feder|fse\+?|leader|feader|fonds europeens)"
)
#: What a label adds to the name of a payer.
_AROUND = re.compile(
    r"^(?:(?:subvention|participation|part|contribution|apport|aide|pret|concours|dotation|credit"
    r"|reste a charge|a la charge|autofinancement|fonds propres|financement)s?"
    r"(?: (?:de la|de l'|de|du|des|d'))? ?)|\([^()]{0,60}\)| [-:] [^-:]{0,60}$"
)
_TOWN = re.compile(r"(?:la )?(?:ville|commune|mairie|municipalite)")
_INTERCO = re.compile(
    r"(?:la |l')?(?:agglo|agglomeration|epci|metropole|intercommunalite|interco|communaute"
    r"(?: (?:de communes|d'agglomeration|urbaine))?)"
)
_DEPARTMENT = re.compile(r"(?:le )?(?:departement|conseil (?:departemental|general)|cd ?\d{0,3})")
_REGION = re.compile(r"(?:la )?(?:region|conseil regional)")
#: Endowments that are the State’s money.
_STATE = re.compile(r"(?:l')?etat(?: .*)?|dsil|detr|fnadt|dpv|fonds vert|bop \d{3}|credits d'etat")
_LANDLORDS = re.compile(r"(?:les )?(?:bailleurs?(?: sociaux| social)?|organismes hlm)")


class TablePayers:
    """Whom a cell names: an actor read in it, a role (« Ville »), or its words alone."""

    def __init__(self, analysis: Analysis, body: Actor | None) -> None:
        self._actors = analysis.actors
        self._starts = [mention.start for mention in analysis.actors]
        self._setting = analysis.setting
        self._roles = _roles(analysis.setting)
        self._body = body

    def by(self, cell: Cell) -> Actor | None:
        """Return the first actor that a cell names."""
        words = _AROUND.sub("", cell.words).strip()
        known = self._by_role(words) or self._by_part(cell.words)
        if known is not None or _TOTAL.match(cell.words):
            return known
        if _TOWNS.fullmatch(words):
            return Actor(cell.written, NodeKind.PUBLIC_BODY)
        at = bisect_left(self._starts, cell.start)
        named = at < len(self._actors) and self._actors[at].start < cell.end
        return self._actors[at].actor if named else None

    def _by_role(self, words: str) -> Actor | None:
        """« Ville », « État (BOP 147) »."""
        fits = (actor for role, actor in self._roles if actor is not None and role.fullmatch(words))
        return next(fits, None)

    def _by_part(self, words: str) -> Actor | None:
        """« Part communale », « Autofinancement » of the body that decides."""
        if _OWN_FUNDS.fullmatch(words):
            return self._body
        owners = (
            getattr(self._setting, slot)
            for slot, owned in _OWNED.items()
            if _PART.match(words) and owned.search(words)
        )
        return next(owners, None)

    def anew(self, cell: Cell) -> Actor | None:
        """Return an actor that only the table names, by its words."""
        kept = _AROUND.sub("", cell.words).strip()
        if len(kept) < 2 or not any(map(str.isalpha, kept)):
            return None
        at = cell.words.index(kept)
        name = cell.written[at : at + len(kept)]
        return link_phrase(name, self._setting) or Actor(name, NodeKind.ORGANISATION)


def _roles(setting: Setting) -> tuple[tuple[re.Pattern[str], Actor | None], ...]:
    return (
        (_TOWN, setting.municipality),
        (_INTERCO, setting.intercommunality),
        (_DEPARTMENT, setting.department),
        (_REGION, setting.region),
        (_STATE, STATE),
        (_EUROPE, Actor("Union européenne", NodeKind.FUNDER)),
        (_LANDLORDS, Actor("bailleurs sociaux", NodeKind.HOUSING_PROVIDER)),
    )


def is_total(row: Row) -> bool:
    """Tell whether a row is the total of a table, no partial one."""
    label = row[0].words
    return _TOTAL.match(label) is not None and _SUBTOTAL.search(label) is None
