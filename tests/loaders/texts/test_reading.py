"""Bytes to text: encodings without guessing, formats by their bytes, refusals that say why."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from loaders.texts.reading import SUFFIXES, ReadText, read_document
from loaders.texts.reading.plain import plain_text

FRENCH = "Le préfet et la maire d’Orléans ont signé l’avenant n° 2 : 1 250 000 €.\n"


def read(folder: Path, name: str, data: bytes) -> ReadText:
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


def refusal(folder: Path, name: str, data: bytes) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read(folder, name, data)
    assert name in caught.value.where
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + FRENCH.encode(), "utf-8"),
        (b"\xff\xfe" + FRENCH.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode("cp1252"), "cp1252"),
    ],
)
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    found = read(tmp_path, "article.txt", data)
    assert (found.text, found.encoding, found.media) == (FRENCH, encoding, "text/plain")
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_a_text_keeps_its_spaces_tabs_and_ligatures(tmp_path: Path) -> None:
    words = "  Pour l'ANRU,\t\tPour la Ville\n\n\nle ﬁnance\u00adment\u202f: 3\u00a0000 € \r"
    assert read(tmp_path, "a.md", words.encode()).text == words


def test_only_windows_line_ends_are_changed(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", b"un\r\n\r\ndeux\r\n")
    assert found.text == "un\n\ndeux\n"


def test_what_was_garbled_before_us_is_not_repaired_in_silence(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "le prÃ©fet".encode()).text == "le prÃ©fet"


def test_an_empty_text_is_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, "vide.txt", b"").text == ""


def test_a_nul_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "ligne 2" in refusal(tmp_path, "a.txt", b"bon\nmauvais\x00").where


def test_a_byte_that_is_nothing_in_french_is_refused_with_its_line(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "a.txt", b"pr\xe9fet\nma\x81re")
    assert "0x81" in refused.message
    assert "ligne 2" in refused.where


def test_utf16_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, "a.txt", b"\xff\xfeL\x00e").message


@given(data=st.binary(max_size=200))
def test_any_bytes_are_either_read_exactly_or_refused(data: bytes) -> None:
    try:
        text, encoding = plain_text(data, "a.txt")
    except InputRefused:
        return
    kept = data.replace(b"\r\n", b"\n") if encoding in {"utf-8", "cp1252"} else None
    assert kept is None or text.encode(encoding) == kept.removeprefix(b"\xef\xbb\xbf")


@given(text=st.text(alphabet=st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])))
def test_every_text_survives_utf8(text: str) -> None:
    read, _ = plain_text(b"\xef\xbb\xbf" + text.encode(), "a.txt")
    assert read == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("acte.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
        ("acte.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "mot de passe"),
        ("acte.rtf", rb"{\rtf1\ansi Convention}", "RTF"),
        ("acte.txt", rb"{\rtf1\ansi Convention}", "RTF"),
        ("acte.pdf", b"Convention", ".pdf"),
        ("acte.docx", b"Convention", ".docx"),
        ("photo.png", b"\x89PNG\r\n", ".png"),
        ("acte", b"Convention", "sans extension"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_read_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    assert words in refusal(tmp_path, name, data).message


def test_the_hint_lists_every_suffix_read(tmp_path: Path) -> None:
    hint = refusal(tmp_path, "acte.xyz", b"").hint
    assert all(suffix in hint for suffix in SUFFIXES)


def test_a_page_saved_as_text_is_a_page(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", b"\n<!DOCTYPE html><html><body><p>Le maire signe.</p></body>")
    assert (found.media, found.text) == ("text/html", "Le maire signe.")


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"mot " * 10)
    assert read_document(path, limit=40).text
    with pytest.raises(InputRefused, match="dépasse"):
        read_document(path, limit=39)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau.txt")
    for name in ("absent.txt", "tuyau.txt", "."):
        with pytest.raises(InputRefused):
            read_document(tmp_path / name)
