"""How the names of territories are written: French typography, articles, forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from graph.ids import NodeId


class Grammar(NamedTuple):
    """How a name is linked (« du Nord »), its article (« le ») and its gender."""

    of: str
    article: str
    gender: str


#: INSEE's code of the article of a name (TNCC, `typeLiaison`) → how the name is linked.
_LINKS = ("de ", "d’", "du ", "de la ", "des ", "de l’")
_ARTICLES = ("", "", "le", "la", "les", "l’")
#: Names that INSEE lists without article and that sentences give one.
_ARTICLE_IN_USE: Mapping[NodeId, str] = {
    **dict.fromkeys(("departement:28", "departement:35", "departement:37"), "l’"),
    **dict.fromkeys(("region:11", "region:76", "region:84"), "l’"),
    **dict.fromkeys(("departement:54", "departement:71", "departement:77"), "la"),
    **dict.fromkeys(("region:27", "region:28", "region:53", "region:75", "region:93"), "la"),
    **dict.fromkeys(("region:94", "departement:987", "departement:988"), "la"),
    "departement:49": "le",
    "departement:984": "les",
}
#: Masculine names that « le » does not tell to be.
_MASCULINE = frozenset(
    {f"departement:{code}" for code in ("01", "03", "12", "28", "34", "92", "975", "986")}
    | {"region:32", "region:52"}
)


def grammar(identifier: NodeId, tncc: int) -> Grammar:
    """Return the grammar of the name of a région or a département from INSEE's code of it.

    >>> grammar("departement:59", 2), grammar("departement:49", 0)
    (Grammar(of='du ', article='le', gender='m'), Grammar(of='de ', article='le', gender='m'))
    """
    article = _ARTICLE_IN_USE.get(identifier, _ARTICLES[tncc])
    masculine = article == "le" or identifier in _MASCULINE
    return Grammar(_LINKS[tncc], article, "m" if masculine else "f")


def typographic(name: str) -> str:
    """Return a name of the package with French apostrophes and quotes, and single spaces.

    >>> typographic("L'Haÿ-les-Roses")
    'L’Haÿ-les-Roses'
    """
    quoted = re.sub(r'"([^"]+)"', "«\u00a0\\1\u00a0»", name.replace("'", "’"))
    return re.sub(r" {2,}", " ", quoted)


_FORMS = {
    "CA": "Communauté d’agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
}
_ACRONYM = re.compile(r" \((.{2,14})\)$")
_LINKED = re.compile(r"^(?:de la |de l’|du |des |de |d’)")


def group_names(name: str, kind: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the full name of an intercommunality, its short one and its others, by its type.

    >>> group_names("CA Valenciennes Métropole", "CA")[0]
    'Communauté d’agglomération Valenciennes Métropole'
    >>> group_names("CC du Pays de l'Arbresle (CCPA)", "CC")[1:]
    ('CC du Pays de l’Arbresle', ('CC du Pays de l’Arbresle', 'Pays de l’Arbresle', 'CCPA'))
    """
    plain = typographic(name)
    acronyms = tuple(_ACRONYM.findall(plain))
    plain = _ACRONYM.sub("", plain)
    if kind == "EPT":
        short = f"EPT {plain}"
        return f"Établissement public territorial {plain}", short, (short, plain, *acronyms)
    form, _, rest = plain.partition(" ")
    if form not in _FORMS:
        return plain, "", acronyms
    return f"{_FORMS[form]} {rest}", plain, (plain, _LINKED.sub("", rest), *acronyms)


def group_article(name: str) -> str:
    """Return « la » or « l’ » before a name that begins with what it is, else nothing.

    >>> group_article("Métropole de Lyon"), group_article("Nantes Métropole")
    ('la', '')
    """
    first = name.partition(" ")[0]
    if first in {"Communauté", "Métropole"}:
        return "la"
    return "l’" if first in {"Établissement", "Eurométropole"} else ""
