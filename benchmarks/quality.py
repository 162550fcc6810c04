"""How well texts are read: the measures of `galaxie score`, on a folder that a person annotated.

`python -m benchmarks.quality FOLDER --write docs/extraction.md` puts them between the marks of the
page. Two families are told apart: press, and formal acts, whose names begin with `f`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from loaders.texts.extraction import extract
from loaders.texts.reading import read_document
from loaders.texts.scoring import Report, Sheet, read_sheets, score
from loaders.texts.scoring.notebook import Field, Tally
from loaders.texts.scoring.sheets import sheet_of

_BEGIN, _END = "<!-- mesures : début -->", "<!-- mesures : fin -->"
_FORMAL = "f"
#: The beginnings of the names of the texts that nobody read while rules were written.
_SET_ASIDE = (
    "d03", "d06", "d09", "d12", "d15", "d18", "d21", "d24", "d27", "d28", "f03", "f06", "f08",
)  # fmt: skip
_FIELDS = {
    Field.SIGNATORIES: "parties",
    Field.REPRESENTED_BY: "représentants",
    Field.SIGNED_ON: "dates",
    Field.PROGRAMMES: "programmes",
    Field.AMOUNTS: "sommes",
    Field.PILOTS: "pilotes",
    Field.COVERS: "périmètre",
    Field.COVERS_COUNTS: "nombres du périmètre",
}
_APART = {Field.AGREEMENTS: "accords (à part)", Field.OUTSIDE: "faits hors accord (à part)"}
#: Each class of failure by the field and the error of its slips.
_FAILURES = {
    "accords manqués": (Field.AGREEMENTS, "missed"),
    "accords inventés": (Field.AGREEMENTS, "wrong"),
    "annoncés, dits signés": ("status", "planned_as_signed"),
    "signés, dits annoncés": ("status", "signed_as_planned"),
    "parties manquées": (Field.SIGNATORIES, "missed"),
    "parties fausses": (Field.SIGNATORIES, "wrong"),
    "dont cités, dits signataires": (Field.SIGNATORIES, "false_signatory"),
    "représentants manqués": (Field.REPRESENTED_BY, "missed"),
    "représentants faux": (Field.REPRESENTED_BY, "wrong"),
    "dates manquées ou trop grossières": (Field.SIGNED_ON, "missed"),
    "dates fausses": (Field.SIGNED_ON, "wrong"),
    "programmes manqués": (Field.PROGRAMMES, "missed"),
    "programmes faux": (Field.PROGRAMMES, "wrong"),
    "sommes manquées, ou sans leur payeur": (Field.AMOUNTS, "missed"),
    "sommes fausses, ou d’un autre payeur": (Field.AMOUNTS, "wrong"),
    "pilotes manqués": (Field.PILOTS, "missed"),
    "pilotes faux": (Field.PILOTS, "wrong"),
    "périmètre manqué": (Field.COVERS, "missed"),
    "périmètre faux": (Field.COVERS, "wrong"),
    "nombres manqués": (Field.COVERS_COUNTS, "missed"),
    "nombres faux": (Field.COVERS_COUNTS, "wrong"),
    "faits hors accord manqués": (Field.OUTSIDE, "missed"),
    "faits hors accord faux": (Field.OUTSIDE, "wrong"),
}


def main() -> None:
    """Read every text of the folder, compare, print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path, help="folder of NAME.txt and NAME.json")
    options.add_argument("--write", type=Path, help="page whose tables are replaced")
    chosen = options.parse_args()
    gold = read_sheets(chosen.corpus)
    told = tables(gold, {stem: _read(chosen.corpus / f"{stem}.txt") for stem in gold})
    print(told)
    if chosen.write:
        page = chosen.write.read_text("utf-8")
        before, after = page.split(_BEGIN)[0], page.split(_END)[1]
        chosen.write.write_text(f"{before}{_BEGIN}\n{told}\n{_END}{after}", "utf-8")


def tables(gold: Mapping[str, Sheet], read: Mapping[str, Sheet]) -> str:
    """Return the measures per field, what was set aside, then failures by class, in Markdown."""

    def of(wanted: Callable[[str], bool]) -> Report:
        return score({stem: sheet for stem, sheet in gold.items() if wanted(stem)}, read)

    press, formal, both = of(lambda s: not _formal(s)), of(_formal), of(lambda _: True)
    shape = f"{len(press.texts)} textes de presse, {len(formal.texts)} actes"
    parts = [
        f"Le {datetime.now(UTC):%Y-%m-%d}, {shape}. P : précision, R : rappel, *n* : à lire.",
        _fields(press, formal, both),
        _aside(of),
        "Ce qui a manqué ou trompé, par classe :",
        _failures(press, formal, both),
    ]
    return "\n\n".join(part for part in parts if part)


def _formal(stem: str) -> bool:
    return stem.startswith(_FORMAL)


def _read(path: Path) -> Sheet:
    return sheet_of(extract(read_document(path), id=path.stem).as_json(), str(path))


def _fields(press: Report, formal: Report, both: Report) -> str:
    head = ["champ"]
    head += [f"{who} {what}" for who in ("presse", "actes", "tous") for what in ("P", "R", "F1")]
    rows = [
        _row(name, [one.field(which) for one in (press, formal, both)])
        for which, name in (_FIELDS | _APART).items()
    ]
    rows.insert(len(_FIELDS), _row("**ensemble**", [r.overall for r in (press, formal, both)]))
    return _table([*head, "*n*"], rows)


def _row(name: str, tallies: list[Tally]) -> list[str]:
    shares = [_share(v) for t in tallies for v in (t.precision, t.recall, t.f1)]
    return [name, *shares, str(tallies[-1].right + tallies[-1].missed)]


def _aside(of: Callable[[Callable[[str], bool]], Report]) -> str:
    """Return the F1 of the texts that were read while rules were written, and of the others."""

    def f1(*, aside: bool, formal: bool) -> str:
        report = of(lambda s: s.startswith(_SET_ASIDE) is aside and _formal(s) is formal)
        return f"{_share(report.overall.f1)} ({len(report.texts)} textes)" if report.texts else ""

    rows = [
        [name, f1(aside=aside, formal=False), f1(aside=aside, formal=True)]
        for name, aside in (("lus pour écrire les règles", False), ("mis de côté", True))
    ]
    return _table(["F1 d’ensemble", "presse", "actes"], rows) if all(rows[1]) else ""


def _failures(*reports: Report) -> str:
    counted = [_slips(report) for report in reports]
    rows = [
        [name, *(str(several[kind]) for several in counted)] for name, kind in _FAILURES.items()
    ]
    return _table(["classe", "presse", "actes", "tous"], rows)


def _slips(report: Report) -> Counter[tuple[str, str]]:
    return Counter((slip.field, slip.error) for slips in report.slips().values() for slip in slips)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _share(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


if __name__ == "__main__":
    main()
