"""Office files, zip archives of XML: opened within limits, parsed without entities or network."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from graph.errors import InputRefused
from loaders.texts.reading import media
from loaders.texts.reading.found import Found
from loaders.texts.reading.repair import tidy, typeset

_MOST_ENTRIES = 2_000
_MOST_BYTES = 200_000_000
#: The part that holds the text: 20 MB of XML are some 2 000 pages.
_MOST_XML = 20_000_000
#: Text shrinks 10 to 30 times; what shrinks a hundred times was made to fill a disk.
_MOST_RATIO, _SMALL = 100, 1_000_000
_DAMAGED = "Le fichier est abîmé : demandez-en un autre exemplaire."


def office_media(data: bytes, name: str) -> str:
    """Return what an archive holds, DOCX or ODT; raises `InputRefused` for anything else."""
    with opened(data, name) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return media.DOCX
        if "mimetype" in names and "content.xml" in names:
            kind = archive.open("mimetype").read(200).decode("ascii", "replace").strip()
            if kind == media.ODT:
                return media.ODT
    raise InputRefused(
        "cette archive ne contient pas de texte.",
        hint=f"Formats lus : {', '.join(media.BY_SUFFIX)}.", where=name,
    )  # fmt: skip


@contextmanager
def opened(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose announced sizes are reasonable; a damaged one is `InputRefused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist(), name)
            yield archive
    # NotImplementedError is how zipfile names a compression that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise InputRefused("cette archive est illisible.", hint=_DAMAGED, where=name) from error


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if bomb or total > _MOST_BYTES or len(entries) > _MOST_ENTRIES:
        raise InputRefused(
            f"une fois décompressée, cette archive serait démesurée ({total // 1_000_000} Mo).",
            hint="Enregistrez le texte seul, sans images ni pièces jointes.", where=name,
        )  # fmt: skip
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(name)


def protected(name: str) -> InputRefused:
    """Return the refusal of a document that a password protects."""
    return InputRefused(
        "ce document est protégé par un mot de passe.",
        hint="Enregistrez-en une copie sans mot de passe.", where=name,
    )  # fmt: skip


def part(archive: zipfile.ZipFile, path: str, name: str) -> etree._Element | None:
    """Return the tree of one XML part, None if it is absent.

    The bytes are counted as they come, since an archive may lie on their number. A DOCTYPE is
    refused: no word processor writes one, and entities are how XML reads files and eats memory.
    """
    try:
        with archive.open(path) as file:
            data = file.read(_MOST_XML + 1)
    except KeyError:  # how zipfile says that there is no such part
        return None
    if len(data) > _MOST_XML:
        raise InputRefused(
            f"son texte dépasse {_MOST_XML // 1_000_000} Mo.", hint="Coupez-le en plusieurs.",
            where=name,
        )  # fmt: skip
    return _tree(data, name)


def _tree(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputRefused("son texte est illisible.", hint=_DAMAGED, where=name) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise InputRefused(
            "son XML déclare un DOCTYPE, ce qu’aucun traitement de texte n’écrit.",
            hint=_DAMAGED, where=name,
        )  # fmt: skip
    return tree


def title_in(archive: zipfile.ZipFile, path: str, name: str) -> str | None:
    """Return the title that the properties of a document give, None if there is none."""
    properties = part(archive, path, name)
    if properties is None:
        return None
    found = properties.findtext(".//{http://purl.org/dc/elements/1.1/}title")
    return (found or "").strip() or None


def with_words(lines: list[str], *, title: str | None, name: str) -> Found:
    """Return what the lines of a document say; one without words is `InputRefused`."""
    text = typeset(tidy(lines))
    if text:
        return Found(text, title=title)
    raise InputRefused(
        "ce document ne contient aucun texte.",
        hint="S’il ne contient que des images, passez-le à la reconnaissance de caractères.",
        where=name,
    )
