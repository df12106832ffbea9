"""Devices and people: tokens by digest, passwords by argon2id."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from secrets import token_urlsafe
from time import monotonic

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from storage import tables
from storage.codec import at_text
from storage.database import Database

KNOWN_FOR_S = 3.0
"""How long a token that was found is believed without asking again, revoked elsewhere or not."""


class NameTaken(Exception):
    """A person of this name exists already."""


class NoSuchAccount(Exception):
    """There is no token with this number, or no person of this name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A device or an integration; its secret is not kept."""

    id: int
    role: str
    name: str
    counter: str | None
    kiosk: str | None
    created_at: str
    revoked_at: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in; `name` is what is typed there, a new `era` ends all sessions."""

    name: str
    role: str
    department: str | None
    created_at: str
    disabled_at: str | None
    era: int = 0


class Accounts:
    """Tokens and people of one database; other processes may add to them at any time."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Use the database's accounts; `clock` gives aware UTC."""
        self._database, self._clock = database, clock
        self._known: dict[bytes, tuple[float, Token]] = {}
        # 19 MiB and two passes: the smallest setting that OWASP recommends, for a small server
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

    def create_token(
        self, role: str, name: str, *, counter: str | None = None, kiosk: str | None = None
    ) -> str:
        """Return the secret of a new token; only its digest is stored."""
        secret = token_urlsafe(32)
        row = {
            "role": role,
            "name": name,
            "counter": counter,
            "kiosk": kiosk,
            "digest": _digest(secret),
            "created_at": at_text(self._clock()),
        }
        self._database.write(lambda connection: connection.execute(insert(tables.token), row))
        return secret

    def find_token(self, token: str) -> Token | None:
        """Return whose secret this is, unless it is unknown or revoked."""
        digest = _digest(token)
        now = monotonic()
        until, known = self._known.get(digest, (0.0, None))
        if known is not None and now < until:
            return known
        found = self._database.read(lambda connection: _token(connection, digest))
        if found is None:
            # Unknown ones are not remembered: a token made a moment ago works at once
            self._known.pop(digest, None)
            return None
        self._known[digest] = now + KNOWN_FOR_S, found
        return found

    def tokens(self) -> list[Token]:
        """Return all tokens, revoked ones too, oldest first."""
        t = tables.token
        rows = self._database.read(lambda c: c.execute(select(t).order_by(t.c.id)).all())
        return [_as_token(row) for row in rows]

    def revoke(self, token_id: int) -> None:
        """Make a token worthless from now on; other processes notice within KNOWN_FOR_S."""
        t = tables.token
        change = (
            update(t)
            .where(t.c.id == token_id, t.c.revoked_at.is_(None))
            .values(revoked_at=at_text(self._clock()))
        )
        changed = self._database.write(lambda connection: connection.execute(change).rowcount)
        self._known.clear()
        if not changed:
            raise NoSuchAccount(f"there is no token {token_id} that could be revoked")

    def create_person(
        self, name: str, role: str, password: str, department: str | None = None
    ) -> Person:
        """Store a new person, the password as argon2id hash; raise NameTaken."""
        row: dict[str, str | int | None] = {
            "name": _normal(name),
            "role": role,
            "department": department,
            "password_hash": self._hashed(password),
            "era": 0,
            "created_at": at_text(self._clock()),
        }
        self._database.write(lambda connection: _add_person(connection, row))
        return Person(_normal(name), role, department, str(row["created_at"]), None)

    def check_password(self, name: str, password: str) -> Person | None:
        """Return the person if the password is right; unknown names take just as long."""
        row = self._database.read(lambda connection: _person(connection, _normal(name)))
        decoy = self._nobody
        stored = row.password_hash if row is not None else decoy
        right = self._database.offload(lambda: self._verified(stored, password))
        if row is None or not right or row.disabled_at is not None:
            return None
        if self._hasher.check_needs_rehash(stored):
            self._change(row.name, password_hash=self._hashed(password))
        return _as_person(row)

    def set_password(self, name: str, password: str) -> None:
        """Give a person a new password and end all sessions; raise NoSuchAccount."""
        hashed = self._hashed(password)
        self._change(_normal(name), password_hash=hashed, era=tables.person.c.era + 1)

    def end_sessions(self, name: str) -> None:
        """Make every session of the person worthless; raise NoSuchAccount."""
        self._change(_normal(name), era=tables.person.c.era + 1)

    def disable(self, name: str) -> None:
        """Let a person sign in no more; raise NoSuchAccount."""
        self._change(_normal(name), disabled_at=at_text(self._clock()))

    def person(self, name: str) -> Person | None:
        """Return the person of this name, disabled or not."""
        row = self._database.read(lambda connection: _person(connection, _normal(name)))
        return None if row is None else _as_person(row)

    def find_person(self, name: str) -> Person | None:
        """Return the person of this name, unless the account has been closed."""
        found = self.person(name)
        return None if found is None or found.disabled_at is not None else found

    def people(self) -> list[Person]:
        """Return all people by name."""
        p = tables.person
        rows = self._database.read(lambda c: c.execute(select(p).order_by(p.c.name)).all())
        return [_as_person(row) for row in rows]

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits: it makes unknown names cost what known ones cost."""
        return self._hashed(token_urlsafe(32))

    def _hashed(self, password: str) -> str:
        return self._database.offload(lambda: self._hasher.hash(_normal(password)))

    def _verified(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    def _change(self, name: str, **values: str | ColumnElement[int]) -> None:
        change = update(tables.person).where(tables.person.c.name == name).values(**values)
        if not self._database.write(lambda connection: connection.execute(change).rowcount):
            raise NoSuchAccount(f"there is no person named {name}")


def _digest(secret: str) -> bytes:
    # A plain hash is enough: the secret is 256 random bits, nobody can guess through it
    return sha256(secret.encode("utf-8", "replace")).digest()


def _normal(text: str) -> str:
    """Return one form for what looks the same: keyboards compose Vietnamese letters differently."""
    return unicodedata.normalize("NFC", text).strip()


def _token(connection: Connection, digest: bytes) -> Token | None:
    t = tables.token
    found = connection.execute(
        select(t).where(t.c.digest == digest, t.c.revoked_at.is_(None))
    ).first()
    return None if found is None else _as_token(found)


def _as_token(row: Row[tuple[object, ...]]) -> Token:
    return Token(row.id, row.role, row.name, row.counter, row.kiosk, row.created_at, row.revoked_at)


def _person(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(tables.person).where(tables.person.c.name == name)).first()


def _as_person(row: Row[tuple[object, ...]]) -> Person:
    return Person(row.name, row.role, row.department, row.created_at, row.disabled_at, row.era)


def _add_person(connection: Connection, row: dict[str, str | int | None]) -> None:
    if _person(connection, str(row["name"])) is not None:
        raise NameTaken(f"there is already a person named {row['name']}")
    connection.execute(insert(tables.person), row)
