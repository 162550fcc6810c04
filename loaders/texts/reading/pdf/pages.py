"""All the pages of a PDF to one text, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.texts.reading.pdf.columns import reading_order
from loaders.texts.reading.pdf.furniture import without_furniture
from loaders.texts.reading.pdf.hyphens import whole_words
from loaders.texts.reading.pdf.lines import Line, lines_of
from loaders.texts.reading.pdf.pdfium import Refused, Sheet, sheets, stated_title
from loaders.texts.reading.pdf.setting import scale_of, set_lines
from loaders.texts.reading.repair import tidy, typeset

#: A page with fewer letters than that, under a picture that covers half of it, is a scan: the
#: letters are those of a stamp (« Envoyé en préfecture le … »).
_FEW_LETTERS = 200
#: Above this share of characters without meaning, a text is not readable.
_MOST_UNMAPPED = 0.3
_FILE_NAME = re.compile(
    r"^microsoft \w+ - |\.(?:docx?|odt|pdf|indd|rtf|qxp|pub|pptx?)$|^untitled", re.I
)


def read_pages(data: bytes) -> tuple[str | None, str]:
    """Return the title and the text of a PDF; raises `Refused`. Cost: linear in characters."""
    pages, scanned = [], True
    for sheet in sheets(data):
        lines = lines_of(sheet.glyphs)
        pages.append(lines)
        scanned = scanned and _is_scan(sheet, lines)
    if _is_unmapped(pages):
        raise Refused("unmapped")
    if scanned:
        raise Refused("scanned")
    title = typeset(stated_title(data)).strip()
    stated = title if title and not _FILE_NAME.search(title) else None
    return stated, _text(without_furniture(pages))


def _is_scan(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Tell the picture of a page, or a page without words, from one that was typed."""
    letters = sum(map(str.isalpha, "".join(line.text for line in lines)))
    return letters == 0 or (sheet.pictured and letters < _FEW_LETTERS)


def _is_unmapped(pages: Sequence[Sequence[Line]]) -> bool:
    letters = "".join(line.text for page in pages for line in page)
    unmapped = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    return unmapped > _MOST_UNMAPPED * len(letters)


def _text(pages: Sequence[Sequence[Line]]) -> str:
    lines: list[str] = []
    for page in pages:
        scale = scale_of(page)
        found = [line for block in reading_order(page) for line in set_lines(block, scale)]
        if lines and not _goes_on(lines[-1], found):
            lines.append("")
        lines += found
    return tidy(list(map(typeset, whole_words(lines))))


def _goes_on(last: str, page: Sequence[str]) -> bool:
    """Tell whether a page begins in the middle of the sentence that ends the one before."""
    return bool(page) and page[0].lstrip()[:1].islower() and last.rstrip()[-1:] not in ".!?:;"
