"""Counts for Prometheus: by route, never by address or id."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.types import Scope

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "galaxie_requests",
            "Answers sent.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "galaxie_request_seconds", "Time to answer.", ("route",),
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip

    def count(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        """Count one answer; unknown addresses and methods are counted together."""
        route = getattr(scope.get("route"), "path", "") or "other"
        known = method if method in _METHODS else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return the counters in the format that Prometheus reads."""
        return generate_latest(self._registry)
