"""People who sign in: passwords by argon2id, who changed whose account."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from secrets import token_urlsafe
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from queueing.accounts import AccountChange, Person, fold_name
from queueing.name_order import make_name_key
from storage import tables
from storage.account_changes import COMMAND_LINE, read_changes, record
from storage.codec import at_text
from storage.database import Database
from storage.openid_links import OpenIdLinks
from storage.sign_ins import SignIns

Told = tuple[str, str | None, str | None]
"""What was changed of an account, from what, to what."""


class NameTaken(Exception):
    """A person of this name exists already."""


class NoSuchAccount(Exception):
    """There is no token with this number, or no person of this name."""


class People:
    """People of one database; other processes may change them at any time."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Use the database's people; `clock` gives aware UTC."""
        self._database, self._clock = database, clock
        # 19 MiB and two passes: the smallest setting that OWASP recommends, for a small server
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        # One at a time: a hash keeps a core busy, and tickets are stored by the same threads
        self._hashing = Lock()
        self.sign_ins, self.openid_links = SignIns(database, clock), OpenIdLinks(database, clock)

    def create_person(
        self,
        name: str,
        role: str,
        password: str,
        department: str | None = None,
        *,
        actor: str = COMMAND_LINE,
        must_change: bool = False,
    ) -> Person:
        """Store a new person, the password as argon2id hash; raise NameTaken.

        `must_change`: the password lets in once, to choose another.
        """
        at = at_text(self._clock())
        row: dict[str, str | int | None] = {
            "name": _normal(name),
            "role": role,
            "department": department,
            "password_hash": self._hashed(password),
            "era": 0,
            "created_at": at,
            "must_change": at if must_change else None,
        }

        def store(connection: Connection) -> None:
            _add_person(connection, row)
            new = " ".join(filter(None, (role, department)))
            record(connection, at, actor, f"user:{row['name']}", "created", new=new)

        self._database.write(store)
        return Person(_normal(name), role, department, at, None, must_change=must_change)

    def check_password(self, name: str, password: str) -> Person | None:
        """Return the person if the password is right; unknown names take just as long."""
        row = self._find_row(name)
        decoy = self._nobody
        stored = row.password_hash if row is not None else decoy
        right = self._is_right(stored, password)
        if row is None or not right or row.disabled_at is not None:
            return None
        if self._hasher.check_needs_rehash(stored):
            self._change(row.name, lambda _: [], password_hash=self._hashed(password))
        return _as_person(row)

    def set_password(
        self, name: str, password: str, *, actor: str = COMMAND_LINE, must_change: bool = False
    ) -> None:
        """Give a person a new password and end all sessions; raise NoSuchAccount."""
        self._change(
            name,
            lambda _: [("password reset" if must_change else "password", None, None)],
            actor,
            password_hash=self._hashed(password),
            must_change=at_text(self._clock()) if must_change else None,
            era=tables.person.c.era + 1,
        )

    def end_sessions(self, name: str, actor: str = COMMAND_LINE) -> None:
        """Make every session of the person worthless; raise NoSuchAccount."""
        era = tables.person.c.era + 1
        self._change(name, lambda _: [("signed out everywhere", None, None)], actor, era=era)

    def disable(self, name: str, actor: str = COMMAND_LINE) -> None:
        """Let a person sign in no more; raise NoSuchAccount."""
        self._change(
            name,
            lambda _: [("disabled", None, None)],
            actor,
            disabled_at=at_text(self._clock()),
            era=tables.person.c.era + 1,
        )

    def enable(self, name: str, actor: str = COMMAND_LINE) -> None:
        """Let a person sign in again; raise NoSuchAccount."""
        self._change(name, lambda _: [("enabled", None, None)], actor, disabled_at=None)

    def set_role(
        self, name: str, role: str, department: str | None, actor: str = COMMAND_LINE
    ) -> None:
        """Give a person another role or department, at once; raise NoSuchAccount."""

        def tell(before: Person) -> list[Told]:
            pairs = {"role": (before.role, role), "department": (before.department, department)}
            return [(what, old, new) for what, (old, new) in pairs.items() if old != new]

        self._change(name, tell, actor, role=role, department=department)

    def list_changes(self, account: str | None = None, most: int = 100) -> list[AccountChange]:
        """Return who changed an account like `user:lan`, or any, the newest first."""
        return self._database.read(lambda connection: read_changes(connection, account, most))

    def person(self, name: str) -> Person | None:
        """Return the person of this name, disabled or not."""
        row = self._find_row(name)
        return None if row is None else _as_person(row)

    def find_person(self, name: str) -> Person | None:
        """Return the person of this name, unless the account has been closed."""
        found = self.person(name)
        return None if found is None or found.disabled_at is not None else found

    def people(self) -> list[Person]:
        """Return all people by name."""
        p = tables.person
        rows = self._database.read(lambda c: c.execute(select(p)).all())
        return sorted(map(_as_person, rows), key=lambda person: make_name_key(person.name))

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits: it makes unknown names cost what known ones cost."""
        return self._hashed(token_urlsafe(32))

    def _hashed(self, password: str) -> str:
        with self._hashing:
            return self._database.offload(lambda: self._hasher.hash(_normal(password)))

    def _is_right(self, stored: str, password: str) -> bool:
        def verify() -> bool:
            try:
                return self._hasher.verify(stored, _normal(password))
            except (VerificationError, InvalidHashError):
                return False

        with self._hashing:
            return self._database.offload(verify)

    def _find_row(self, name: str) -> Row[tuple[object, ...]] | None:
        return self._database.read(lambda connection: _person(connection, _normal(name)))

    def _change(
        self,
        name: str,
        tell: Callable[[Person], Sequence[Told]],
        actor: str = COMMAND_LINE,
        **values: str | int | ColumnElement[int] | None,
    ) -> None:
        """Change a row and store what `tell` says of that; a new `era` ends all sign-ins."""
        p, s, at = tables.person, tables.sign_in, at_text(self._clock())

        def store(connection: Connection) -> bool:
            row = _person(connection, _normal(name))
            if row is None:
                return False
            connection.execute(update(p).where(p.c.name == row.name).values(**values))
            if "era" in values:
                connection.execute(delete(s).where(s.c.person == row.name))
            for what, old, new in tell(_as_person(row)):
                record(connection, at, actor, f"user:{row.name}", what, old=old, new=new)
            return True

        if not self._database.write(store):
            raise NoSuchAccount(f"there is no person named {_normal(name)}")


def _normal(text: str) -> str:
    """Return one form for what looks the same: keyboards compose Vietnamese letters differently."""
    return unicodedata.normalize("NFC", text).strip()


def _person(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    """Return the row of exactly this name, else of one that people cannot tell from it."""
    p = tables.person
    exact = connection.execute(select(p).where(p.c.name == name)).first()
    if exact is not None:
        return exact
    folded = fold_name(name)
    return next(
        (row for row in connection.execute(select(p)) if fold_name(row.name) == folded), None
    )


def _as_person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        row.name,
        row.role,
        row.department,
        row.created_at,
        row.disabled_at,
        row.era,
        row.must_change is not None,
        row.totp_secret is not None,
    )


def _add_person(connection: Connection, row: dict[str, str | int | None]) -> None:
    if _person(connection, str(row["name"])) is not None:
        raise NameTaken(f"there is already a person named {row['name']}")
    connection.execute(insert(tables.person), row)
