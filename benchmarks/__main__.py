"""Run every measure and print the table; `--write FILE` puts it in the page that shows it."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import asking, loading, serving, texts
from benchmarks.figures import table
from graph.projection import Projection

_MARK = "<!-- make bench -->"
_EXAMPLES = Path(__file__).parents[1] / "data" / "examples"


def main() -> None:
    """Measure loading, asking, serving, on what ships; then reading texts, on a folder of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", type=Path, help="page whose table is replaced")
    options.add_argument("--corpus", type=Path, default=_EXAMPLES, help="folder of texts to read")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures, store = loading.measure(Path(folder))
        projection = Projection.of(store.topology())
        figures += asking.measure(projection)
        figures += serving.measure(Path(folder), projection)
    figures += texts.measure(chosen.corpus)
    where = f"{os.cpu_count()} cœurs, Python {platform.python_version()}, {platform.system()}"
    told = f"{_MARK}\nLe {datetime.now(UTC):%Y-%m-%d}, {where}.\n\n{table(figures)}\n{_MARK}"
    print(told)
    if chosen.write:
        before, _old, after = chosen.write.read_text("utf-8").split(_MARK)
        chosen.write.write_text(f"{before}{told}{after}", "utf-8")


if __name__ == "__main__":
    main()
