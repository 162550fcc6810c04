"""The projection that everyone shares, on disk and in memory: it follows a store's revision."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from graph.errors import DiskTrouble
from graph.projection import Projection
from graph.store import GraphStore

_log = logging.getLogger(__name__)


class Projections:
    """The current projection of a store, for any number of threads.

    It is kept in `folder`, so that a restart does not build it again; None keeps it in memory
    only. Several processes on one store each follow the revision, and may share the folder.
    """

    def __init__(self, store: GraphStore, folder: Path | None) -> None:
        self._store, self._lock = store, Lock()
        self._held: Projection | None = None
        self._file = folder / f"{store.identity}.npz" if folder else None

    def current(self) -> Projection:
        """Return the projection of the store's revision; one question to the store when it stands.

        When the revision has moved, the first asker opens or builds the new projection and the
        others wait for it. Raises what the store raises.
        """
        held, revision = self._held, self._store.revision()
        if held is not None and held.revision == revision:
            return held
        with self._lock:
            revision = self._store.revision()  # another thread may have followed it meanwhile
            if self._held is None or self._held.revision != revision:
                self._held = self._opened(revision) or self._built()
            return self._held

    def _opened(self, revision: int) -> Projection | None:
        if self._file is None or not self._file.exists():
            return None
        try:
            projection = Projection.open(self._file)
        except DiskTrouble as trouble:
            _log.warning("%s", trouble)
            return None
        return projection if projection.revision == revision else None

    def _built(self) -> Projection:
        projection = Projection.of(self._store.topology())
        if self._file is not None:
            try:
                projection.save(self._file)
            except DiskTrouble as trouble:  # the next start will build it again: slower, not wrong
                _log.warning("%s", trouble)
        return projection
