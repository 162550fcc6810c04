"""Hostile names, and exports of a whole store."""

from __future__ import annotations

from api.exports import FORMATS, Extract
from api.questions import ExportFormat
from graph.derive import edge_id
from graph.store import GraphStore

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x.example\";\"clic\")",
    "@SUM(1;2)|+cmd",
    "'}) MATCH (n) DETACH DELETE n //",
    "\\u0027}) MATCH (n) DETACH DELETE n //",
    "fin d’antislash \\",
    "« guillemets » \"droits\" `inverses`",
    "renversé \u202egnirts\u202c et caché\u200b\ufeff",
    "contrôle \x07 \x1b[31m et \x00 nul",
    "hors XML \ufffe\uffff, hors plan \U0001f3d9",
    "a;b\r\nc,d\te\u2028f",
    "]]> <!-- &amp; %00 ${7*7} {{7*7}}",
)  # fmt: skip


def extract(store: GraphStore) -> Extract:
    columns = store.topology()
    return Extract(store, columns.ids, [edge_id(int(n)) for n in columns.edge_number])


def exported(store: GraphStore, form: ExportFormat) -> bytes:
    return b"".join(FORMATS[form].write(extract(store)))


def shown_names(store: GraphStore) -> set[str]:
    return {facts.node.name for facts in extract(store).nodes()}
