"""One writer at a time: a `:Load` node with an expiry, which a dead writer cannot keep for ever.

Who finds an expired one takes it over, and first undoes what its holder left half done. Each
chunk of a load renews the lease in its own transaction, so that a holder who lost it writes
nothing more. A person in the Neo4j Browser sees the node, and knows that a load is under way.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from neo4j import AsyncManagedTransaction

from graph.errors import Unavailable
from graph.stores.neo4j.connection import Connection, rows

Order: TypeAlias = tuple[str, dict[str, Any]]  #: a statement of ours and its parameters
#: Seconds that a lease lasts if nobody renews it, and that a writer waits for its turn.
LEASE, PATIENCE = 30.0, 120.0
_LOCK = "MATCH (m:GalaxieMeta {meta_id: 'galaxie'}) SET m.turn = $me RETURN m.revision"
_HELD = """
MATCH (l:Load {load_id: 'galaxie'}) SET l.asked_by = $me
RETURN l.expires > timestamp()
"""
_TAKE = """
MERGE (l:Load {load_id: 'galaxie'})
SET l.holder = $me, l.expires = timestamp() + $lease, l.since = datetime(),
    l.name = 'Chargement en cours', l.revision = $next
"""
_RENEW = """
MATCH (l:Load {load_id: 'galaxie', holder: $me}) SET l.expires = timestamp() + $lease
RETURN l.holder
"""
_EXPIRE = "MATCH (l:Load {load_id: 'galaxie', holder: $me}) SET l.expires = 0"
_RELEASE = "MATCH (l:Load {load_id: 'galaxie', holder: $me}) DELETE l"


class _Busy(Exception):
    """Another writer holds the lease."""


@dataclass(slots=True)
class Lease:
    """The right to write revision `next`; `taken_over` tells that a dead writer had it before."""

    connection: Connection
    holder: str
    seconds: float
    next: int = 0
    taken_over: bool = False
    wrote: bool = False
    renewed: float = field(default_factory=time.monotonic)

    @classmethod
    def acquire(cls, connection: Connection, *, seconds: float = LEASE) -> Lease:
        """Wait for our turn; `Unavailable` when it does not come."""
        lease = cls(connection, uuid.uuid4().hex, seconds)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connection.write(lease._take)
            except _Busy:
                if time.monotonic() > until:
                    raise Unavailable(
                        "Un autre chargement est en cours depuis longtemps.",
                        hint="Attendez sa fin, puis recommencez.",
                    ) from None
                time.sleep(0.1)
            else:
                lease.renewed = time.monotonic()
                return lease

    async def _take(self, transaction: AsyncManagedTransaction) -> None:
        # The lock on the marked node comes first: of two writers at once, one waits here.
        ((revision,),) = await rows(transaction, _LOCK, me=self.holder)
        held = await rows(transaction, _HELD, me=self.holder)
        if held and held[0][0]:
            raise _Busy
        self.next, self.taken_over = revision + 1, bool(held)
        await rows(transaction, _TAKE, me=self.holder, lease=self._milliseconds, next=self.next)

    @property
    def _milliseconds(self) -> int:
        return int(self.seconds * 1000)

    def write(self, *orders: Order) -> None:
        """Run statements in one transaction that first renews the lease."""
        self.wrote = True
        self._transact((self._renew, *orders))

    def keep(self) -> None:
        """Renew the lease if a third of its time has gone: planning a large load writes nothing."""
        if time.monotonic() - self.renewed > self.seconds / 3:
            self._transact((self._renew,))

    def finish(self, orders: Sequence[Order] = ()) -> None:
        """Run the last statements and give the lease back, all in one transaction."""
        # As in `_take`, the marked node is locked before the lease: the other order would deadlock.
        me = {"me": self.holder}
        self._transact(((_LOCK, me), self._renew, *orders, (_RELEASE, me)))

    @property
    def _renew(self) -> Order:
        return _RENEW, {"me": self.holder, "lease": self._milliseconds}

    def _transact(self, orders: Sequence[Order]) -> None:
        async def work(transaction: AsyncManagedTransaction) -> None:
            for statement, values in orders:
                answer = await rows(transaction, statement, **values)
                if statement is _RENEW and not answer:
                    raise Unavailable(
                        "Un autre chargement a pris la main : celui-ci n’a rien changé.",
                        hint="Recommencez.",
                    )

        self.connection.write(work)
        self.renewed = time.monotonic()

    def abandon(self) -> None:
        """Give up: the next writer takes over at once, and undoes what we wrote, if anything."""
        if self.wrote or self.taken_over:
            self._transact((self._renew, (_EXPIRE, {"me": self.holder})))
        else:
            self.finish()
