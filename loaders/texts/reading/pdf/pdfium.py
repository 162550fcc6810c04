"""PDFium, the parser of PDF: the only module that touches it, since it ships without types."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.texts.reading.pdf.glyphs import Box, Glyph, upright

#: What PDFium writes for a hyphen at the end of a line, be it one of spelling or of typesetting.
_HYPHENS = frozenset({0x02, 0xFFFE})
_SPACES = frozenset({0x20, 0xA0, 0x09, 0x2009, 0x202F, 0x3000})
_SLANT = math.radians(5)
_MOST_PAGES, _MOST_CHARACTERS, _MOST_IMAGES = 500, 1_000_000, 2_000


class Refused(Exception):
    """A PDF without a text; `reason` is a key of the refusals of `loaders.texts.reading.pdf`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page holds: its characters, and whether an image covers half of it."""

    glyphs: list[Glyph]
    pictured: bool


def sheets(data: bytes) -> Iterator[Sheet]:
    """Yield the pages of a PDF, one in memory at a time.

    Raises `Refused` if it is damaged, asks for a password, or is larger than any agreement.
    Cost: about 5 µs a character.
    """
    with _document(data) as document:
        if len(document) > _MOST_PAGES:
            raise Refused("pages")
        for page in document:
            text = page.get_textpage()
            if raw.FPDFText_CountChars(text) > _MOST_CHARACTERS:
                raise Refused("size")
            yield Sheet(_glyphs(text, page.get_bbox()), _is_pictured(page))
            page.close()  # and its text with it


def stated_title(data: bytes) -> str:
    """Return the title that the properties of a PDF give, empty if they give none."""
    with _document(data) as document:
        return str(document.get_metadata_value("Title"))


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    try:
        document = pdfium.PdfDocument(data)
        yield document
        document.close()
    except pdfium.PdfiumError as error:
        password = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise Refused("protected" if password else "damaged") from error


def _glyphs(text: Any, sheet: tuple[float, float, float, float]) -> list[Glyph]:
    """Return the characters that read in the main direction of a page, turned upright.

    Stamps in a margin and slanted watermarks, which read another way, are left out, and what
    stands outside of the sheet, which nobody sees.
    """
    turned: dict[int, list[Glyph]] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 and code not in _HYPHENS:
            continue  # a space or line break that PDFium supposes; white is measured in `lines`
        turn = _quarter(raw.FPDFText_GetCharAngle(text, index))
        box = _box(text, index)
        if turn is not None and box is not None and _is_on(sheet, box):
            turned.setdefault(turn, []).append(upright(_letter(code), turn, box))
    return max(turned.values(), key=lambda found: sum(g.text != " " for g in found), default=[])


def _box(text: Any, index: int) -> Box | None:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetLooseCharBox(text, index, box):
        return None
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return box.left, box.right, box.bottom, box.top, x.value, y.value


def _is_on(sheet: tuple[float, float, float, float], box: Box) -> bool:
    left, bottom, right, top = sheet
    return left <= box[4] <= right and bottom <= box[5] <= top


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code in _SPACES:
        return " "
    known = 0x20 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if known else "\ufffd"


def _quarter(angle: float) -> int | None:
    """Return how many quarter turns an angle (in radians) is, None if it is slanted."""
    turns = round(angle / (math.pi / 2))
    return turns % 4 if abs(angle - turns * math.pi / 2) < _SLANT else None


def _is_pictured(page: Any) -> bool:
    half = page.get_width() * page.get_height() / 2
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    for _, image in zip(range(_MOST_IMAGES), images, strict=False):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > half:
            return True
    return False
