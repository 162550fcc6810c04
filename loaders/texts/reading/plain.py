"""Bytes of a text to characters, without guessing: BOM, then strict UTF-8, then cp1252.

A statistical guess reads short French files wrong (cp1250 for cp1252), so none is made. What was
already garbled when the file was saved (« Ã© » for « é ») is read as it stands: repairing it in
silence would hide a bad source, and a citation must show the words of the file.
"""

from __future__ import annotations

import codecs

from graph.errors import InputRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE = "Enregistrez le fichier en UTF-8, puis recommencez."


def plain_text(data: bytes, name: str) -> tuple[str, str]:
    r"""Return the text of a file as it stands, and its encoding.

    Only two things are changed, so that a position in the text is a position in the file as
    shown: the BOM goes, and `\r\n` becomes `\n`. Raises `InputRefused` as `decode` does.

    >>> plain_text(b"Le pr\xe9fet\r\na sign\xe9", "a.txt")
    ('Le préfet\na signé', 'cp1252')
    """
    text, encoding = decode(data, name)
    return text.replace("\r\n", "\n"), encoding


def decode(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, str]:
    """Return the characters of `data` without BOM, and the encoding that gave them.

    `declared` is what a page says of itself; it is believed only where strict UTF-8 fails.
    Raises `InputRefused` for bytes that no encoding explains (81, 8D, 8F, 90 and 9D are nothing
    in cp1252) and for a NUL, which no text holds.
    """
    text, encoding = _characters(data, name, declared)
    at = text.find("\x00")
    if at >= 0:
        raise InputRefused(
            "un octet nul : ce n’est pas du texte.", hint="Vérifiez le fichier.",
            where=f"{name}, ligne {text.count(chr(10), 0, at) + 1}",
        )  # fmt: skip
    return text, encoding


def _characters(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding
    for candidate in ("utf-8", *([declared] if declared else [])):
        try:
            return data.decode(candidate), candidate
        except (UnicodeDecodeError, LookupError):  # the next one may explain them
            continue
    return _strict(data, "cp1252", name), "cp1252"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            f"l’octet {data[error.start]:#04x} n’est ni de l’UTF-8 ni du Windows-1252."
            if encoding == "cp1252"
            else f"l’octet {data[error.start]:#04x} n’est pas de l’{encoding.upper()}.",
            hint=_SAVE, where=f"{name}, ligne {line}",
        ) from error  # fmt: skip
