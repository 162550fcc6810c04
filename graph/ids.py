"""Every identifier is made and checked here: registry codes first, slugs where none exists.

An identifier is `namespace:value`. The namespace tells where the value comes from, not what the
node is. Registries: SIREN and SIRET (INSEE, Luhn), COG codes of communes, départements and
régions (INSEE), quartiers prioritaires (décrets 2014-1750, 2014-1751 and 2023-1314).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeAlias

from graph.errors import InvalidIdentifier

#: `namespace:value`, checked by `node_id`; kept a plain string, for millions of them.
NodeId: TypeAlias = str

_INSEE_COMMUNE = re.compile(r"(?:\d[\dAB]\d{3})", re.ASCII)
_DEPARTMENT = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d|69[DM])", re.ASCII)
_REGION = re.compile(r"\d{2}", re.ASCII)
_QPV = re.compile(
    r"QP(?:0\d[\dAB]|0[1-9]\d|97\d|98\d)\d{3}|QN(?:0\d[\dAB]|97\d|98\d)\d{2}[A-Z]", re.ASCII
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_PLACED_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*@[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_QUARTIER = re.compile(r"\d[\dAB]\d{3}-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_CONVENTION = re.compile(r"[a-z0-9]+(?:[-.@_/][a-z0-9]+)*", re.ASCII)
_LA_POSTE = "356000000"


def digits(text: str) -> str:
    """Return `text` without the spaces that documents print inside numbers."""
    return re.sub(r"[\s\u00a0\u202f]", "", text)


def luhn(number: str) -> bool:
    """Tell whether a string of ASCII digits passes the Luhn check (ISO/IEC 7812-1, annex B).

    >>> luhn("732829320"), luhn("732829321")
    (True, False)
    """
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def siren(number: str) -> NodeId:
    """Identify an organisation by its SIREN, the nine digits that INSEE gives it.

    Spaces are dropped, non-breaking ones too, since conventions print "732 829 320". A number
    that fails the Luhn check raises `InvalidIdentifier`: it must not become a phantom actor.

    >>> siren("732 829 320")
    'siren:732829320'
    """
    value = digits(number)
    if not re.fullmatch(r"\d{9}", value, re.ASCII) or value == "0" * 9 or not luhn(value):
        raise InvalidIdentifier(
            f"« {number} » n’est pas un SIREN.",
            hint="Un SIREN a neuf chiffres, le dernier est une clé de contrôle.",
        )
    return f"siren:{value}"


def siret(number: str) -> NodeId:
    """Identify the organisation of a SIRET, fourteen digits: the SIREN and an establishment.

    La Poste numbers its offices by another rule: their digits add up to a multiple of five.

    >>> siret("356 000 000 00048"), siret("35600000049837")
    ('siren:356000000', 'siren:356000000')
    """
    value = digits(number)
    if re.fullmatch(r"\d{14}", value, re.ASCII) and not value.endswith("000000"):
        post_office = value.startswith(_LA_POSTE) and sum(map(int, value)) % 5 == 0
        if post_office or luhn(value):
            return siren(value[:9])
    raise InvalidIdentifier(
        f"« {number} » n’est pas un SIRET.",
        hint="Un SIRET a quatorze chiffres, dont une clé ; un nombre arrondi n’en est pas un.",
    )


def _matching(namespace: str, shape: re.Pattern[str], example: str) -> Callable[[str], NodeId]:
    def identify(code: str) -> NodeId:
        value = code.strip()
        if not shape.fullmatch(value):
            raise InvalidIdentifier(
                f"« {code} » n’est pas un code « {namespace} ».", hint=f"Exemple : {example}."
            )
        return f"{namespace}:{value}"

    identify.__name__ = namespace
    identify.__doc__ = f"Identify a `{namespace}` by its code, such as `{example}`."
    return identify


commune = _matching("commune", _INSEE_COMMUNE, "commune:59606")
departement = _matching("departement", _DEPARTMENT, "departement:2A")
region = _matching("region", _REGION, "region:32")
qpv = _matching("qpv", _QPV, "qpv:QN05906M")
quartier = _matching("quartier", _QUARTIER, "quartier:59606-chasse-royale")


def epci(number: str) -> NodeId:
    """Identify an intercommunality by the SIREN of its legal body.

    >>> epci("200042190")
    'epci:200042190'
    """
    return f"epci:{siren(number).removeprefix('siren:')}"


def slug(text: str) -> str:
    """Return `text` in lower-case ASCII words joined by hyphens.

    >>> slug("L’Haÿ-les-Roses, cœur de ville")
    'l-hay-les-roses-coeur-de-ville'
    """
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def actor(name: str, place: str) -> NodeId:
    """Identify an actor that no register numbers, by its name and the place that it belongs to.

    `place` is a commune or département code, `fr` for a national body, else a source id: a name
    alone never joins two actors of different places.

    >>> actor("Régie de quartier du 19e", "75")
    'actor:regie-de-quartier-du-19e@75'
    """
    return node_id(f"actor:{slug(name)}@{place}")


_SLUGGED = ("agency", "state", "pays", "federation", "funder", "programme")
#: How the value of each namespace is checked; the order is the rank of `preferred`.
_CHECKS: Mapping[str, Callable[[str], NodeId]] = {
    "commune": commune,
    "epci": epci,
    "region": region,
    "departement": departement,
    **{space: _matching(space, _SLUG, f"{space}:un-nom-court") for space in _SLUGGED},
    "qpv": qpv,
    "quartier": quartier,
    "convention": _matching("convention", _CONVENTION, "convention:anru-acse-2010"),
    "siren": siren,
    "actor": _matching("actor", _PLACED_SLUG, "actor:regie-de-quartier-du-19e@75"),
}
_RANK = {namespace: rank for rank, namespace in enumerate(_CHECKS)}


def node_id(text: str) -> NodeId:
    """Return `text` if it is a well-formed identifier of a known namespace.

    Raises `InvalidIdentifier`, which names the namespaces, otherwise.

    >>> node_id("commune:2A004")
    'commune:2A004'
    """
    namespace, _, value = text.partition(":")
    check = _CHECKS.get(namespace)
    if check is None:
        raise InvalidIdentifier(
            f"« {text} » n’est pas un identifiant.",
            hint=f"Un identifiant commence par {', '.join(f'{known}:' for known in _CHECKS)}.",
        )
    if check(value) != text:
        raise InvalidIdentifier(f"« {text} » s’écrit « {check(value)} ».")
    return text


def is_node_id(text: str) -> bool:
    """Tell whether `text` is a well-formed identifier, without raising."""
    try:
        node_id(text)
    except InvalidIdentifier:
        return False
    return True


def rank(identifier: NodeId) -> tuple[int, str]:
    """Return the order in which ids of one actor are preferred as its canonical id.

    >>> min(["siren:215906066", "commune:59606"], key=rank)
    'commune:59606'
    """
    return _RANK.get(identifier.partition(":")[0], len(_RANK)), identifier
