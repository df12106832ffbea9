"""What stands between the right password and a session: a code, a new password, a second factor.

Until all is done the browser holds nothing but the name of who has begun, and for ten minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from flask import session

from queueing.accounts import Person
from web.callers import Guard

PENDING = "pending"
PENDING_S = 600
CODE, NEW_PASSWORD, ENROL = "/sign-in/code", "/sign-in/password", "/sign-in/second-factor"


@dataclass(frozen=True, slots=True)
class Pending:
    """Who has begun to sign in, what is done of it, and the page that was wanted."""

    person: Person
    done: tuple[str, ...]
    after: str


class Steps:
    """The steps of the browser that is asking."""

    def __init__(self, guard: Guard) -> None:
        """Begin sessions with `guard`."""
        self._guard = guard

    def begin(self, person: Person, after: str, done: Sequence[str] = ()) -> str:
        """Note that these steps are done; return the next one's address, `after` if none is left.

        After the last one the person is signed in.
        """
        wanted = self._find_next(person, done)
        if wanted is None:
            session.pop(PENDING, None)
            self._guard.sign_in(person)
            return after
        session[PENDING] = {
            "name": person.name,
            "version": person.session_version,
            "until": int(time()) + PENDING_S,
            "done": list(done),
            "after": after,
        }
        return wanted

    def find(self, step: str) -> Pending | None:
        """Return who is at this step; None where nobody is, or was for too long."""
        kept = session.get(PENDING)
        if kept is None or not 0 < kept["until"] - time() <= PENDING_S:
            return None
        person = self._guard.accounts.find_person(kept["name"])
        if person is None or person.session_version != kept["version"]:
            return None
        if self._find_next(person, kept["done"]) != step:
            return None
        return Pending(person, tuple(kept["done"]), kept["after"])

    def go_on(self, pending: Pending, done: str) -> str:
        """Note that one more step is done, which may have changed the account; as `begin`."""
        person = self._guard.accounts.find_person(pending.person.name)
        if person is None:
            return "/sign-in"
        return self.begin(person, pending.after, (*pending.done, done))

    def _find_next(self, person: Person, done: Sequence[str]) -> str | None:
        required = person.role in self._guard.signed_in.settings.second_factor
        steps = {
            CODE: person.second_factor,
            NEW_PASSWORD: person.must_change,
            ENROL: required and not person.second_factor,
        }
        return next((step for step, needed in steps.items() if needed and step not in done), None)
