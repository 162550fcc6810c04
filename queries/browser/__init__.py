"""What a Neo4j Browser user is given: the questions as favourites, a guide, a style sheet.

The Browser takes a guide in HTML (`<article class="guide">`, one `<slide>` a page, blocks of
`runnable` Cypher), a style sheet in its own GraSS, and saved queries as a zip of one folder.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from importlib.resources import files

_FOLDER = "Galaxie"  #: how the Browser calls the folder of saved queries
_PARAMETER = re.compile(r"^//\s+:param (\w+) => .+$", re.MULTILINE)
_EPOCH = (1980, 1, 1, 0, 0, 0)  #: the first date of the zip format: the same bytes at each build


@dataclass(frozen=True, slots=True)
class Question:
    """A question in Cypher: one statement, under a header that tells how to ask it."""

    name: str  #: `09-partners`: its place in the catalogue, then what it is about
    text: str

    @property
    def title(self) -> str:
        """Return the question in French, by which the Browser lists it."""
        return self.text.partition("\n")[0].removeprefix("// ")

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of its parameters, in the order of its `:param` lines."""
        return tuple(_PARAMETER.findall(self.text))

    @property
    def statement(self) -> str:
        """Return the Cypher under the header."""
        return re.sub(r"\A(//.*\n)+", "", self.text)


def questions() -> tuple[Question, ...]:
    """Return the catalogue, in reading order."""
    found = sorted((files("queries") / "cypher").iterdir(), key=lambda file: file.name)
    return tuple(
        Question(file.name.removesuffix(".cypher"), file.read_text("utf-8"))
        for file in found
        if file.name.endswith(".cypher")
    )


def favourites() -> bytes:
    """Return the catalogue as a zip to drop on the Browser; the same bytes every time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for question in questions():
            entry = zipfile.ZipInfo(f"{_FOLDER}/{question.name}.cypher", date_time=_EPOCH)
            archive.writestr(entry, question.text.encode())
    return packed.getvalue()


def guide() -> bytes:
    """Return the guide, in HTML."""
    return (files("queries") / "browser" / "guide.html").read_bytes()


def style() -> bytes:
    """Return the style sheet, in GraSS."""
    return (files("queries") / "browser" / "style.grass").read_bytes()
