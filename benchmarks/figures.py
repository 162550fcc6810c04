"""One measured figure, and how figures become the table of `docs/mesures.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in milliseconds unless `unit` says otherwise, beside a peer's."""

    what: str
    median: float
    p99: float | None = None
    peer: str = ""
    peer_median: float | None = None
    peer_p99: float | None = None
    unit: str = "ms"

    @classmethod
    def of(
        cls, what: str, samples: Sequence[float], peer: str = "", peers: Sequence[float] = ()
    ) -> Figure:
        """Summarise samples in seconds, and a peer's taken in the same run."""
        ours, theirs = _summary(samples), _summary(peers) if peers else (None, None)
        return cls(what, *ours, peer, *theirs)

    def row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        ratio = _ratio(self.median / self.peer_median) if self.peer_median else ""
        cells = (
            self.what, _shown(self.median, self.p99, self.unit), self.peer,
            _shown(self.peer_median, self.peer_p99, self.unit), ratio,
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def table(figures: Iterable[Figure]) -> str:
    """Return figures as one Markdown table."""
    head = "| mesure | Galaxie | pair, même passage | le pair | rapport des médianes |"
    return "\n".join([head, "| --- | --- | --- | --- | --- |", *(f.row() for f in figures)])


def _summary(samples: Sequence[float]) -> tuple[float, float | None]:
    in_ms = np.array(samples) * 1000
    tail = float(np.percentile(in_ms, 99)) if len(samples) >= 100 else None
    return float(np.median(in_ms)), tail


def _ratio(value: float) -> str:
    """Return a ratio to two decimals, or four where two would say nothing."""
    return f"{value:.2f}" if value >= 0.01 else f"{value:.4f}"


def _shown(median: float | None, p99: float | None, unit: str) -> str:
    if median is None:
        return ""
    tail = f", p99 {p99:.2f}" if p99 is not None else ""
    return f"{median:.2f} {unit}{tail}"
