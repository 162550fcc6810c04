"""One entry for all formats: bytes within limits, what they are, their text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputRefused
from loaders.reading import regular, unreadable
from loaders.texts.reading import media
from loaders.texts.reading.found import Found
from loaders.texts.reading.opendocument import read_odt
from loaders.texts.reading.packages import office_media
from loaders.texts.reading.pdf import read_pdf
from loaders.texts.reading.plain import plain_text
from loaders.texts.reading.webpage import read_page
from loaders.texts.reading.word import read_docx

#: The suffixes read, in the order shown to users.
SUFFIXES = tuple(media.BY_SUFFIX)


@dataclass(frozen=True, slots=True)
class ReadText:
    r"""The text of a document, and what is known of the file it was read from.

    Every position that Galaxie cites is an offset into `text`, in characters. The text of a
    `.txt` or `.md` is the file's own, but for its BOM and `\r\n`; that of other formats is
    repaired. `encoding` is None where the format fixes it. `published_on` is the date (ISO,
    to the day) that a page states of itself; `title` is a page's or a document's own.
    """

    text: str
    media: str
    encoding: str | None
    sha256: str
    title: str | None
    published_on: str | None


def read_document(path: Path, *, limit: int = 50_000_000) -> ReadText:
    """Return the text of a file of at most `limit` bytes, whatever its format.

    An empty text file is a text, "". Nothing is ever fetched, and no macro is run. Cost: linear
    in the file; a PDF costs a process of its own (about 0.2 s).

    Raises
    ------
    InputRefused
        If the file is absent, too large, damaged, protected by a password, without text (a
        scan), or of a format that is not read. It names the file and says what to do.
    """
    data = _bytes(path, limit=limit)
    kind = media.media_of(data, path.name)
    if kind in {media.DOCX, media.ODT}:
        kind = office_media(data, str(path))
    found = _READERS[kind](data, str(path))
    return ReadText(
        text=found.text, media=kind, encoding=found.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        title=found.title, published_on=found.published_on,
    )  # fmt: skip


def _bytes(path: Path, *, limit: int) -> bytes:
    regular(path)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > limit:
        raise InputRefused(
            f"le fichier dépasse {limit / 1_000_000:g} Mo.",
            hint="Coupez-le en plusieurs.", where=str(path),
        )  # fmt: skip
    return data


def _read_plain(data: bytes, name: str) -> Found:
    text, encoding = plain_text(data, name)
    return Found(text, encoding=encoding)


_READERS: dict[str, Callable[[bytes, str], Found]] = {
    media.TXT: _read_plain,
    media.MD: _read_plain,
    media.HTML: read_page,
    media.PDF: read_pdf,
    media.DOCX: read_docx,
    media.ODT: read_odt,
}
