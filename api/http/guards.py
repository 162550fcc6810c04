"""What surrounds every request: who may ask, how much, which headers go back, what is counted.

A service on the loopback is within reach of every web page that its user opens: only loopback
host names are answered (against DNS rebinding), no cookie is set, nothing is writable.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import SAFE
from api.http.metrics import Metrics
from api.http.problems import problem

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
#: Bytes. No operation reads a body; an address holds at most some hundred ids.
_BODY_MAX, _ADDRESS_MAX = 1_000_000, 16_000
#: A host name, or an IPv6 address in its brackets, and a port (RFC 9110): nothing else.
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\[\]:@/\s]+)(?::[0-9]*)?")


class Guard:
    """Refuses what is not for us, answers HEAD as GET, adds headers, counts."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], metrics: Metrics) -> None:
        self._app, self._hosts, self._metrics = app, frozenset(hosts), metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, method = time.perf_counter(), 500, scope["method"]
        head = method == "HEAD"
        if head:
            scope = {**scope, "method": "GET", "galaxie.head": True}

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(raw=message["headers"]))
            elif head:
                message = {
                    "type": "http.response.body",
                    "body": b"",
                    "more_body": message.get("more_body", False),
                }
            await send(message)

        try:
            app = self._refusal(scope) or self._app
            await app(scope, receive, send_guarded)
        finally:
            self._metrics.count(scope, method, status, time.perf_counter() - started)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        """Return what answers in our place a request that we do not take."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        parts = _HOST.fullmatch(host)
        name = parts["name"] if parts else host
        if "*" not in self._hosts and name.lower() not in self._hosts:
            return problem(421, detail=f"Ce serveur ne répond pas au nom « {name} ».")
        if len(scope["raw_path"]) + len(scope["query_string"]) > _ADDRESS_MAX:
            return problem(414, detail=f"Au plus {_ADDRESS_MAX} octets.")
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > _BODY_MAX:
            return problem(413, detail=f"Au plus {_BODY_MAX} octets.")
        return None


def _add_headers(headers: MutableHeaders) -> None:
    for name, value in SAFE.items():
        headers.setdefault(name, value)
