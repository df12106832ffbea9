"""Where people are signed in: a row for each browser, by the digest of its cookie's secret."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from secrets import token_urlsafe
from time import monotonic

from sqlalchemy import Connection, Row, delete, insert, select, update

from queueing.accounts import SignIn, find_sign_in_id
from queueing.errors import CannotStore
from storage import tables
from storage.codec import at_text
from storage.database import Database

KEPT = timedelta(days=2)
"""Longer than any sign-in lasts."""
WRITTEN_EVERY_S = 300.0
"""How often the use of a sign-in is stored; what is newer is known to this process alone."""
WRITTEN_FOR_OTHERS_S = 20.0
"""The same where other processes may serve from the database: people may be left a minute."""


class SignIns:
    """All sign-ins; other processes may end them at any time."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        now_s: Callable[[], float] = monotonic,
    ) -> None:
        """Use the database's; `clock` gives aware UTC, `now_s` seconds that nobody sets."""
        self._database, self._clock, self._now_s = database, clock, now_s
        self._every_s = WRITTEN_FOR_OTHERS_S if database.is_shared else WRITTEN_EVERY_S
        self._used: dict[str, float] = {}
        self._written: dict[str, float] = {}
        self._read: dict[str, str] = {}

    def begin(self, person: str, address: str, browser: str) -> str:
        """Store that the person has signed in; return the secret for the browser's cookie."""
        secret, now, s = token_urlsafe(32), self._clock(), tables.sign_in
        sign_in_id = find_sign_in_id(secret)
        row = {
            "digest": bytes.fromhex(sign_in_id),
            "person": person,
            "at": at_text(now),
            "seen_at": at_text(now),
            "address": address,
            "browser": browser,
        }

        def store(connection: Connection) -> None:
            connection.execute(delete(s).where(s.c.at < at_text(now - KEPT)))
            connection.execute(insert(s), row)

        self._database.write(store)
        self._used[sign_in_id] = self._written[sign_in_id] = self._now_s()
        return secret

    def find(self, sign_in_id: str) -> SignIn | None:
        """Return the sign-in of this id unless it has ended."""
        s = tables.sign_in
        which = select(s).where(s.c.digest == bytes.fromhex(sign_in_id))
        row = self._database.read(lambda connection: connection.execute(which).first())
        return None if row is None else _as_sign_in(row)

    def list_of(self, person: str | None) -> list[SignIn]:
        """Return where this person is signed in, or everybody, the newest first."""
        s = tables.sign_in
        which = select(s).order_by(s.c.at.desc())
        if person is not None:
            which = which.where(s.c.person == person)
        rows = self._database.read(lambda connection: connection.execute(which).all())
        return [_as_sign_in(row) for row in rows]

    def end(self, sign_in_id: str) -> None:
        """End one sign-in, if it is still there."""
        s = tables.sign_in
        which = delete(s).where(s.c.digest == bytes.fromhex(sign_in_id))
        self._database.write(lambda connection: connection.execute(which))
        for known in (self._used, self._written, self._read):
            known.pop(sign_in_id, None)

    def note_use(self, sign_in_id: str) -> None:
        """Note that the person has just done something there."""
        now = self._used[sign_in_id] = self._now_s()
        if now - self._written.get(sign_in_id, -self._every_s) < self._every_s:
            return
        self._written[sign_in_id] = now
        s = tables.sign_in
        which = update(s).where(s.c.digest == bytes.fromhex(sign_in_id))
        change = which.values(seen_at=at_text(self._clock()))
        with suppress(CannotStore):  # who only looks is not refused for it
            self._database.write(lambda connection: connection.execute(change))

    def measure_idle_s(self, found: SignIn) -> float:
        """Return for how many seconds nothing was done there, at whichever process.

        A clock set back counts nothing.
        """
        if self._read.get(found.id) != found.seen_at:
            self._read[found.id] = found.seen_at
            away_s = (self._clock() - datetime.fromisoformat(found.seen_at)).total_seconds()
            used = self._now_s() - max(0.0, away_s)
            self._used[found.id] = max(used, self._used.get(found.id, used))
        return self._now_s() - self._used[found.id]


def _as_sign_in(row: Row[tuple[object, ...]]) -> SignIn:
    return SignIn(row.digest.hex(), row.person, row.at, row.seen_at, row.address, row.browser)
