"""One driver, on an event loop of its own, so that a call can be given up at any instant.

A server that is frozen answers nothing, not even to its own time limits: only a clock on our
side ends the wait. Cancelling a task of the asynchronous driver drops its connection at once, and
the driver is as good as new afterwards; a thread stuck in a socket could not be taken back.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar, cast

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from graph.errors import InputRefused, TooSlow, Unavailable

T = TypeVar("T")
Row: TypeAlias = list[Any]
Work: TypeAlias = Callable[[AsyncManagedTransaction], Awaitable[T]]
Execute: TypeAlias = Callable[[AsyncSession, Callable[..., Awaitable[Any]]], Awaitable[Any]]

#: Seconds within which a question about a few facts is answered, or given up.
ANSWER = 4.0
#: Seconds for one chunk of a load, or for one reading of the whole graph.
CHUNK = 60.0
_GONE = (ServiceUnavailable, SessionExpired, ConnectionPoolError, UnsupportedServerProduct)
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_OUT_OF_TIME = "Neo.ClientError.Transaction.TransactionTimedOut"


class Connection:
    """A Neo4j database: runs a piece of work in one transaction, within a time limit.

    Safe to share between threads. Raises `Unavailable` when the server is down, restarting or
    refuses us, `TooSlow` when it is frozen or a limit passed; the next call starts afresh.
    """

    def __init__(
        self, address: str, *, user: str | None, password: str | None, database: str
    ) -> None:
        self._address, self._database = address, database
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="neo4j", daemon=True)
        self._thread.start()
        try:
            self._driver = self._run(_driver(address, user, password), limit=ANSWER)
        except (ConfigurationError, ValueError) as error:
            self._stop()
            raise InputRefused(
                f"« {address} » n’est pas une adresse de Neo4j.",
                hint="Exemple : bolt://127.0.0.1:7687.",
            ) from error

    def read(self, work: Work[T], *, limit: float = ANSWER) -> T:
        """Run `work` in a read transaction; on a cluster, a secondary answers it."""
        return self._within(AsyncSession.execute_read, work, limit)

    def write(self, work: Work[T], *, limit: float = CHUNK) -> T:
        """Run `work` in a write transaction, all of it or nothing.

        When the answer to the commit is lost, `Unavailable` says so: nobody knows whether the
        work was done, so it must be such that doing it again does no harm.
        """
        return self._within(AsyncSession.execute_write, work, limit)

    def define(self, statement: str) -> None:
        """Run one statement that defines a constraint or an index."""
        self.write(lambda transaction: rows(transaction, statement))

    def close(self) -> None:
        """Close the driver and its loop; harmless when repeated."""
        if not self._loop.is_closed():
            try:
                self._run(self._driver.close(), limit=ANSWER)
            except TimeoutError:
                pass  # a frozen server does not even take leave; the process owes it nothing
            finally:
                self._stop()

    def _within(self, execute: Execute, work: Work[T], limit: float) -> T:
        if self._loop.is_closed():
            raise Unavailable("Cette connexion a été fermée.", hint="Rouvrez la base.")
        with self._errors(limit):
            return self._run(self._in_session(execute, work), limit=limit)

    async def _in_session(self, execute: Execute, work: Work[T]) -> T:
        async with self._driver.session(database=self._database) as session:
            return cast("T", await execute(session, work))

    def _run(self, task: Coroutine[Any, Any, T], *, limit: float) -> T:
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(task, limit), self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()  # an interruption of our thread must not leave the work running
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @contextmanager
    def _errors(self, limit: float) -> Iterator[None]:
        """Turn what the server or the network did into our errors; let our own bugs through."""
        where = f"Neo4j ({self._address})"
        try:
            yield
        except TimeoutError as error:
            raise TooSlow(
                f"{where} n’a pas répondu en {limit:.0f} secondes.",
                hint="Vérifiez que le serveur n’est ni figé ni surchargé, puis recommencez.",
            ) from error
        except AuthError as error:
            raise Unavailable(
                f"{where} refuse cet utilisateur ou ce mot de passe.",
                hint="Vérifiez GALAXIE_STORE_USER et GALAXIE_STORE_PASSWORD.",
            ) from error
        except (DriverError, Neo4jError) as error:
            raise _translated(error, where) from error


def _translated(error: DriverError | Neo4jError, where: str) -> Exception:
    code = getattr(error, "code", None) or ""
    if code == _NO_DATABASE:
        return Unavailable(f"{where} n’a pas cette base de données.", hint="Vérifiez son nom.")
    if code.startswith(_OUT_OF_TIME):
        return TooSlow(f"{where} a interrompu la requête, trop longue.", hint="Recommencez.")
    if isinstance(error, _GONE) or error.is_retryable():
        return Unavailable(
            f"{where} ne répond pas.",
            hint="Vérifiez que le serveur est démarré et l’adresse exacte, puis recommencez.",
        )
    return error


async def _driver(address: str, user: str | None, password: str | None) -> AsyncDriver:
    """Make the driver on the loop that it will belong to; nothing is connected yet."""
    return AsyncGraphDatabase.driver(
        address,
        auth=(user, password or "") if user else None,
        connection_timeout=2.0,
        connection_acquisition_timeout=3.0,  # also what a port that does not speak Bolt costs
        max_transaction_retry_time=1.0,
        liveness_check_timeout=30.0,
        max_connection_lifetime=900.0,
        keep_alive=True,
        notifications_disabled_classifications=["UNRECOGNIZED"],  # it would log them by itself
    )


async def rows(transaction: AsyncManagedTransaction, statement: str, **values: Any) -> list[Row]:
    """Return the rows of one of our statements; values only ever travel as parameters."""
    result = await transaction.run(statement, values)
    return [row.values() async for row in result]
