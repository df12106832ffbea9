"""Who may use the centre: devices by digests of their tokens, and people."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from secrets import token_urlsafe
from time import monotonic
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, insert, select, update

from queueing.accounts import Device, digest_token
from storage import tables
from storage.account_changes import COMMAND_LINE, record
from storage.codec import at_text
from storage.database import Database
from storage.people import NameTaken, NoSuchAccount
from storage.second_factors import SecondFactors

__all__ = ["Accounts", "NameTaken", "NoSuchAccount"]
KNOWN_FOR_S = 1.0
"""How long a token that was found is believed without asking again, revoked elsewhere or not."""


class Accounts(SecondFactors):
    """Tokens and people of one database; other processes may add to them at any time."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Use the database's accounts; `clock` gives aware UTC."""
        super().__init__(database, clock)
        self._known: dict[bytes | int, tuple[float, Device]] = {}

    def create_token(
        self,
        role: str,
        name: str,
        *,
        counter: str | None = None,
        kiosk: str | None = None,
        zone: str | None = None,
        scopes: Sequence[str] = (),
        actor: str = COMMAND_LINE,
    ) -> str:
        """Return the secret of a new token; only its digest is stored."""
        secret = token_urlsafe(32)
        where = {"counter": counter, "kiosk": kiosk, "zone": zone}
        self._store_token(digest_token(secret), role, name, where, scopes, actor)
        return secret

    def create_device(
        self,
        digest: bytes,
        role: str,
        name: str,
        *,
        counter: str | None = None,
        kiosk: str | None = None,
        zone: str | None = None,
        actor: str,
    ) -> Device:
        """Store a device whose token has this digest, and return it."""
        where = {"counter": counter, "kiosk": kiosk, "zone": zone}
        return self._store_token(digest, role, name, where, (), actor)

    def _store_token(
        self,
        digest: bytes,
        role: str,
        name: str,
        where: Mapping[str, str | None],
        scopes: Sequence[str],
        actor: str,
    ) -> Device:
        at, t = at_text(self._clock()), tables.token
        row = {
            "role": role,
            "name": name,
            **where,
            "scopes": " ".join(scopes) or None,
            "digest": digest,
            "created_at": at,
        }

        def store(connection: Connection) -> Device:
            stored = connection.execute(insert(t).returning(t), row).one()
            new = _describe(role, name, *where.values(), *scopes)
            record(connection, at, actor, f"token:{stored.id}", "created", new=new)
            return _as_device(stored)

        return self._database.write(store)

    def find_token(self, token: str) -> Device | None:
        """Return whose secret this is, unless it is unknown or revoked."""
        return self._find_device(tables.token.c.digest, digest_token(token))

    def find_device(self, device_id: int) -> Device | None:
        """Return the device of this number, unless it is unknown or its token revoked."""
        return self._find_device(tables.token.c.id, device_id)

    def _find_device(self, column: Column[Any], key: bytes | int) -> Device | None:
        now = monotonic()
        until, known = self._known.get(key, (0.0, None))
        if known is not None and now < until:
            return known
        if known is not None:
            # One looks, and whoever comes meanwhile goes on: a crowd would open as many connections
            self._known[key] = now + KNOWN_FOR_S, known
        found = self._database.read(lambda connection: _device(connection, column == key))
        if found is None:
            # Unknown ones are not remembered: a token made a moment ago works at once
            self._known.pop(key, None)
        elif known is None or key in self._known:  # else it was changed here meanwhile
            self._known[key] = now + KNOWN_FOR_S, found
        return found

    def tokens(self) -> list[Device]:
        """Return all tokens, revoked ones too, oldest first."""
        t = tables.token
        rows = self._database.read(lambda c: c.execute(select(t).order_by(t.c.id)).all())
        return [_as_device(row) for row in rows]

    def revoke(self, token_id: int, actor: str = COMMAND_LINE) -> None:
        """Make a token worthless from now on; other processes notice within KNOWN_FOR_S."""
        self._change_token(token_id, actor, "revoked", revoked_at=at_text(self._clock()))

    def change_device(
        self,
        device_id: int,
        name: str,
        counter: str | None,
        kiosk: str | None,
        zone: str | None,
        actor: str = COMMAND_LINE,
    ) -> None:
        """Give a device another name and place; raise NoSuchAccount."""
        self._change_token(
            device_id, actor, "changed", name=name, counter=counter, kiosk=kiosk, zone=zone
        )

    def record_devices(self, seen: Mapping[int, tuple[datetime, str | None]]) -> None:
        """Store when devices were last seen, and the release of their pages where it is known."""
        t = tables.token
        changes = [
            update(t)
            .where(t.c.id == device_id)
            .values(seen_at=at_text(at), **({"page": page} if page else {}))
            for device_id, (at, page) in seen.items()
        ]
        self._database.write(lambda connection: [connection.execute(each) for each in changes])

    def _change_token(self, token_id: int, actor: str, what: str, **values: str | None) -> None:
        t, at = tables.token, at_text(self._clock())
        valid = (t.c.id == token_id) & t.c.revoked_at.is_(None)

        def store(connection: Connection) -> bool:
            before = connection.execute(select(t).where(valid)).first()
            if before is None:
                return False
            connection.execute(update(t).where(valid).values(**values))
            after = connection.execute(select(t).where(t.c.id == token_id)).one()
            old, new = (
                None if what == "revoked" else _describe(row.name, row.counter, row.kiosk, row.zone)
                for row in (before, after)
            )
            record(connection, at, actor, f"token:{token_id}", what, old=old, new=new)
            return True

        changed = self._database.write(store)
        self._known.clear()
        if not changed:
            raise NoSuchAccount(f"there is no valid token {token_id}")


def _describe(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _device(connection: Connection, which: ColumnElement[bool]) -> Device | None:
    t = tables.token
    found = connection.execute(select(t).where(which, t.c.revoked_at.is_(None))).first()
    return None if found is None else _as_device(found)


def _as_device(row: Row[tuple[object, ...]]) -> Device:
    return Device(
        row.id,
        row.role,
        row.name,
        row.counter,
        row.kiosk,
        row.created_at,
        row.revoked_at,
        row.zone,
        tuple((row.scopes or "").split()),
        row.seen_at,
        row.page,
    )
