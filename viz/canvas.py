"""A picture handed to pyvis, and taken back as the nodes, edges and options of vis-network.

pyvis 0.3.2 makes the page's data; its template, its helpers and its defaults are not used: they
load scripts from other sites, print a heading unescaped, and lay out with physics. Its lists are
filled directly, since `add_node` and `add_edge` scan them each time.
"""

from __future__ import annotations

import json
from typing import Any

from viz.palette import GROUND, INK, INKS, SECONDARY
from viz.picture import (
    PILL_HEIGHT,
    Body,
    Line,
    Picture,
    bend,
    bold,
    dashes,
    font_size,
    label_lines,
    line_colour,
    pill_width,
    scenery,
    thickness,
)

#: Our places, nothing moves, nothing is drawn that the picture does not say.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "selectable": False,
        "tooltipDelay": 100,
        "hideEdgesOnDrag": False,
        "zoomView": True,
        "dragView": True,
    },
    "nodes": {
        "borderWidth": 1,
        "borderWidthSelected": 1,
        "shadow": False,
        "chosen": False,
        "labelHighlightBold": False,
    },
    "edges": {
        "smooth": False,
        "shadow": False,
        "chosen": False,
        "arrows": {},
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
}


def canvas(picture: Picture) -> dict[str, Any]:
    """Return the drawing as JSON: `nodes`, `edges`, `options` for vis-network, and `scenery`."""
    from pyvis.network import Network  # noqa: PLC0415 -- it imports IPython, slow for the other commands

    net = Network(directed=True, height="100%", width="100%", cdn_resources="in_line")
    net.nodes = [_node(picture, body) for body in picture.bodies]
    net.node_ids = [node["id"] for node in net.nodes]
    net.edges = [_edge(picture, line, place) for place, line in enumerate(picture.lines)]
    net.options = OPTIONS
    nodes, edges, _heading, _height, _width, options = net.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "scenery": scenery(picture),
    }


def _node(picture: Picture, body: Body) -> dict[str, Any]:
    place = picture.layout.places.get(body.id)
    ink = INKS[body.family]
    hollow = body.ended or body.pill
    node: dict[str, Any] = {
        "id": body.id,
        "x": place.x if place else 0.0,
        "y": place.y if place else 0.0,
        "shape": str(body.shape),
        "size": round(picture.radii[body.id], 2),
        "borderWidth": 2.5 if body.ended else 2 if body.pill else 1,
        "color": {
            "background": GROUND if hollow else ink.fill,
            "border": ink.fill if hollow else ink.border,
        },
        "label": " ",
        "font": {"size": 1, "color": "rgba(0,0,0,0)"},
        "galaxie": _about(picture, body),
    }
    return node | (_pill(body) if body.pill else {})


def _pill(body: Body) -> dict[str, Any]:
    wide = round(pill_width(body.label))
    return {
        "widthConstraint": wide - 10,
        "heightConstraint": PILL_HEIGHT - 10,
        "margin": 5,
        "shapeProperties": {"borderRadius": PILL_HEIGHT / 2},
    }


def _about(picture: Picture, body: Body) -> dict[str, Any]:
    """Return what the page draws and says of a body beside its sign."""
    place = picture.layout.places.get(body.id)
    return {
        "lines": list(label_lines(body, picture.style)),
        "side": str(place.side) if place else "inside",
        "bold": bold(body),
        "size": font_size(body),
        "sun": body.ring == 0,
        "ink": SECONDARY if body.ended else INK,
        "fill": INKS[body.family].fill,
        "tip": body.tip,
        "href": body.href,
        "name": body.label,
        "weight": body.weight,
    }


def _edge(picture: Picture, line: Line, place: int) -> dict[str, Any]:
    colour, opacity = line_colour(line)
    bent = bend(picture, line)
    strokes = dashes(line)
    return {
        "id": f"lien-{place}",
        "from": line.start,
        "to": line.end,
        "width": round(thickness(line), 2),
        "color": {"color": colour, "opacity": opacity},
        "dashes": list(strokes) if strokes else False,
        "smooth": {
            "enabled": True,
            "type": "curvedCW" if bent > 0 else "curvedCCW",
            "roundness": abs(bent),
        }
        if bent
        else False,
        "galaxie": {"tip": line.tip, "href": line.href, "opacity": opacity},
    }
