"""What waits for a person and what persons answered, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.bodies import Body
from api.cli.printing import table
from api.cli.session import put, say
from api.cli.words import FORMS, RELATIONS, STAGES
from graph.ontology import Currency
from viz.typography import amount, date, number

_ABOUT = {"agreement": "deux accords", "actor": "deux acteurs", "fact": "fait lu"}
_VERDICTS = {
    "same": "même élément", "different": "deux éléments", "unsure": "incertain",
    "accepted": "fait accepté", "refused": "fait refusé",
}  # fmt: skip


def proposals(body: Body) -> None:
    """Print what waits: its id, its score, why, what is at stake, the words of the documents."""
    if not body["items"]:
        say("Rien n’attend.")
        return
    for item in body["items"]:
        reasons = ", ".join(item["reasons"])
        put(f"{item['id']}  {item['score']:.2f}  {_ABOUT[item['about']]} : {reasons}")
        for ref in item["pair"] or ():
            put(f"    {ref['id']} — {ref['name']}")
        for fact in item["facts"]:
            put(f"    {' · '.join(_told(fact))}")
        for cited in item["citations"]:
            words = f"« {cited['quote']} »" if cited["quote"] else cited["gist"] or ""
            put(f"      {cited['source']}, {cited['locator']} — {words}")
    told = f"{number(len(body['items']))} sur {number(body['total'])}"
    say(f"{told}. Répondez : galaxie review accept ID, refuse ID, ou other ID AUTRE.")
    if body["next"]:
        say(f"La suite : --after {body['next']}")


def judgements(body: Body) -> None:
    """Print the answers in force, on pairs of ids and on claims of sources."""
    table(
        ("Un", "Autre", "Jugement", "Par", "Le", "Raison"),
        ((item.get("left", item.get("source")), item.get("right", item.get("claim")),
          _VERDICTS[item["verdict"]], item["by"], item["on"], item["why"])
         for item in body["items"]),
    )  # fmt: skip


def _told(fact: Body) -> Iterator[str]:
    """Yield what a fact says, in a few words."""
    if "edge" in fact:
        told = fact["edge"]
        yield f"{told['start']} {RELATIONS[told['kind']][0]} {told['end']}"
        yield from _money(told, "amount_cents")
        yield from (told[name] for name in ("represented_as", "purpose") if name in told)
    elif "measure" in fact:
        told = fact["measure"]
        yield f"{told['node']} : {told['what'].replace('_', ' ')}"
        yield from _money(told, "value") if "currency" in told else [number(told["value"])]
    else:
        told = fact["node"]
        yield f"{told['name']} ({told['id']})"
        if "form" in told:
            yield FORMS[told["form"]]
        if "status" in told:
            yield "annoncé" if told["status"] == "planned" else "signé"
        yield from map(date, [told["signed_on"]] if "signed_on" in told else [])


def _money(told: dict[str, Any], name: str) -> Iterator[str]:
    if "currency" in told:
        yield amount(told[name], Currency(told["currency"]))
    if "stage" in told:
        yield STAGES[told["stage"]]
