"""A load of a few thousand claims, and a program that makes it: `python medium.py ADDRESS COUNT`.

It says that it is about to load, so that who started it can kill it at any instant of the load.
"""

import sys

from graph.model import Citation, Claim, Edge, Node
from graph.ontology import Authority, Currency, EdgeKind, NodeKind
from graph.store import SourceClaims
from graph.stores import open_store
from tests.contract.making import source
from tests.contract.opening import neo4j_at

_TOWN, _PAYER = NodeKind.MUNICIPALITY, NodeKind.AGENCY
#: How long a killed writer makes the next one wait, in seconds.
LEASE = 0.5


def medium(count: int) -> list[SourceClaims]:
    """Return two sources that between them make `count` claims about one payer and its towns."""
    return [
        _grants("etat", count // 2, Authority.OFFICIAL),
        _grants("presse", count // 2, Authority.TEXT),
    ]


def _grants(name: str, count: int, authority: Authority) -> SourceClaims:
    claims = [Claim(fact=Node(id="agency:anru", kind=_PAYER, name="ANRU"), citation=_at(name, 0))]
    for i in range(count // 2):
        town = f"commune:{59_000 + i:05}"
        claims.append(
            Claim(fact=Node(id=town, kind=_TOWN, name=f"Ville {i}"), citation=_at(name, i))
        )
        grant = Edge(
            kind=EdgeKind.FINANCES, start="agency:anru", end=town,
            start_kind=_PAYER, end_kind=_TOWN,
            amount_cents=100 * i, currency=Currency.EUR, since="2015",
        )  # fmt: skip
        claims.append(Claim(fact=grant, citation=_at(name, i)))
    return SourceClaims(source(name, authority), claims)


def _at(name: str, row: int) -> Citation:
    return Citation(source=name, locator=f"row {row}")


def main(address: str, count: str) -> None:
    """Load, once what takes time before it is done."""
    batch = medium(int(count))
    store = neo4j_at(address, lease=LEASE) if "://" in address else open_store(address)
    print("prêt", flush=True)  # noqa: T201 -- the parent waits for this line
    store.load(batch)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
