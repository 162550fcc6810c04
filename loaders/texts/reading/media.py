"""What a file is: said by its first bytes where they are certain, else by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath

from graph.errors import InputRefused

TXT, MD, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

BY_SUFFIX = {
    ".txt": TXT, ".md": MD, ".html": HTML, ".htm": HTML, ".pdf": PDF, ".docx": DOCX, ".odt": ODT,
}  # fmt: skip
SAVE_AS = "Ouvrez-le et enregistrez-le en .docx, en .odt ou en .pdf."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How an OLE container names the stream of an Office file protected by a password.
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"(?:<\?xml[^>]{0,200}>\s{0,50})?<(?:!doctype\s{1,9}html|html|head)\b", re.I)
_BOM = b"\xef\xbb\xbf"


def media_of(data: bytes, name: str) -> str:
    r"""Return the media type of a file from its bytes and its name.

    A suffix that lies gives way to the bytes: a PDF saved as `.txt` is a PDF. A zip archive is
    told apart by what it holds, in `packages`; here it keeps the type its suffix gives, `.docx`
    by default.

    Raises `InputRefused` for a format that is not read, with what to do instead.

    >>> media_of(b"%PDF-1.4 ...", "convention.txt")
    'application/pdf'
    >>> media_of(b"Le maire a sign\xe9.", "article.txt")
    'text/plain'
    """
    suffix = PurePath(name).suffix.lower()
    head = data[:1024].removeprefix(_BOM).lstrip()
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return ODT if suffix == ".odt" else DOCX
    _refuse_old(data, head, name)
    if _HTML.match(head):
        return HTML
    return _by_suffix(suffix, name)


def _refuse_old(data: bytes, head: bytes, name: str) -> None:
    if head.startswith(_OLE):
        if _PROTECTED in data:
            raise InputRefused(
                "ce document est protégé par un mot de passe.",
                hint="Enregistrez-en une copie sans mot de passe.", where=name,
            )  # fmt: skip
        raise InputRefused("ce document est d’un ancien format (.doc).", hint=SAVE_AS, where=name)
    if head.startswith(b"{\\rtf"):
        raise InputRefused("ce document est au format RTF.", hint=SAVE_AS, where=name)


def _by_suffix(suffix: str, name: str) -> str:
    media = BY_SUFFIX.get(suffix)
    if media in {TXT, MD, HTML}:
        return media
    if media is not None:  # a PDF, DOCX or ODT always says so in its first bytes
        raise InputRefused(
            f"son contenu n’est pas celui d’un fichier {suffix}.",
            hint="Le fichier est abîmé ou mal nommé : demandez-en un autre exemplaire.",
            where=name,
        )
    raise InputRefused(
        f"le format « {suffix or 'sans extension'} » n’est pas lu.",
        hint=f"Formats lus : {', '.join(BY_SUFFIX)}.", where=name,
    )  # fmt: skip
