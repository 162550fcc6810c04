"""Text inside XML: escaped, and without what XML 1.0 cannot hold even escaped."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: object) -> str:
    r"""Return a value as the text of an element.

    >>> text("a < b & \x00c")
    'a &lt; b &amp; c'
    """
    return escape(_ILLEGAL.sub("", str(value)))


def attribute(value: object) -> str:
    r"""Return a value as a quoted attribute; line ends survive as character references.

    >>> attribute('« "R&D" »')
    '\'« "R&amp;D" »\''
    """
    return quoteattr(_ILLEGAL.sub("", str(value)))
