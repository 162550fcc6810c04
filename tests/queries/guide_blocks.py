"""The runnable blocks of the Browser guide, as the Browser would run them."""

from html.parser import HTMLParser

from queries.browser import guide


class GuideReader(HTMLParser):
    """Collects the text of each runnable block, slide by slide."""

    def __init__(self) -> None:
        super().__init__()
        self.slides: list[list[str]] = []
        self.tags: set[str] = set()
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = dict(attrs)
        if tag == "slide":
            self.slides.append([])
        if tag == "pre" and told.get("mode") == "cypher" and "runnable" in (told["class"] or ""):
            self.slides[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.slides[-1][-1] += data


def read_guide() -> GuideReader:
    """Return the guide, read."""
    reader = GuideReader()
    reader.feed(guide().decode())
    return reader


def runnable(block: str) -> str:
    """Return the Cypher that a block runs; a `:param` line runs its value."""
    return f"RETURN {block.split(' => ', 1)[1]}" if block.startswith(":param ") else block


BLOCKS = [block for slide in read_guide().slides for block in slide]
