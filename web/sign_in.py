"""Who is asking: devices by token, people by password, both kept in a signed session."""

from dataclasses import dataclass
from secrets import token_urlsafe
from time import monotonic, time

from flask import request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError  # type: ignore[import-untyped]

from web.accounts import Accounts, Device, Person
from web.errors import CsrfFailed, NotAllowed, NotSignedIn
from web.sessions import bearer_of

EVERYWHERE = "api"
SIGNED_IN_S = 14 * 3600
REMEMBERED_S = 3
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request. `id`: "token:3" or "user:lan", the actor of what they do."""

    id: str
    role: str
    name: str
    counter: str | None = None
    kiosk: str | None = None
    department: str | None = None


class Guard:
    """Knows the caller of the present request.

    A session holds any number of devices (one per role) and at most one person. What it holds is
    looked up again every few seconds: a withdrawn token or a closed account ends it at once.
    """

    def __init__(self, accounts: Accounts) -> None:
        """Ask `accounts` who somebody is."""
        self.accounts = accounts
        self._lent: dict[str, Caller] = {}
        self._people: dict[str, tuple[float, Person | None]] = {}

    def caller(self, *roles: str) -> Caller:
        """Return who is asking, with one of `roles` (or api, which may do everything).

        A bearer token counts alone; else the session's device or person with a fitting role, and
        its POST must carry the CSRF token. Raises NotSignedIn, NotAllowed or CsrfFailed.
        """
        bearer = bearer_of(request.environ)
        if bearer is not None:
            return _fitting([self._by_token(bearer)], roles)
        found = _fitting(self._of_session(), roles)
        if request.method not in SAFE:
            self.check_form()
        return found

    def socket_caller(self, auth: object, *roles: str) -> Caller:
        """Return who connects a socket: auth={"token": …}, else as `caller`; raises the same."""
        token = auth.get("token") if isinstance(auth, dict) else None
        if token is None:
            return self.caller(*roles)
        return _fitting([self._by_token(str(token))], roles)

    def lend(self, caller: Caller) -> str:
        """Return a token for a part of this very program; it is worthless once the program ends."""
        token = token_urlsafe(32)
        self._lent[token] = caller
        return token

    def enrol(self, token: str, *roles: str) -> Caller:
        """Keep a device's token in the session from now on; raise NotSignedIn or NotAllowed."""
        device = _fitting([self._by_token(token.strip())], roles)
        session["devices"] = {**session.get("devices", {}), device.role: token.strip()}
        session.permanent = True
        return device

    def sign_in(self, person: Person) -> None:
        """Begin a person's session; nothing the browser held before stays, except its devices."""
        devices = session.get("devices", {})
        session.clear()
        session.update(
            devices=devices,
            person=person.name,
            era=person.era,
            until=int(time()) + SIGNED_IN_S,
        )
        session.permanent = True

    def sign_out(self) -> None:
        """End every session of the person; devices stay enrolled."""
        devices, name = session.get("devices", {}), session.get("person")
        if name is not None and self._by_name(name, session.get("era")) is not None:
            self.accounts.end_sessions(name)
            self._people.pop(name, None)
        session.clear()
        session["devices"] = devices

    def csrf_token(self) -> str:
        """Return the token that POSTs of this session must carry."""
        return str(generate_csrf())

    def check_form(self) -> None:
        """Raise CsrfFailed unless the request carries this session's CSRF token."""
        given = request.headers.get("X-CSRFToken")
        if given is None and request.mimetype == "application/x-www-form-urlencoded":
            given = request.form.get("csrf_token")
        try:
            validate_csrf(given)
        except ValidationError:
            raise CsrfFailed

    def _by_token(self, token: str) -> Caller | None:
        return self._lent.get(token) or _device(self.accounts.find_token(token))

    def _of_session(self) -> list[Caller | None]:
        found = [self._by_token(str(token)) for token in session.get("devices", {}).values()]
        name = session.get("person")
        if name is not None and time() < session.get("until", 0):
            found.append(self._by_name(name, session.get("era")))
        return found

    def _by_name(self, name: str, era: object) -> Caller | None:
        until, person = self._people.get(name, (0.0, None))
        if monotonic() >= until:
            person = self.accounts.find_person(name)
            self._people[name] = monotonic() + REMEMBERED_S, person
        return _person(person) if person is not None and person.era == era else None


def _fitting(found: list[Caller | None], roles: tuple[str, ...]) -> Caller:
    known = [caller for caller in found if caller is not None]
    if not known:
        raise NotSignedIn
    for role in (*roles, EVERYWHERE):
        for caller in known:
            if caller.role == role:
                return caller
    raise NotAllowed


def _device(row: Device | None) -> Caller | None:
    if row is None:
        return None
    return Caller(f"token:{row.id}", row.role, row.name, row.counter, row.kiosk)


def _person(row: Person) -> Caller:
    return Caller(f"user:{row.name}", row.role, row.name, department=row.department)
