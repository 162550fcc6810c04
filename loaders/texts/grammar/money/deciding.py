"""Who decides in a deliberation, a decision or an arrêté: the payer of the sums that it grants.

« DÉCIDE : d’attribuer une subvention de 12 000 € à … » names no payer, because the body that speaks
is the payer: the commune of a conseil municipal, the State of a prefect’s arrêté.
"""

from __future__ import annotations

import re

from graph.ontology import NodeKind
from loaders.texts.grammar.formal.deliberation import is_deliberation
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.mentions import Actor, Analysis, within

#: How far the heading of an act goes, in characters.
_HEADING = 2500
_ASSEMBLY = re.compile(
    r"\b(?:conseil|bureau|assemblee|comite|commission permanente)(?: (?:du conseil"
    r"|de l'assemblee))? "
    r"(?:(?P<municipality>municipal)|(?P<intercommunality>communautaire|metropolitain"
    r"|d'agglomeration"
    r"|de communaute|de la metropole|de territoire)|(?P<department>departemental|general)"
    r"|(?P<region>regional))e?\b"
)
_STANDING = re.compile(r"\bcommission permanente\b")
_ORDERS = re.compile(r"(?:^|\n)\W*(?:le |la )?(?P<who>prefete?|maire|president|presidente)\b")
_ORDER = re.compile(
    r"(?:^|\n)\W*(?:arrete (?:prefectoral |municipal |n[°o]|du |portant |fixant )"
    r"|decision (?:n[°o]|du |municipale))"
)
_KINDS = {
    "municipality": NodeKind.MUNICIPALITY, "intercommunality": NodeKind.INTERCOMMUNALITY,
    "department": NodeKind.DEPARTMENT, "region": NodeKind.REGION,
}  # fmt: skip
_GRANTS = re.compile(
    r"(?<!\w)(?:affect|attribu|accord|allou|octroy|vers|engag|inscri|fix|vot|alloc|individualis"
    r"|mandat)"
    r"\w{1,7}\b[^.;]{0,220}?\b(?:subvention|participation|autorisations? (?:de programme"
    r"|d'engagement)"
    r"|contribution|aide|dotation|credit|enveloppe|concours|somme|montant|avance"
    r"|cotisation)s?\b[^.;]{0,90}$"
)


def deciding_body(analysis: Analysis) -> Actor | None:
    """Return the body whose decision a document is, None for any other document."""
    opening = analysis.text.folded[:_HEADING]
    if is_deliberation(analysis):
        return _assembly(analysis, opening)
    if _ORDER.search(opening) is None:
        return None
    who = _ORDERS.search(opening)
    if who is None:
        return None
    if who["who"].startswith("prefet"):
        return STATE
    return analysis.setting.municipality if who["who"] == "maire" else None


def _assembly(analysis: Analysis, opening: str) -> Actor | None:
    told = _ASSEMBLY.search(opening)
    group = None if told is None else told.lastgroup
    kinds = {_KINDS[group]} if group else set()
    if not kinds and _STANDING.search(opening):
        kinds = {NodeKind.DEPARTMENT, NodeKind.REGION}
    for mention in within(analysis.actors, 0, _HEADING):
        if mention.actor.kind in kinds and mention.sort in {"name", "role"}:
            return mention.actor
    return getattr(analysis.setting, group) if group else None


def grants(words: str) -> bool:
    """Tell whether words before a sum grant it: « d’attribuer une subvention de »."""
    return _GRANTS.search(words) is not None
