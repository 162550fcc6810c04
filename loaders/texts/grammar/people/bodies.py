"""Whom the holder of an office stands for: what French law or statutes say of the office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.ontology import NodeKind
from loaders.texts.mentions import Actor, Office, Setting

STATE = Actor("État", NodeKind.STATE_SERVICE, "state:france")
GENDARMERIE = Actor("Gendarmerie nationale", NodeKind.STATE_SERVICE)
POLICE = Actor("Police nationale", NodeKind.STATE_SERVICE)
#: State services that a director heads, by the words after « directeur départemental » or such.
_STATE_WORDS = re.compile(
    r"territoires|environnement|affaires culturelles|finances publiques|cohesion sociale|"
    r"economie|"
    r"emploi|travail|protection|services de l'education|alimentation|equipement|jeunesse|archives"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """An office taken apart.

    `organ` is that of a body (« conseil départemental »), `area` a common noun (« la région »),
    `name` the words of the complement, `linked` the same after its « de » (« du Havre »), `inner`
    another office (« délégué du préfet »), `own` tells that the head is somebody's (« son maire »).
    """

    head: str
    adjectives: str
    end: int
    organ: str = ""
    area: str = ""
    actor: Actor | None = None
    name: str = ""
    linked: str = ""
    inner: Office | None = None
    own: bool = False


def stands_for(parts: Parts, setting: Setting) -> Actor | None:
    """Return whom the holder of an office stands for, None when the office does not say."""
    if parts.inner is not None or parts.head in _NOBODY:
        return parts.inner.of if parts.inner else None
    of_state = _state(parts)
    if of_state is not None or parts.head in _STATE_HEADS:
        return of_state
    if parts.head in {"maire", "maire-adjoint", "adjoint", "depute-maire", "senateur-maire"}:
        return _commune(parts, setting)
    if parts.organ or parts.head == "conseiller":
        return _assembly(parts, setting)
    return parts.actor or _area(parts.area, setting)


#: Heads that stand for no body that signs.
_NOBODY = frozenset({"depute", "senateur", "doyen"})
#: Heads that stand for the State or one of its services, or for nobody.
_STATE_HEADS = frozenset(
    "prefet sous-prefet ministre recteur vice-recteur dasen procureur inspecteur".split()
)


def _state(parts: Parts) -> Actor | None:
    """Return the State, or that service of the State, for which an office stands."""
    at_prefect = parts.head == "secretaire" and re.match(
        r"(?i)pr[ée]fecture|affaires r", parts.name
    )
    if parts.head in {"prefet", "sous-prefet"} or parts.area == "republique" or at_prefect:
        return STATE
    if parts.head == "ministre" or "d'etat" in parts.adjectives:
        return _ministry(parts)
    if parts.head in {"recteur", "vice-recteur"} and parts.name:
        seat = "la région académique" if parts.area.startswith("region") else "l'académie"
        return _service(f"Rectorat de {seat} {parts.linked}")
    if parts.head == "procureur" and parts.name:
        return _service(f"Parquet {parts.linked}")
    if parts.head == "dasen" or re.search(r"academi", parts.adjectives):
        return _service("Direction des services départementaux de l'Éducation nationale")
    return _deconcentrated(parts)


def _deconcentrated(parts: Parts) -> Actor | None:
    """Return the gendarmerie, the police or the direction that an officer or a director heads."""
    words = parts.name.lower()
    if parts.head == "commandant" and re.match(
        r"groupement|compagnie|région de g|gendarmerie", words
    ):
        return GENDARMERIE
    if parts.head != "directeur" or not re.search(r"region|departement", parts.adjectives):
        return None
    if re.search(r"sécurité publique|police", words):
        return POLICE
    if not _STATE_WORDS.match(words):
        return None
    level = "régionale" if "region" in parts.adjectives else "départementale"
    return _service(f"Direction {level} des {parts.name}")


def _ministry(parts: Parts) -> Actor | None:
    """Return the ministry of a minister, named as his decree names him."""
    words = re.sub(r"(d[ée]l[ée]gu|charg)[ée]e?s?", lambda m: m[1] + "é", parts.name.strip(" ,"))
    words = re.sub(r"^(?:délégué )?auprès [^,]{2,90}, ", "", words)
    if not words:
        return None
    if "delegue" in parts.adjectives and not words.startswith("chargé"):
        words = f"délégué {words}"
    kind = "Secrétariat d'État" if parts.head == "secretaire" else "Ministère"
    return _service(f"{kind} {words}")


def _commune(parts: Parts, setting: Setting) -> Actor | None:
    """Return the commune of a mayor; that of the text for a bare « le maire »."""
    if parts.actor is not None and parts.actor.kind is NodeKind.MUNICIPALITY:
        return parts.actor
    if parts.name and parts.name[0].isupper():
        return Actor(f"Commune {parts.linked}", NodeKind.MUNICIPALITY)
    return None if parts.own else setting.municipality


def _assembly(parts: Parts, setting: Setting) -> Actor | None:
    """Return the body of an assembly: « conseil départemental » is the Département."""
    words = f"{parts.organ} {parts.adjectives}"
    if re.search(r"depart|general", words):
        wanted, here = NodeKind.DEPARTMENT, setting.department
    elif "regional" in words and "conseil" in parts.organ + parts.head:
        wanted, here = NodeKind.REGION, setting.region
    elif re.search(r"municipal", words):
        wanted, here = NodeKind.MUNICIPALITY, setting.municipality
    elif re.search(r"commun|metropol|agglo", words):
        wanted, here = NodeKind.INTERCOMMUNALITY, setting.intercommunality
    else:
        return parts.actor
    fits = parts.actor is not None and parts.actor.kind is wanted
    return parts.actor if fits or here is None else here


def _area(area: str, setting: Setting) -> Actor | None:
    """Return the territory of the text that a common noun stands for."""
    if re.match(r"agglo|metro|communaute|interco", area):
        return setting.intercommunality
    return {
        "region": setting.region,
        "departement": setting.department,
        "ville": setting.municipality,
        "commune": setting.municipality,
    }.get(area)


def _service(name: str) -> Actor:
    return Actor(name, NodeKind.STATE_SERVICE)
