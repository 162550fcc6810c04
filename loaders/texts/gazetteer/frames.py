"""Words that call for a territory or a name: « ville de … », « CAF du … », « préfet de … ».

A frame says which territories may follow, and whom the whole names: the territory itself, the
State, or a body of that territory. They are listed in `tournures.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.ontology import NodeKind
from loaders.texts.gazetteer import register
from loaders.texts.gazetteer.words import key


@dataclass(frozen=True, slots=True)
class Frame:
    """What a head calls for.

    `gives`: `self` (the territory), `state`, `body` (a body of the territory), `made` (a body
    named by what follows, whatever it is), `landlord` (a body named by what is before or after),
    `ministry`. `title` is how the head is shown, empty when it is shown as written. `groups` are
    the territories that may follow, the preferred one first: M commune, I intercommunality,
    D département, R région, A académie. `bare` tells what the head alone is: `role`, `body` (the
    body of the text's territory) or nothing. `listed` heads introduce several names (« les villes
    de A, B et C »); `capitals` ones are mere words without a capital.
    """

    gives: str
    kind: NodeKind
    title: str
    groups: str = ""
    bare: str = ""
    listed: bool = False
    capitals: bool = False


def frames() -> dict[str, Frame]:
    """Return every frame by the key of each of its heads. Cost: 3 ms."""
    found: dict[str, Frame] = {}
    for line in register.lines("tournures.txt"):
        gives, kind, title, groups, bare, flags, heads = (c.strip() for c in line.split("|"))
        frame = Frame(
            gives, NodeKind(kind), title, groups, bare, "listed" in flags, "capitals" in flags
        )
        found.update((key(head), frame) for head in heads.split(";"))
    return found
