"""How a name takes its article in a French sentence: de l’ANRU, au NPNRU, d’Action Logement.

A node may store its article and gender; without them the first word decides, as a reader would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Node
from graph.names import fold
from graph.ontology import NodeKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FEMININE = _words(
    "agence alliance association banque caisse charte chambre cite cites collectivite "
    "communaute confederation convention cooperative delegation direction eurometropole "
    "federation fondation fonciere maison metropole mission prefecture regie region societe "
    "union ville villes"
)
_MASCULINE = _words(
    "accord avenant commissariat comite conseil contrat contrats departement etablissement "
    "etat fonds groupe groupement institut ministere mouvement office organisme plan pole "
    "programme protocole reseau secretariat syndicat territoires volet quartiers"
)
#: Words that are common nouns: they lose their capital after an article.
_COMMON = _words("accord avenant charte contrat convention ministere prefecture protocole quartier")
_VOWEL = re.compile(r"^[aeiouyh]", re.ASCII)
#: Words in h that do not elide.
_ASPIRATED = _words("hauts haut haute hautes havre haye haie halluin hem hazebrouck")
_PLACES = frozenset({NodeKind.MUNICIPALITY, NodeKind.NEIGHBOURHOOD})
_OWN_ARTICLE = re.compile(r"^(Les|Le)(\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Called:
    """A name with its article ("le", "la", "les", "l’", or "" for none) and its gender."""

    text: str
    article: str = ""
    feminine: bool = False

    @property
    def plural(self) -> bool:
        """Tell whether verbs and adjectives take the plural."""
        return self.article == "les"

    def the(self) -> str:
        """Return the name with its article: « l’ANRU », « Action Logement ».

        >>> Called("NPNRU", "le").the(), Called("Action Logement").the()
        ('le NPNRU', 'Action Logement')
        """
        return f"{self.article}{'' if self.article.endswith('’') else ' '}{self.text}".strip()

    def at_start(self) -> str:
        """Return the same, with a capital: « L’ANRU »."""
        text = self.the()
        return text[:1].upper() + text[1:]

    def of(self) -> str:
        """Return the name after « de ».

        >>> [
        ...     Called(*n).of()
        ...     for n in (("NPNRU", "le"), ("régies", "les"), ("ANRU", "l’"), ("Acsé",))
        ... ]
        ['du NPNRU', 'des régies', 'de l’ANRU', 'd’Acsé']
        """
        match self.article:
            case "le":
                return f"du {self.text}"
            case "les":
                return f"des {self.text}"
            case "":
                return f"d’{self.text}" if elides(self.text) else f"de {self.text}"
            case _:
                return f"de {self.the()}"

    def to(self) -> str:
        """Return the name after « à ».

        >>> [
        ...     Called(*n).to()
        ...     for n in (("NPNRU", "le"), ("régies", "les"), ("ANRU", "l’"), ("Acsé",))
        ... ]
        ['au NPNRU', 'aux régies', 'à l’ANRU', 'à Acsé']
        """
        match self.article:
            case "le":
                return f"au {self.text}"
            case "les":
                return f"aux {self.text}"
            case _:
                return f"à {self.the()}"

    def agree(self, adjective: str) -> str:
        """Return a regular adjective or participle, agreed with the name.

        >>> (
        ...     Called("Villes de France", feminine=True).agree("lié"),
        ...     Called("régies", "les", True).agree("lié"),
        ... )
        ('liée', 'liées')
        """
        return f"{adjective}{'e' if self.feminine else ''}{'s' if self.plural else ''}"


def elides(text: str) -> bool:
    """Tell whether « de » and « le » lose their vowel before a name: vowel or mute h.

    An acronym is read as a word here; those that are spelt (« l’USH ») store their article.

    >>> elides("Action Logement"), elides("Habitat de la Vienne"), elides("Hauts-de-France")
    (True, True, False)
    """
    first = fold(text).partition(" ")[0]
    return bool(_VOWEL.match(first)) and first not in _ASPIRATED and not first.startswith("y")


def called(node: Node) -> Called:
    """Return how a node is named in a sentence: by its short name where it has one."""
    text = node.short_name or node.name
    if node.article is not None:
        return Called(_lowered(text, node.article), node.article, node.gender == "f")
    return guessed(text, node.kind, feminine=None if node.gender is None else node.gender == "f")


def guessed(text: str, kind: NodeKind, *, feminine: bool | None = None) -> Called:
    """Return a name with the article that its words suggest.

    >>> (
    ...     guessed("Le Havre", NodeKind.MUNICIPALITY).of(),
    ...     guessed("Métropole de Lyon", NodeKind.INTERCOMMUNALITY).to(),
    ... )
    ('du Havre', 'à la Métropole de Lyon')
    >>> (
    ...     guessed("Lille", NodeKind.MUNICIPALITY).the(),
    ...     guessed("Ministère de la Culture", NodeKind.STATE_SERVICE).of(),
    ... )
    ('Lille', 'du ministère de la Culture')
    """
    if kind in _PLACES:
        return _place(text)
    first = fold(text).partition(" ")[0]
    if first in _FEMININE or first in _MASCULINE:
        female = first in _FEMININE if feminine is None else feminine
        article = (
            "les" if first.endswith("s") and first not in {"fonds"} else "la" if female else "le"
        )
        if article != "les" and elides(text):
            article = "l’"
        return Called(_lowered(text, article), article, female)
    return Called(text, "", bool(feminine))


def _place(text: str) -> Called:
    """Return a commune: its own article, if any, contracts (« du Havre », « aux Mureaux »)."""
    own = _OWN_ARTICLE.match(text)
    if own:
        return Called(text[own.end() :], own[1].lower(), feminine=False)
    return Called(text, "", feminine=True)


def _lowered(text: str, article: str) -> str:
    if article and fold(text).partition(" ")[0] in _COMMON:
        return text[:1].lower() + text[1:]
    return text
