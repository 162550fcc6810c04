"""A subgraph in, a picture out: layout, palette, templates and pages.

Five functions are all that the outside needs; everything else is how they are made.

- `shell` gives the HTML of the explorer at an address, its first scene inside;
- `scene` gives the JSON of one scene, which the page's script fetches when the user moves on;
- `render` gives one self-contained HTML file;
- `sources_page` gives the HTML of all the sources, or of one with the facts that it states;
- `static_files` gives the scripts and styles that the page loads, by their hashed names.
"""

from __future__ import annotations

from viz.assets import static_files
from viz.explorer import render, scene, shell
from viz.sources_page import sources_page

__all__ = ["render", "scene", "shell", "sources_page", "static_files"]
