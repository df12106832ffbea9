"""Who is asking: devices by token, people by password, both kept in a signed session."""

from contextlib import suppress
from secrets import token_urlsafe
from time import monotonic, time
from typing import Any

from flask import request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError  # type: ignore[import-untyped]

from queueing.accounts import Device, Person, find_sign_in_id, fold_name
from web.accounts import Accounts
from web.callers.caller import Caller
from web.callers.sessions import bearer_of, name_browser
from web.callers.signed_in import Kept, SignedIn
from web.callers.unlinked import Unlinked
from web.errors import CsrfFailed, NotAllowed, NotSignedIn
from web.processes.shared_state import OwnState, SharedState
from web.roles import DEVICE_ROLES, Right, Role, is_in_scopes, roles_with
from web.settings import SignIn

TOKEN = "token:"
LONGEST_RELEASE = 40
CSRF_SECRET = "csrf_token"
"""Where Flask-WTF keeps its secret in the session, unless it is configured otherwise."""
MOST_KNOWN_HERE = 20
"""People of whom a browser remembers that they have signed in there: an office shares its PCs."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Knows the caller of the present request.

    A session holds any number of devices (one per role) and at most one person. What it holds is
    looked up again every few seconds: a withdrawn token or a closed account ends it at once.

    `seen`: device -> when it last asked for something or followed a screen, by `monotonic`;
    `pages`: device -> the release of the page it follows with. `unlinked`: see there.
    """

    def __init__(
        self, accounts: Accounts, settings: SignIn, shared: SharedState | None = None
    ) -> None:
        """Ask `accounts` who somebody is; `shared`: what all processes know, by default its own."""
        self.accounts, self.signed_in = accounts, SignedIn(accounts, settings)
        self.unlinked = Unlinked(shared or OwnState())
        self._internal: dict[str, Caller] = {}
        self.seen: dict[int, float] = {}
        self.pages: dict[int, str] = {}

    def require_caller(self, right: Right, *, unread: bool = False) -> Caller:
        """Return who is asking, in a role that has this right.

        A bearer token counts alone; else the session's device or person with a fitting role, and
        its POST must carry the CSRF token; `unread`: whoever reads the form checks that. Raises
        NotSignedIn, NotAllowed or CsrfFailed.
        """
        bearer = bearer_of(request.environ)
        if bearer is not None:
            found = _with_right([self._find_device(bearer)], right)
        else:
            found = _with_right(self._callers_of_session(), right)
            if found.sign_in is not None:
                self.accounts.sign_ins.note_use(found.sign_in)
            if request.method not in SAFE and not unread:
                self.check_form()
        self._see(found)
        return found

    def require_socket_caller(self, auth: object, right: Right) -> Caller:
        """Return who connects a socket: by auth={"token": …}, else as `require_caller` does."""
        token = auth.get("token") if isinstance(auth, dict) else None
        if token is None:
            self._require_page()
            return self.require_caller(right)
        return _with_right([self._find_device(str(token))], right)

    def still_holds(self, caller: Caller) -> bool:
        """Say whether a caller who is here is what it was let in as: see `is_current`."""
        holds = self.is_current(caller)
        if holds:
            self._see(caller)
        return holds

    def is_current(self, caller: Caller) -> bool:
        """Say whether the caller may still do what it was let in for, as who it was let in.

        Not after a sign-out, for a closed account, a withdrawn token, another role or department.
        """
        kind, _, name = caller.id.partition(":")
        if kind == "token":
            return _as_caller(self.accounts.find_device(int(name))) == caller
        if kind == "user":
            return self._find_person(name, caller) == caller
        return caller in self._internal.values()

    def issue_internal_token(self, caller: Caller) -> str:
        """Return a token for a part of this very program; it is worthless once the program ends."""
        token = token_urlsafe(32)
        self._internal[token] = caller
        return token

    def enrol(self, token: str, roles: tuple[Role, ...]) -> Caller:
        """Let this browser be a device of one of `roles` from now on, by its token.

        The session names the device; whoever reads the cookie does not learn the token. Raises
        NotSignedIn or NotAllowed.
        """
        return self.enrol_device(self.accounts.find_token(token.strip()), roles)

    def enrol_device(self, device: Device | None, roles: tuple[Role, ...] = DEVICE_ROLES) -> Caller:
        """Let this browser be this device from now on; raises what `enrol` raises."""
        caller = _with_role([_as_caller(device)], roles)
        if device is not None:
            enrolled = {caller.role: [device.id, device.created_at]}
            session["devices"] = {**session.get("devices", {}), **enrolled}
            session.permanent = True
        return caller

    def sign_in(self, person: Person) -> None:
        """Begin a person's session; nothing the browser held before stays, except its devices."""
        self._end_present()
        devices, known = session.get("devices", {}), session.get("known_here", [])
        name = fold_name(person.name)
        session.clear()
        session.update(
            devices=devices,
            known_here=[name, *(each for each in known if each != name)][:MOST_KNOWN_HERE],
            person=person.name,
            session_version=person.session_version,
            sign_in=self.accounts.sign_ins.begin(
                person.name, request.remote_addr or "", name_browser(request.user_agent.string)
            ),
            until=int(time() + self.signed_in.longest_s),
        )
        session.permanent = True
        self.signed_in.forget(person.name)

    def sign_out(self) -> None:
        """End the person's session in this browser; its devices stay enrolled."""
        devices, known = session.get("devices", {}), session.get("known_here", [])
        self._end_present()
        session.clear()
        session.update(devices=devices, known_here=known)

    def sign_out_everywhere(self, caller: Caller) -> None:
        """End every session of the person who is asking."""
        self.accounts.end_sessions(caller.name, caller.id)
        self.signed_in.forget(caller.name)
        self.sign_out()

    def _end_present(self) -> None:
        """End the session that this browser holds, if there is one."""
        seen = self._read_session()
        if seen is None or self._find_person(seen.name, seen) is None:
            return
        if seen.sign_in is not None:
            self.signed_in.end(seen.sign_in)
        else:  # an earlier version's, which is told by its number alone
            self.accounts.end_sessions(seen.name, seen.id)
            self.signed_in.forget(seen.name)

    def has_signed_in_here(self, name: str) -> bool:
        """Return whether the person of this name has signed in from this browser before."""
        return fold_name(name) in session.get("known_here", [])

    def find_browser_id(self) -> str:
        """Return what tells this browser from others until somebody signs in or out there."""
        return str(session.get(CSRF_SECRET, ""))

    def make_csrf_token(self) -> str:
        """Return the token that POSTs of this session must carry."""
        return str(generate_csrf())

    def check_form(self, given: str | None = None) -> None:
        """Raise CsrfFailed unless the request, or `given`, carries this session's CSRF token."""
        given = given or request.headers.get("X-CSRFToken")
        if given is None and request.mimetype == "application/x-www-form-urlencoded":
            given = request.form.get("csrf_token")
        try:
            validate_csrf(given)
        except ValidationError:
            raise CsrfFailed

    def note_page(self, caller: Caller, release: str) -> None:
        """Remember which release of its page a device shows: the address of its files."""
        if caller.id.startswith(TOKEN) and 0 < len(release) <= LONGEST_RELEASE:
            self.pages[int(caller.id.removeprefix(TOKEN))] = release

    def _see(self, caller: Caller) -> None:
        if caller.id.startswith(TOKEN):
            self.seen[int(caller.id.removeprefix(TOKEN))] = monotonic()

    def _require_page(self) -> None:
        """Raise CsrfFailed for a WebSocket that a session alone opens, but no page of a browser."""
        environ = request.environ
        upgrade = str(environ.get("HTTP_UPGRADE", "")).lower() == "websocket"
        if upgrade and "HTTP_ORIGIN" not in environ and bearer_of(environ) is None:
            raise CsrfFailed

    def _find_device(self, token: str) -> Caller | None:
        return self._internal.get(token) or _as_caller(self.accounts.find_token(token))

    def _find_enrolled(self, kept: list[Any] | str) -> Caller | None:
        if isinstance(kept, str):
            # An earlier version's cookie holds the token itself: it is exchanged
            with suppress(NotSignedIn, NotAllowed):
                return self.enrol(kept, DEVICE_ROLES)
            return None
        device_id, created_at = kept
        device = self.accounts.find_device(device_id)
        # Another device may have this number after an older copy of the data was put back
        return _as_caller(device) if device and device.created_at == created_at else None

    def _callers_of_session(self) -> list[Caller | None]:
        found = [self._find_enrolled(kept) for kept in session.get("devices", {}).values()]
        seen = self._read_session()
        if seen is not None:
            found.append(self._find_person(seen.name, seen))
        return found

    def _read_session(self) -> Kept | None:
        """Return whose session this browser holds, whether it is still good or not."""
        name = session.get("person")
        if name is None:
            return None
        secret = session.get("sign_in")
        sign_in = None if secret is None else find_sign_in_id(secret)
        return Kept(name, session.get("session_version"), sign_in, session.get("until", 0))

    def _find_person(self, name: str, seen: Kept | Caller) -> Caller | None:
        person = self.signed_in.find(name, seen)
        return None if person is None else _person_as_caller(person, seen)


def _with_right(found: list[Caller | None], right: Right) -> Caller:
    caller = _with_role(found, roles_with(right))
    if not is_in_scopes(right, caller.scopes):
        raise NotAllowed
    return caller


def _with_role(found: list[Caller | None], roles: tuple[Role, ...]) -> Caller:
    known = [caller for caller in found if caller is not None]
    if not known:
        raise NotSignedIn
    for role in roles:
        for caller in known:
            if caller.role is role:
                return caller
    raise NotAllowed


def _as_caller(device: Device | None) -> Caller | None:
    if device is None:
        return None
    return Caller(
        f"{TOKEN}{device.id}",
        Role(device.role),
        device.name,
        device.counter,
        device.kiosk,
        device.zone,
        device.scopes,
    )


def _person_as_caller(person: Person, seen: Kept | Caller) -> Caller:
    return Caller(
        f"user:{person.name}",
        Role(person.role),
        person.name,
        department=person.department,
        session_version=person.session_version,
        sign_in=seen.sign_in,
        until=seen.until,
    )
