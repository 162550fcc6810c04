"""The limited process: a PDF on its input, JSON on its output, nothing else.

Run as `python -m loaders.texts.reading.pdf.worker`. Answers `{"text", "title"}`, or
`{"refused"}` with one of the reasons of `loaders.texts.reading.pdf`.
"""

from __future__ import annotations

import json
import sys

from loaders.texts.reading.limited import confine

_SECONDS, _MEMORY = 30, 768_000_000


def answer(data: bytes) -> dict[str, str | None]:
    """Return what is to be written for a PDF."""
    from loaders.texts.reading.pdf.pages import read_pages  # noqa: PLC0415 -- after `confine`
    from loaders.texts.reading.pdf.pdfium import Refused  # noqa: PLC0415 -- same

    try:
        title, text = read_pages(data)
    except Refused as refused:
        return {"refused": refused.reason}
    except MemoryError:  # the limit was reached in our own code; in PDFium the process dies
        return {"refused": "memory"}
    return {"text": text, "title": title}


def main() -> None:
    """Read, answer, end."""
    data = sys.stdin.buffer.read()
    confine(seconds=_SECONDS, memory=_MEMORY)
    sys.stdout.write(json.dumps(answer(data)))


if __name__ == "__main__":
    main()
