"""GEXF 1.3: for Gephi, with lifetimes, so that its timeline works.

A bound known to the year or the month opens at its first day and closes at its last.
"""

from __future__ import annotations

import calendar
from collections.abc import Generator, Iterator, Mapping

from api.exports.extract import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    NUMBERS,
    Cell,
    Extract,
    edge_row,
    node_row,
)
from api.exports.xmltext import attribute, text

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
"""


def write(extract: Extract) -> Generator[bytes, None, None]:
    """Yield a GEXF document in UTF-8, a node or an edge at a time."""
    for part in _parts(extract):
        yield part.encode()


def _parts(extract: Extract) -> Iterator[str]:
    yield _HEAD
    credits_ = text("\n".join(extract.credits()))
    yield f"<meta><creator>Galaxie</creator><description>{credits_}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    yield _attributes("node", NODE_COLUMNS)
    yield _attributes("edge", EDGE_COLUMNS)
    yield "<nodes>\n"
    for node in extract.nodes():
        life = _life(node.node.begins, node.node.until)
        head = f"<node id={attribute(node.node.id)} label={attribute(node.node.name)}{life}>"
        yield f"{head}{_values(node_row(node), NODE_COLUMNS)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in extract.edges():
        ends = f"source={attribute(edge.edge.start)} target={attribute(edge.edge.end)}"
        life = _life(edge.edge.begins, edge.edge.until)
        head = f"<edge id={attribute(edge.id)} {ends} label={attribute(edge.edge.kind)}{life}>"
        yield f"{head}{_values(edge_row(edge), EDGE_COLUMNS)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(about: str, names: tuple[str, ...]) -> str:
    kinds = ("long" if name in NUMBERS else "string" for name in names)
    several = (
        f'<attribute id="{place}" title="{name}" type="{kind}"/>'
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
    )
    return f'<attributes class="{about}" mode="static">{"".join(several)}</attributes>\n'


def _values(row: Mapping[str, Cell], names: tuple[str, ...]) -> str:
    several = (
        f'<attvalue for="{place}" value={attribute(row[name])}/>'
        for place, name in enumerate(names)
        if name in row
    )
    return f"<attvalues>{''.join(several)}</attvalues>"


def _life(since: str | None, until: str | None) -> str:
    start = f' start="{first_day(since)}"' if since else ""
    return f'{start} end="{last_day(until)}"' if until else start


def first_day(date: str) -> str:
    """Return the first day that a partial date may mean.

    >>> first_day("2015"), first_day("2015-06"), first_day("2015-06-22")
    ('2015-01-01', '2015-06-01', '2015-06-22')
    """
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """Return the last day that a partial date may mean.

    >>> last_day("2015"), last_day("2016-02"), last_day("2015-06-22")
    ('2015-12-31', '2016-02-29', '2015-06-22')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]:02d}"
    return date
