"""The words of the graph in French, for the terminal."""

from __future__ import annotations

from graph.ontology import EdgeKind, Form

#: A relation read from its start, then from its end.
RELATIONS: dict[str, tuple[str, str]] = {
    EdgeKind.SIGNS: ("signe", "est signé par"),
    EdgeKind.FINANCES: ("finance", "est financé par"),
    EdgeKind.PILOTS: ("pilote", "est piloté par"),
    EdgeKind.COVERS: ("couvre", "est couvert par"),
    EdgeKind.PART_OF: ("fait partie de", "comprend"),
    EdgeKind.AMENDS: ("modifie", "est modifié par"),
    EdgeKind.MEMBER_OF: ("est membre de", "a pour membre"),
    EdgeKind.SUCCEEDS: ("succède à", "a pour successeur"),
    EdgeKind.PARTNERS_WITH: ("est partenaire de", "est partenaire de"),
}
#: The forms of agreements.
FORMS: dict[str, str] = {
    Form.CONVENTION: "convention",
    Form.CONTRAT_DE_VILLE: "contrat de ville",
    Form.PROTOCOLE: "protocole",
    Form.AVENANT: "avenant",
    Form.CHARTE: "charte",
    Form.ACCORD_CADRE: "accord-cadre",
    Form.ORT: "opération de revitalisation de territoire",
}
STAGES = {
    "announced": "annoncé",
    "programmed": "programmé",
    "committed": "engagé",
    "paid": "payé",
}
PROPERTIES = {
    "name": "nom", "kind": "genre", "short_name": "sigle", "status": "état", "form": "forme",
    "signed_on": "signé le", "since": "depuis", "until": "jusqu’à", "number": "numéro",
    "population": "population", "generation": "génération", "amount_cents": "montant en centimes",
    "share_bp": "part en centièmes de pour cent", "value": "valeur", "role": "rôle",
    "represented_as": "représenté par",
}  # fmt: skip
