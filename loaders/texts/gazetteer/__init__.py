"""Names from registers: where a text names an organisation, and which one it means.

`load()` gives the gazetteer; `scan` finds names, `setting` tells where the text speaks from,
`link` settles who is meant. All is made from data that ships: territories, lists of bodies.
"""

from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.firstnames import first_names
from loaders.texts.gazetteer.gazetteer import Gazetteer, load
from loaders.texts.gazetteer.linking import link
from loaders.texts.gazetteer.phrases import link_phrase
from loaders.texts.gazetteer.programmes import programmes
from loaders.texts.gazetteer.settings import setting

__all__ = [
    "Entry",
    "Gazetteer",
    "Hit",
    "first_names",
    "link",
    "link_phrase",
    "load",
    "programmes",
    "setting",
]
