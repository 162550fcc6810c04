"""A saved page to the text of its article: title, printed date, paragraphs, lists, tables."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree, html

from graph.errors import InputRefused
from loaders.texts.reading.blocks import block_lines
from loaders.texts.reading.datelines import printed_date, stated_date
from loaders.texts.reading.found import Found
from loaders.texts.reading.plain import decode
from loaders.texts.reading.repair import tidy

#: Above this a page is a listing, or hostile: trafilatura is quadratic in its worst cases
#: (measured: 0.3 s for 20 000 tags, 3.5 s and 360 MB for 200 000), the plain reading is linear.
_MOST_TAGS = 20_000
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{3,20})", re.I)
#: What trafilatura would keep of a page too short for it to tell an article apart.
_MENUS = ["//nav", "//footer[not(ancestor::article)]", "//aside[not(ancestor::article)]"]
_SPACES = re.compile(r"\s+")


def read_page(data: bytes, name: str) -> Found:
    """Return the article of a page, without its menus, buttons and footer.

    The title and the date printed beside it come first when the article does not hold them.
    Where no article is found, the whole body is read. Raises `InputRefused` for a page without
    any words, or whose bytes no encoding explains.
    """
    declared = _CHARSET.search(data[:4096])
    text, encoding = decode(data, name, declared=_codec(declared[1]) if declared else None)
    tree = _parse(text, name)
    lines = _article(tree, many=text.count("<") > _MOST_TAGS) or block_lines(_body(tree))
    title = _title(tree)
    opening = [line for line in (_heading(tree) or title, printed_date(tree)) if line]
    body = tidy([*_not_in(lines, opening), *lines])
    if not body:
        raise _wordless(name)
    return Found(body, encoding=encoding, title=title, published_on=stated_date(tree))


def _codec(name: bytes) -> str | None:
    """Return the encoding that browsers read under this name: Latin-1 is read as cp1252."""
    charset = name.decode("ascii", "replace").lower()
    return None if charset in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else charset


def _parse(text: str, name: str) -> html.HtmlElement:
    """Return the tree of a page; refuse one that is empty or would be cut. Nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:  # how lxml says that it is empty
        raise _wordless(name) from error
    if parser.error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT):
        raise InputRefused(
            "les éléments de cette page sont emboîtés sur plus de 256 niveaux.",
            hint="Enregistrez-la en .pdf ou en .txt.", where=name,
        )  # fmt: skip
    return tree


def _article(tree: html.HtmlElement, *, many: bool) -> list[str]:
    if many:
        return []
    from trafilatura import bare_extraction  # noqa: PLC0415 -- 0.2 s: only for those who read a page

    found = bare_extraction(deepcopy(tree), include_comments=False, prune_xpath=_MENUS)
    body = getattr(found, "body", None)
    return block_lines(body) if body is not None else []


def _body(tree: html.HtmlElement) -> html.HtmlElement:
    body = tree.find("body")
    return tree if body is None else body


def _title(tree: html.HtmlElement) -> str | None:
    """Return the title that a page gives itself for others to quote, else that of its window."""
    for path in ("//meta[@property='og:title']/@content", "//head/title/text()", "//h1"):
        for found in tree.xpath(path):
            words = _words(found if isinstance(found, str) else found.text_content())
            if words:
                return words
    return None


def _heading(tree: html.HtmlElement) -> str | None:
    """Return the only heading of first rank, or None: several are those of a site."""
    headings = [_words(found.text_content()) for found in tree.iter("h1")]
    return headings[0] if len(headings) == 1 else None


def _words(text: str) -> str:
    return _SPACES.sub(" ", text).strip()[:500]


def _not_in(lines: list[str], opening: list[str]) -> list[str]:
    """Return the lines of the opening that the beginning of the article lacks."""
    beginning = _words(" ".join(lines[:6])).casefold()
    return [line for line in opening if line.casefold() not in beginning]


def _wordless(name: str) -> InputRefused:
    return InputRefused(
        "cette page ne contient aucun texte.",
        hint="Elle est peut-être remplie par un script : enregistrez-la en .pdf ou en .txt.",
        where=name,
    )
