"""The sessions that are kept, behind one object; the same for SQLite and PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from game.group.keeping import purging, tables
from game.group.keeping.engines import database_url, open_engine, place
from game.group.keeping.entries import Entry, Json, Kept, Purged
from game.group.keeping.errors import KeepingError, keeping_error
from game.group.keeping.tokens import FACILITATOR, Holder, as_code, new_code
from game.group.keeping.writing import Writing, read_entries, unless_there

if TYPE_CHECKING:
    from game.scenario.story import Scenario


class Store:
    """Kept sessions. Every method may raise KeepingError; what one has kept is on disk when it returns.

    Several threads may use one store, and several servers one PostgreSQL database.
    """

    def __init__(self, engine: Engine, url: URL) -> None:
        """Use an engine whose tables are there; `open` makes one."""
        self._engine = engine
        self.url = url
        """Where it is, with the password."""
        self.place = place(url)
        """The same for people: a path, or the URL without the password."""

    @classmethod
    def open(cls, database: str | None = None) -> Store:
        """Open what `--database` names, the account's own file where it names nothing; made where there is none."""
        url = database_url(database)
        try:
            return cls(open_engine(url), url)
        except SQLAlchemyError as error:
            raise keeping_error(error, place(url)) from error

    @property
    def shared(self) -> bool:
        """Say whether other servers may write too, and wake us."""
        return self.url.get_backend_name() == "postgresql"

    # One session

    def create(self, scenario: Scenario, opened: Json, now: float) -> Kept:
        """Keep a new session of a scenario under a code that no other has; `opened` is its log's first entry."""
        with self._changing() as connection:
            edition = {"edition": scenario.edition, "name": scenario.id, "text": scenario.text}
            connection.execute(unless_there(connection, tables.editions).values(**edition))
            kept = Kept(secrets.token_hex(16), _free_code(connection), scenario.edition, now, now, 1)
            connection.execute(insert(tables.sessions).values(**asdict(kept)))
            Writing(connection).append(kept.id, [Entry(1, now, FACILITATOR, "opened", opened)], (), ())
        return kept

    def session(self, code: str) -> Kept | None:
        """Return the session of a code as somebody typed it; None where there is none."""
        with self._reading() as connection:
            query = select(tables.sessions).where(tables.sessions.c.code == as_code(code))
            row = connection.execute(query).mappings().first()
        return Kept(**row) if row else None

    def wanted(self, code: str) -> Kept:
        """Return the session of a code. Raises KeepingError, with the next step, where there is none."""
        kept = self.session(code)
        if kept is None:
            raise KeepingError(f"There is no session {code.strip()[:20]}. To see which there are: twohats session list")
        return kept

    def sessions(self) -> list[Kept]:
        """Return every session, last touched first."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.sessions).order_by(tables.sessions.c.touched.desc())).mappings()
            return [Kept(**row) for row in rows]

    def edition(self, edition: str) -> tuple[str, str]:
        """Return the name and the text of a scenario by its hash."""
        with self._reading() as connection:
            row = connection.execute(select(tables.editions).where(tables.editions.c.edition == edition)).first()
        if row is None:
            raise KeepingError("The text of the scenario that the session is played in is missing.")
        return row.name, row.text

    def entries(self, session: str, after: int = 0) -> list[Entry]:
        """Return what a session's log holds after a number."""
        with self._reading() as connection:
            return read_entries(connection, session, after)

    def lasts(self, sessions: list[str]) -> dict[str, int]:
        """Return the last number of each of some sessions that is there."""
        with self._reading() as connection:
            table = tables.sessions
            query = select(table.c.id, table.c.last).where(table.c.id.in_(sessions))
            return {row.id: row.last for row in connection.execute(query)}

    def holder(self, code: str, hash: bytes) -> Holder | None:
        """Return whose a token is in the session of a code, by its hash; None where it is nobody's there."""
        kept = tables.sessions.c
        query = select(tables.tokens).join(tables.sessions, kept.id == tables.tokens.c.session)
        with self._reading() as connection:
            row = connection.execute(query.where(kept.code == as_code(code), tables.tokens.c.hash == hash)).first()
        return Holder(row.session, row.right, row.participant) if row else None

    def holders(self, session: str) -> dict[bytes, Holder]:
        """Return everyone who was let into a session, by the hashes of their tokens."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.tokens).where(tables.tokens.c.session == session))
            return {bytes(row.hash): Holder(row.session, row.right, row.participant) for row in rows}

    def votes(self, session: str) -> int:
        """Count the votes that are kept of a session, one for each participant, decision and round."""
        with self._reading() as connection:
            query = select(func.count()).select_from(tables.votes).where(tables.votes.c.session == session)
            return connection.execute(query).scalar_one()

    def purge(self, code: str) -> Purged:
        """Remove a session with every row of it, so that no byte stays, and prove it."""
        kept = self.wanted(code)
        try:
            return purging.purge(self._engine, kept, self.url)
        except SQLAlchemyError as error:
            raise keeping_error(error, self.place) from error

    # Transactions

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Write several things: all on disk when the block is left, none where it fails."""
        with self._changing() as connection:
            yield Writing(connection)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise keeping_error(error, self.place) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(reading=True) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise keeping_error(error, self.place) from error

    def close(self) -> None:
        """Leave the database; nothing is pending."""
        self._engine.dispose()


def _free_code(connection: Connection) -> str:
    """Return a code that no session has; a draw that meets another is drawn again."""
    while True:
        code = new_code()
        if connection.execute(select(tables.sessions.c.id).where(tables.sessions.c.code == code)).first() is None:
            return code
