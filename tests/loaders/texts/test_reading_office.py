"""Office files: everything in its place, nothing that unpacks without end or reads elsewhere."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import InputRefused
from loaders.texts.reading import ReadText, read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
URN = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = " ".join(f'xmlns:{n}="{URN}{u}:1.0"' for n, u in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
    ("manifest", "manifest"),
))  # fmt: skip
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def docx(body: str, **parts: str) -> bytes:
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return archive({"word/document.xml": document, **parts})


def odt(body: str, before: str = "", **parts: str) -> bytes:
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{before}<office:c {ODF}>{text}</office:c>"
    return archive({"mimetype": ODT_TYPE, "content.xml": content, **parts})


def p(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def t(*paragraphs: str) -> str:
    return "".join(f"<text:p>{words}</text:p>" for words in paragraphs)


def read(folder: Path, name: str, data: bytes) -> ReadText:
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


def test_the_tables_of_a_word_document_stay_in_their_place(tmp_path: Path) -> None:
    signatures = table(
        (p("Pour l’ANRU,") + p("le directeur"), p("Pour la Ville,") + p("le maire")),
        ("<w:p/>", p("Pour la Région,")),
    )
    body = p("Fait à ", "Lyon") + signatures + p("Annexe")
    assert read(tmp_path, "a.docx", docx(body)).text.split("\n") == [
        "Fait à Lyon",
        "Pour l’ANRU,   Pour la Ville,",
        "le directeur   le maire",
        "               Pour la Région,",
        "Annexe",
    ]


def test_a_draft_is_read_as_it_is_proposed(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Le maire </w:t></w:r><w:ins><w:r><w:t>et le préfet </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>seul </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>hier </w:t></w:r></w:moveFrom><w:r><w:t>signent.</w:t></w:r></w:p>"
    )
    assert read(tmp_path, "a.docx", docx(body)).text == "Le maire et le préfet signent."


def test_content_controls_boxes_and_lists_are_read(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Encadré')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{p('Contrôle')}</w:sdtContent></w:sdt>"
        "<w:p><w:pPr><w:numPr/><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Élément</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Avec</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(tmp_path, "a.docx", docx(body)).text == "Contrôle\n- Élément\nAvec\nEncadré"


def test_tabs_part_columns_and_typesetting_is_undone(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Pour l’ANRU,</w:t><w:tab/><w:tab/><w:t>Pour la Ville,</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Le ﬁnance</w:t><w:softHyphen/><w:t>ment : 3\u00a0%"
        "</w:t><w:br/><w:t>après</w:t></w:r></w:p>"
    )
    assert read(tmp_path, "a.docx", docx(body)).text.split("\n") == [
        "Pour l’ANRU,            Pour la Ville,", "1. Le financement : 3\u00a0%", "après",
    ]  # fmt: skip


def test_a_document_tells_its_title_and_its_type_whatever_its_name(tmp_path: Path) -> None:
    properties = f"<c {DC}><dc:title> Contrat </dc:title></c>"
    data = docx(p("Mot"), **{"docProps/core.xml": properties, "word/vbaProject.bin": "x"})
    found = read(tmp_path, "a.doc", data)
    assert (found.title, found.text, found.encoding) == ("Contrat", "Mot", None)
    assert found.media.endswith("wordprocessingml.document")
    assert read(tmp_path, "b.docx", odt(t("Mot"))).media == ODT_TYPE


def test_an_opendocument_text_is_read_in_order(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
        "<text:h>Article\n1</text:h><text:p>Le<text:s text:c='3'/>maire<text:note><text:p>note"
        "</text:p></text:note> <text:span>signe</text:span>.<text:line-break/>Fin</text:p>"
        "<text:list><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>deux"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell>"
        f"{t('Pour l’ANRU,', 'X')}</table:table-cell><table:covered-table-cell/><table:table-cell>"
        f"{t('Pour la Ville,')}</table:table-cell></table:table-row></table:table>"
        f"<text:p>Avec<draw:frame><draw:text-box>{t('Encadré')}</draw:text-box></draw:frame></text:p>"
    )
    meta = f"<m {DC}><dc:title>Contrat</dc:title></m>"
    found = read(tmp_path, "a.odt", odt(body, **{"meta.xml": meta}))
    assert found.title == "Contrat"
    assert found.text.split("\n") == [
        "Article 1", "Le   maire signe.", "Fin", "- un", "- deux", "Pour l’ANRU,   Pour la Ville,",
        "X", "Avec", "Encadré",
    ]  # fmt: skip


def bomb() -> bytes:
    return docx(p("a"), **{"word/media/image.bin": "\0" * 40_000_000})


def liar() -> bytes:
    """A part that unpacks to more than the archive announces."""
    data = bytearray(docx(p("mot " * 20_000)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + at
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def locked() -> bytes:
    data = bytearray(docx(p("a")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
CIPHER = f"<m {ODF}><manifest:f><manifest:encryption-data/></manifest:f></m>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(), "démesurée"),
        (archive({f"{n}": "" for n in range(2001)}), "démesurée"),
        (liar(), "illisible"),
        (locked(), "mot de passe"),
        (odt(t("a"), **{"META-INF/manifest.xml": CIPHER}), "mot de passe"),
        (odt(t("&a;"), before=ENTITY), "DOCTYPE"),
        (odt(t("&j;"), before=LAUGHS), "DOCTYPE|illisible"),
        (docx("<w:p>"), "illisible"),
        (docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "illisible"),
        (docx("<w:p/>"), "aucun texte"),
        (odt(""), "aucun texte"),
        (archive({"xl/workbook.xml": ""}), "ne contient pas de texte"),
        (docx(p("a"))[:-30], "illisible"),
        (b"PK\x03\x04" + bytes(range(256)), "illisible"),
        (docx(p("x" * 21_000_000) + "".join(map(str, range(40_000)))), "démesurée|dépasse"),
    ],
)
def test_a_hostile_or_useless_archive_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputRefused, match=words) as caught:
        read(tmp_path, "a.docx", data)
    assert caught.value.hint
    assert "a.docx" in caught.value.where


def test_a_million_tabs_cost_nothing(tmp_path: Path) -> None:
    body = f"<w:p><w:r><w:t>a</w:t>{'<w:tab/>' * 1_000_000}<w:t>b</w:t></w:r></w:p>"
    noise = "".join(f"<!--{n * 7919}-->" for n in range(100_000))  # so that it hardly compresses
    found = read(tmp_path, "a.docx", docx(body + noise))
    assert len(found.text) < 2_000_000
