"""PDF to text: what was printed, in the order of reading, without what pages carry besides."""

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputRefused
from loaders.texts.reading import ReadText, pdf, read_document
from loaders.texts.reading.limited import Stopped, answer_of
from loaders.texts.reading.pdf.hyphens import whole_words
from loaders.texts.reading.pdf.pages import read_pages
from loaders.texts.reading.pdf.worker import answer

#: What is printed at x, y (in points, from the bottom left), 10 points high.
Print = tuple[float, float, str]
LEADING = 12
PROSE = [
    "Le contrat de ville fixe les engagements",
    "de chacun pour toute la durée prévue et",
    "précise les moyens que les partenaires",
    "consacrent aux habitants des quartiers",
    "prioritaires, dans le respect des règles",
    "et des compétences de chacun d’entre eux",
    "pour les six années du programme.",
]
DEED = [
    "La communauté assure le pilotage de tout",
    "ce dispositif, et le conseil citoyen est",
    "associé aux instances. Le Département et",
    "la Région apportent leurs financements à",
    "ces mêmes actions selon les conditions",
    "de l’article 7, sans préjudice des aides",
    "que leurs services accordent déjà.",
]


def content(prints: Iterable[Print], matrix: str = "1 0 0 1") -> bytes:
    shown = []
    for x, y, words in prints:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 10 Tf {matrix} {x} {y} Tm ({escaped}) Tj ET")
    return "\n".join(shown).encode("cp1252")


def printed(
    pages: Sequence[bytes], *, title: str = "", trailer: str = "", image: bool = False
) -> bytes:
    """Write a PDF of A4 pages in Helvetica, each given as its content."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources".encode()
        + f"<</Font<</F1 3 0 R>>/XObject<</I1 {4 + 2 * count} 0 R>>>>>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {5 + 2 * number} 0 R>>".encode())
        drawn = (b"q 595 0 0 842 0 0 cm /I1 Do Q\n" if image else b"") + page
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn))
    objects.append(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Length 1>>stream\n\xff\nendstream"
    )
    objects.append(f"<</Title({title})>>".encode("cp1252"))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    size = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    end = f"trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R{trailer}>>"
    return data + f"{end}\nstartxref\n{start}\n%%EOF".encode()


def down(lines: Sequence[str], x: float = 60, y: float = 700) -> list[Print]:
    return [(x, y - LEADING * row, words) for row, words in enumerate(lines)]


def read(folder: Path, data: bytes) -> ReadText:
    path = folder / "acte.pdf"
    path.write_bytes(data)
    return read_document(path)


def lines_of(*pages: Sequence[Print]) -> list[str]:
    return read_pages(printed([content(page) for page in pages]))[1].split("\n")


def test_lines_are_read_from_top_to_bottom_with_their_paragraphs() -> None:
    page = [*down(["Article 2", "L’État et la Ville"], y=500), *down(["Article 1", "Parties"])]
    assert lines_of(page) == [
        "Article 1",
        "Parties",
        "",
        "Article 2",
        "L’État et la Ville",
    ]


def test_accents_raised_letters_and_spaces_of_all_kinds_are_words() -> None:
    page = [(60, 700, "la 1"), (76.3, 703.5, "re"), (88, 700, "ministre,\u00a0 à l’œuvre (6e)")]
    assert lines_of(page) == ["la 1re ministre, à l’œuvre (6e)"]


def test_blocks_of_signatures_stay_side_by_side() -> None:
    left = ["Pour l’ANRU,", "le Directeur général", "X"] * 3
    right = ["Pour la Ville de Châtellerault,", "le Maire", "Y"] * 3
    lines = lines_of([*down(left), *down(right, x=330)])
    column = lines[0].index("Pour la Ville")
    assert all(line[column - 3 : column].isspace() for line in lines)
    assert [line[:column].rstrip() for line in lines] == left
    assert [line[column:] for line in lines] == right


def test_a_signature_on_the_right_alone_keeps_its_column() -> None:
    right = down(["Pour la Ville", "", "La Région"], x=330)
    lines = lines_of([*down(["Pour l’État,", "le Préfet"]), *right])
    assert lines[-1].index("La Région") == lines[0].index("Pour la Ville")


def test_figures_of_a_table_keep_their_rows() -> None:
    rows = [("ANRU", "30 300 000", "31 %"), ("Autres contributeurs", "67 400 000", "69 %")] * 4
    page = [(x, 700 - 20 * n, cell) for n, row in enumerate(rows)
            for x, cell in zip((60, 300, 420), row, strict=True)]  # fmt: skip
    assert [tuple(cell.strip() for cell in line.split("   ") if cell.strip())
            for line in lines_of(page)] == rows  # fmt: skip


@pytest.mark.parametrize("shift", [0, 5])
def test_prose_in_columns_is_read_one_column_after_the_other(shift: int) -> None:
    title = (
        "Le bulletin municipal raconte la signature du contrat de ville par tous ses partenaires"
    )
    page = [
        (60, 730, title),
        *down(PROSE),
        *down(DEED, x=330, y=700 - shift),
        (60, 560, "Fait à Lyon"),
    ]
    assert [line for line in lines_of(page) if line] == [
        title,
        *PROSE,
        *DEED,
        "Fait à Lyon",
    ]


def test_words_cut_at_the_end_of_a_line_are_whole() -> None:
    page = down(
        ["le directeur de pro-", "jet, placé auprès du vice-", "président de Salon-de-", "Provence"]
    )
    assert lines_of(page) == [
        "le directeur de projet,", "placé auprès du vice-président", "de Salon-de-Provence",
    ]  # fmt: skip


def test_a_hyphen_that_the_document_writes_elsewhere_stays() -> None:
    assert whole_words(["le porte-", "monnaie, son porte-monnaie"])[0] == "le porte-monnaie,"
    assert whole_words(["Saint-Ouen-", "sur-Seine"]) == ["Saint-Ouen-sur-Seine"]
    assert whole_words(["Pour l’A-   Pour la", "ville"]) == ["Pour l’A-   Pour la", "ville"]
    assert whole_words(["finance\u00ad", "", "ment"]) == ["financement", ""]


def furnished(number: int, body: list[str]) -> list[Print]:
    foot = [(60.0, 40.0, "Convention cadre"), (480.0, 40.0, f"Page {number} / 7")]
    return [(60, 800, f"Ville de Lyon – {number}"), *down(body), *foot]


def test_running_heads_and_page_numbers_are_dropped_but_the_first_title() -> None:
    bodies = [["La Ville et l’État"], ["sont d’accord."], ["Fait à Lyon"]]
    lines = lines_of(*(furnished(n, body) for n, body in enumerate(bodies, 1)))
    assert [line for line in lines if line] == [
        "Ville de Lyon – 1", "La Ville et l’État", "sont d’accord.", "Fait à Lyon",
    ]  # fmt: skip


def test_a_sentence_goes_on_over_the_page() -> None:
    first, second = ["La Ville et le dé-"], ["partement", "signent"]
    lines = lines_of(furnished(1, first), furnished(2, second))
    assert lines[-2:] == ["La Ville et le département", "signent"]


@pytest.mark.parametrize(
    "mark", ["{n}", "- {n} -", "{n}/3", "page {n}", "Chapitre {n}bis      {n}"]
)
def test_numbers_that_count_pages_are_dropped(mark: str) -> None:
    pages = []
    for n in range(1, 4):
        words = [word for word in mark.format(n=n).split("      ") if word]
        feet = [(60 + 300.0 * at, 40.0, word) for at, word in enumerate(words)]
        pages.append([*down([f"Texte {'abc'[n - 1]}", "2015"]), *feet])
    lines = [line for line in lines_of(*pages) if line]
    assert lines == ["Texte a", "2015", "Texte b", "2015", "Texte c", "2015"]


def test_a_page_set_sideways_is_read_and_a_watermark_is_not(tmp_path: Path) -> None:
    turned = content([(100, 60, "Tableau des financements"), (112, 60, "ANRU")], "0 1 -1 0")
    slanted = content([(200, 200, "PROJET")], "0.7 0.7 -0.7 0.7")
    assert (
        read(tmp_path, printed([turned + b"\n" + slanted])).text == "Tableau des financements\nANRU"
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [("Contrat de ville", "Contrat de ville"), ("Microsoft Word - v3.doc", None), ("", None)],
)
def test_a_title_is_told_unless_it_is_the_name_of_a_file(
    tmp_path: Path, title: str, told: str | None
) -> None:
    found = read(tmp_path, printed([content(down(["Texte"]))], title=title))
    assert (found.title, found.media, found.encoding) == (told, "application/pdf", None)


def test_a_scan_is_refused_even_with_the_stamp_of_the_prefecture(tmp_path: Path) -> None:
    stamp = content(down(["Envoyé en préfecture le 12/07/2019"]))
    for page in (stamp, b""):
        with pytest.raises(InputRefused, match="numérisée") as caught:
            read(tmp_path, printed([page], image=True))
        assert "OCR" in caught.value.hint
    assert read(tmp_path, printed([stamp])).text


def test_letters_under_a_picture_are_read_when_they_are_a_text(tmp_path: Path) -> None:
    page = content(down(PROSE))
    assert read(tmp_path, printed([page], image=True)).text.split("\n") == PROSE


def test_what_stands_outside_of_the_sheet_is_not_read() -> None:
    assert lines_of([(60, 700, "Texte"), (900, 700, "caché"), (60, -40, "caché")]) == ["Texte"]


def test_characters_that_mean_nothing_are_refused() -> None:
    names = "".join(f"/uniE00{n}" for n in range(1, 10)).encode()
    font = b"/Encoding<</Type/Encoding/Differences[65%b]>>" % names
    data = printed([content(down(["ABCDEFGHI" * 4] * 9))])
    assert answer(data.replace(b"/Encoding/WinAnsiEncoding", font))["refused"] == "unmapped"


@settings(max_examples=40, deadline=None)
@given(
    prints=st.lists(
        st.tuples(st.integers(0, 595), st.integers(690, 700), st.sampled_from(["Pour", "i", "W-"]))
    ),
    pages=st.integers(1, 3),
)
def test_no_arrangement_of_words_breaks_the_reader(prints: list[Print], pages: int) -> None:
    told = answer(printed([content(prints)] * pages))
    assert told.get("refused") == "scanned" or told["text"] is not None


LOCK = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (printed([content(down(PROSE))], trailer=LOCK), "mot de passe"),
        (printed([content(down(PROSE))])[:200], "abîmé"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "abîmé"),
        (printed([b""] * 501), "500 pages"),
        (printed([b"BT /F1 1 Tf" + b" (%b) Tj" % (b"x" * 10_000) * 101 + b" ET"]), "démesuré"),
    ],
    ids=["locked", "cut", "noise", "long", "huge"],
)
def test_a_useless_or_hostile_pdf_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(InputRefused, match=words) as caught:
        read(tmp_path, data)
    assert caught.value.hint
    assert "acte.pdf" in caught.value.where
    assert time.monotonic() - begun < 10


def test_a_reading_that_lasts_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    with pytest.raises(InputRefused, match="dure plus de"):
        read(tmp_path, printed([content(down(PROSE))]))


def test_a_process_that_dies_says_with_which_code() -> None:
    with pytest.raises(Stopped, match="code 1"):
        answer_of("loaders.texts.absent", b"", seconds=20)


@pytest.mark.parametrize(
    "greed", ["while True: pass", "bytearray(10**10)", "open('x', 'wb', 0).write(b'x')"]
)
def test_a_confined_process_can_neither_spin_nor_fill_memory_or_disk(
    tmp_path: Path, greed: str
) -> None:
    confined = "from loaders.texts.reading.limited import confine; confine(seconds=1, memory=10**9)"
    done = subprocess.run(
        [sys.executable, "-c", f"{confined}\n{greed}"],
        capture_output=True, cwd=tmp_path, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode != 0
