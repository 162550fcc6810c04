"""Bytes of a file given by a user, read within limits and refused with a reason."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from graph.errors import InputRefused

#: Curated files are written by hand: above this, the file is something else.
CURATED_LIMIT = 5_000_000
_REASONS = {
    errno.ENOENT: "il n’existe pas",
    errno.ENOTDIR: "son dossier n’en est pas un",
    errno.EISDIR: "c’est un dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EFBIG: "le fichier serait trop grand",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.EIO: "le disque est en défaut",
}


def read_text(path: Path, *, limit: int) -> str:
    """Return the text of a UTF-8 file of at most `limit` bytes.

    Raises `InputRefused`, naming the file, if it is absent, empty, too large or not UTF-8.
    """
    regular(path)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    return decode(data, str(path), limit=limit)


def regular(path: Path) -> None:
    """Refuse what is not a file: a pipe may never end, and to open it may already wait for ever.

    Raises `InputRefused`, also when there is nothing there.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # what opens a directory says what it is
        raise InputRefused(
            "ce n’est pas un fichier ordinaire.",
            hint="Copiez d’abord son contenu dans un fichier.",
            where=str(path),
        )


def unreadable(path: Path, error: OSError) -> InputRefused:
    """Return the refusal of a file that the system does not let us read: absent, not ours."""
    return InputRefused(
        f"le fichier ne peut être lu ({reason(error)}).",
        hint="Vérifiez son chemin et ses droits.",
        where=str(path),
    )


def reason(error: OSError) -> str:
    """Return in French why the system refuses, or its own words for what is rare."""
    return _REASONS.get(error.errno or 0) or error.strerror or "raison inconnue"


def decode(data: bytes, name: str, *, limit: int) -> str:
    """Return the text of the bytes of a file named `name`; refusals as for `read_text`."""
    if len(data) > limit:
        raise InputRefused(
            f"le fichier dépasse {limit // 1_000_000} Mo.",
            hint="Coupez-le en plusieurs.",
            where=name,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            f"l’octet {data[error.start]:#04x} n’est pas de l’UTF-8.",
            hint="Enregistrez le fichier en UTF-8, puis recommencez.",
            where=f"{name}, ligne {line}",
        ) from error
    if not text.strip():
        raise InputRefused("le fichier est vide.", hint="Vérifiez le fichier.", where=name)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputRefused(
            "un octet nul : ce n’est pas du texte.", hint="Vérifiez le fichier.",
            where=f"{name}, ligne {line}",
        )  # fmt: skip
    return text
