"""Whether the sign-in that a cookie speaks of is still good."""

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, time
from typing import Protocol

from queueing.accounts import Person, SignIn
from queueing.errors import CannotStore
from web import settings as sections
from web.accounts import Accounts

REMEMBERED_S = 1


class Seen(Protocol):
    """What is known of a sign-in: which, until when, since which change of the account."""

    @property
    def session_version(self) -> int | None:
        """The account's when the sign-in began."""
        ...

    @property
    def sign_in(self) -> str | None:
        """Its id, None in an earlier version's cookie."""
        ...

    @property
    def until(self) -> int:
        """When it ends, in seconds since 1970."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """What a session holds of a person."""

    name: str
    session_version: int | None
    sign_in: str | None
    until: int

    @property
    def id(self) -> str:
        """The actor of what the person does."""
        return f"user:{self.name}"


class SignedIn:
    """Looks people and their sign-ins up, again every second.

    `settings` are replaced when the configuration is.
    """

    def __init__(self, accounts: Accounts, settings: sections.SignIn) -> None:
        """Ask `accounts`."""
        self.settings = settings
        self._accounts = accounts
        self._people: dict[str, tuple[float, Person | None]] = {}
        self._sign_ins: dict[str, tuple[float, SignIn | None]] = {}
        self._early: dict[tuple[str, int], float] = {}

    @property
    def longest_s(self) -> float:
        """How long a sign-in lasts."""
        return self.settings.longest_h * 3600

    def find(self, name: str, seen: Seen) -> Person | None:
        """Return the person as now, if the sign-in is still good."""
        fresh_until, person = self._people.get(name, (0.0, None))
        # Another process may have changed the account just now, and begun this sign-in
        if monotonic() >= fresh_until or not _fits(person, seen):
            person = self._accounts.find_person(name)
            self._people[name] = monotonic() + REMEMBERED_S, person
        if person is None or not _fits(person, seen):
            return None
        if not self._lasts(name, seen.until):
            self._end_for_good(seen.sign_in)
            return None
        return person if self._is_used(person, seen.sign_in) else None

    def end(self, sign_in_id: str) -> None:
        """End one sign-in, in whatever browser."""
        self._accounts.sign_ins.end(sign_in_id)
        self._sign_ins.pop(sign_in_id, None)

    def forget(self, name: str) -> None:
        """Look a person whose account was just changed up anew."""
        self._people.pop(name, None)

    def _end_for_good(self, sign_in_id: str | None) -> None:
        """Forget a sign-in whose time is over: a clock that is set back must not bring it back."""
        if sign_in_id is not None and self._accounts.sign_ins.find(sign_in_id) is not None:
            with suppress(CannotStore):  # it stays refused for as long as the clock says so
                self.end(sign_in_id)

    def _lasts(self, name: str, until: int) -> bool:
        """Say whether a sign-in still lasts.

        Where the clock has been set back to before it, it lasts for as long as it would have from
        now on, by a clock that nobody sets: that stretches it no further.
        """
        left_s = until - time()
        if left_s <= self.longest_s:
            return left_s > 0
        ends = self._early.setdefault((name, until), monotonic() + self.longest_s)
        return monotonic() < ends

    def _is_used(self, person: Person, sign_in_id: str | None) -> bool:
        """Say whether a sign-in was neither ended nor left alone for too long."""
        if sign_in_id is None:
            return True
        known_until, found = self._sign_ins.get(sign_in_id, (0.0, None))
        if monotonic() < known_until and self._is_good(found, person):
            return True
        # Read anew before it is ended: it may have been used at another process just now
        found = self._accounts.sign_ins.find(sign_in_id)
        self._sign_ins[sign_in_id] = monotonic() + REMEMBERED_S, found
        if found is None or found.person != person.name:
            self._sign_ins.pop(sign_in_id, None)
        return self._is_good(found, person)

    def _is_good(self, found: SignIn | None, person: Person) -> bool:
        if found is None or found.person != person.name:
            return False
        longest_min = self.settings.idle_min.get(person.role)
        if longest_min is None:
            return True
        return self._accounts.sign_ins.measure_idle_s(found) < longest_min * 60


def _fits(person: Person | None, seen: Seen) -> bool:
    return person is not None and person.session_version == seen.session_version
