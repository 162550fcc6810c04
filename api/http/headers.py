"""The headers of every answer: nothing sniffed, nothing told to others, nothing run."""

from __future__ import annotations

#: Of all answers.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Unless a page has a policy of its own: nothing may run, load or be framed.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
