"""Answers for people: tables and lines in French. No text of the data is read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.bodies import Body
from api.cli.session import say
from api.cli.words import PROPERTIES, RELATIONS, STAGES
from graph.ontology import Currency, NodeKind
from viz.names import elides
from viz.palette import LOOKS
from viz.typography import amount, date, number, percent

#: Much-cited nodes are named in hundreds of places: that many are enough to read.
_FEW = 3


def _put(text: str, style: str = "") -> None:
    _console().print(Text(text, style=style))


def _console() -> Console:
    """Return the console of this moment: pipes and tests change stdout."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table without rules; nothing in a cell is read as markup."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    _console().print(drawn)


def _kind(kind: str) -> str:
    return LOOKS[NodeKind(kind)].one


def _more(body: Body) -> None:
    if body.get("next"):
        total = f" sur {number(body['total'])}" if "total" in body else ""
        say(f"{len(body['items'])}{total}. La suite : --after {body['next']}")


def nodes(body: Body) -> None:
    """Print a list of nodes."""
    if not body["items"]:
        say("Rien ne correspond.")
        return
    table(("Identifiant", "Genre", "Nom"), (_named(item) for item in body["items"]))
    _more(body)


def _named(node: Body) -> tuple[str, str, str]:
    short = f" ({node['short_name']})" if node.get("short_name") else ""
    return node["id"], _kind(node["kind"]), f"{node['name']}{short}"


def neighbours(body: Body) -> None:
    """Print what a node is tied to."""
    _put(f"{body['node']['name']} ({body['node']['id']})", "bold")
    table(
        ("Lien", "Avec", "Identifiant", "Depuis"),
        (
            (_verb(item["relation"], item["direction"]), item["node"]["name"], item["node"]["id"],
             _when(item))
            for item in body["items"]
        ),
    )  # fmt: skip
    _more(body)


def _verb(relation: str, direction: str) -> str:
    return RELATIONS[relation][direction == "in"]


def _when(body: Body) -> str:
    bounds: list[str] = [bound for bound in (body.get("since"), body.get("until")) if bound]
    return " – ".join(dict.fromkeys(map(date, bounds)))


def node(body: Body) -> None:
    """Print a node: what it is, its measures, its facts with their proofs, its disputes."""
    short = f" ({body['short_name']})" if body["short_name"] else ""
    _put(f"{body['name']}{short}", "bold")
    _put(" · ".join(_traits(body)))
    _proofs(body, most=_FEW)
    for title, line in (("Avant", "predecessors"), ("Après", "successors"), ("Joints", "joined")):
        if body[line]:
            _put(f"  {title} : {', '.join(ref['short_name'] or ref['name'] for ref in body[line])}")
    for told in body["measures"]:
        _put(f"  {_measured(told, body['nodes'])}")
        _proofs(told)
    for relation, several in body["edges"].items():
        total = sum(body["totals"][relation].values())
        shown = f", dont {len(several)} ici" if total > len(several) else ""
        _put(f"\n{RELATIONS[relation][0].capitalize()} ({number(total)}{shown})", "bold")
        for fact in several:
            _put(f"  {_sentence(fact, body['nodes'])}")
            _proofs(fact)
    _sources(body)


def _traits(body: Body) -> Iterator[str]:
    yield body["id"]
    yield _kind(body["kind"])
    if body["status"] or body["signed_on"]:
        word = "annoncé" if body["status"] == "planned" else "signé"
        yield f"{word}, {date(body['signed_on'])}" if body["signed_on"] else word
    if when := _when(body):
        yield when
    if body["population"] is not None:
        yield f"{number(body['population'])} habitants"
    if body["names"]:
        yield f"aussi : {', '.join(body['names'])}"
    if body["other_ids"]:
        yield f"autres identifiants : {', '.join(body['other_ids'])}"


def _measured(told: Body, names: Mapping[str, Body]) -> str:
    what = told["what"].replace("_", " ")
    context = [STAGES.get(told["stage"] or "", ""), _when(told)]
    context += [_name(names, payer) for payer in told["payers"]]
    return f"{what} : {_value(told)} {_bracketed(context)}".rstrip()


def _value(told: Body) -> str:
    if "amount_cents" in told:
        return amount(told["amount_cents"], Currency(told["currency"]))
    if "share_pct" in told:
        return percent(round(told["share_pct"] * 100))
    return number(told["value"])


def _bracketed(parts: Iterable[str]) -> str:
    told = ", ".join(part for part in parts if part)
    return f"({told})" if told else ""


def _name(names: Mapping[str, Body], identifier: str) -> str:
    return str(names[identifier]["name"]) if identifier in names else identifier


def _sentence(fact: Body, names: Mapping[str, Body]) -> str:
    told = fact["properties"]
    parts = [
        _value(told) if "amount_cents" in told else "",
        percent(round(told["share_pct"] * 100)) if "share_pct" in told else "",
        STAGES.get(told.get("stage", ""), ""),
        f"représenté par : {told['represented_as']}" if "represented_as" in told else "",
        told.get("purpose", ""),
        _when(fact) or (date(told["signed_on"]) if "signed_on" in told else ""),
    ]
    start, end = _name(names, fact["from"]), _name(names, fact["to"])
    verb = RELATIONS[fact["kind"]][0]
    tie = f"{verb[:-1]}’" if verb.endswith(" de") and elides(end) else f"{verb} "
    return f"{start} {tie}{end} {_bracketed(parts)}".rstrip()


def _proofs(fact: Body, *, most: int | None = None) -> None:
    for cited in fact["citations"][:most]:
        words = f"« {cited['quote']} »" if cited["quote"] else f"en substance : {cited['gist']}"
        told = f" — {words}" if cited["quote"] or cited["gist"] else ""
        _put(f"      {cited['source']}, {cited['locator']}{told}", "dim")
    if most is not None and len(fact["citations"]) > most:
        _put(f"      et {number(len(fact['citations']) - most)} autres, avec --json", "dim")
    for dispute in fact["contradictions"]:
        others = "; ".join(
            f"{o['value']} selon {', '.join(o['sources'])}" for o in dispute["others"]
        )
        about = PROPERTIES.get(dispute["property"], dispute["property"])
        _put(f"      désaccord sur {about} : {others}")


def _sources(body: Body) -> None:
    if body["sources"]:
        _put("\nSources", "bold")
        for told in body["sources"].values():
            parts = (
                told["title"],
                told["publisher"],
                told["published_on"],
                told["licence"],
                told["url"],
            )
            _put(f"  {told['id']} : {' — '.join(part for part in parts if part)}")


def paths(body: Body) -> None:
    """Print the chains between two nodes, each hop with its facts and their proofs."""
    if body["length"] is None:
        say("Aucune chaîne ne les relie sous ces filtres.")
    for place, chain in enumerate(body["paths"], start=1):
        _put(f"{place}. {' → '.join(node['name'] for node in chain['nodes'])}", "bold")
        for link in chain["links"]:
            for fact in link["facts"]:
                _put(f"   {_sentence(fact, body['nodes'])}")
                _proofs(fact)
    if body["truncated"]:
        say("La recherche s’est arrêtée à sa limite de temps : il peut y avoir d’autres chaînes.")


def ranking(body: Body) -> None:
    """Print who counts, with what the measure means."""
    table(
        ("Rang", "Acteur", "Identifiant", "Score"),
        ((item["rank"], item["node"]["name"], item["node"]["id"], f"{item['score']:.4g}")
         for item in body["items"]),
    )  # fmt: skip
    say(body["meaning"])
    _more(body)


def communities(body: Body) -> None:
    """Print the groups of those who work mostly among themselves."""
    for item in body["items"]:
        _put(f"{item['name']} ({number(item['size'])})", "bold")
        more = "…" if item["size"] > len(item["members"]) else ""
        _put(f"  {', '.join(node['name'] for node in item['members'])}{more}")
    say(body["meaning"])
    _more(body)


def completeness(body: Body) -> None:
    """Print what is known of what was announced."""
    table(
        ("Élément", "Quoi", "Connu", "Annoncé", "Raison"),
        ((item["node"]["name"], item["what"].replace("_", " "), number(item["known"]),
          number(item["announced"]), item["reason"]) for item in body["items"]),
    )  # fmt: skip


def sources(body: Body) -> None:
    """Print the sources."""
    table(
        ("Source", "Faits", "Titre", "Date", "Licence"),
        ((item["id"], number(item["claims"]), item["title"], item["published_on"], item["licence"])
         for item in body["items"]),
    )  # fmt: skip


def loaded(body: Mapping[str, Any]) -> None:
    """Print what was read of one file."""
    facts, several = number(body["accepted"]), len(body["sources"])
    _put(f"{body['file']} : {facts} faits, {several} source(s)")
