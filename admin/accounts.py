"""`./run token` and `./run user`: devices, integrations and people that may use the centre."""

import re
import sys
from unicodedata import normalize

import click

from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from storage.accounts import Accounts, NameTaken, NoSuchAccount

DEVICE_ROLES = ("kiosk", "display", "counter", "printer", "api")
PEOPLE_ROLES = ("officer", "guide", "department-head", "director", "auditor", "admin")
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
LONGEST_NAME = 64
PLACES = {"counter": ("counter",), "kiosk": ("kiosk", "printer")}
"""Which roles may be bound to a counter, and to a kiosk."""

_NAME = re.compile(r"\w[\w.@-]*(?: \w[\w.@-]*)*")


class Wrong(Exception):
    """What was asked cannot be done; the text is one plain sentence."""


def create_token(
    accounts: Accounts,
    catalogue: Catalogue,
    *,
    role: str,
    name: str,
    counter: str | None = None,
    kiosk: str | None = None,
) -> int:
    """Create a device's token and print it alone on stdout; return 0, or 1 after one sentence."""
    try:
        _known("role", role, DEVICE_ROLES)
        name = _proper(name)
        _placed("counter", counter, role, tuple(catalogue.counters))
        _placed("kiosk", kiosk, role, tuple(catalogue.kiosks))
        click.echo(accounts.create_token(role, name, counter=counter, kiosk=kiosk))
    except (Wrong, CannotStore) as error:
        return _refused(error)
    return 0


def list_tokens(accounts: Accounts) -> int:
    """Print one line per token: number, role, name, place, when made, when revoked."""
    try:
        for token in accounts.tokens():
            place = token.counter or token.kiosk or "-"
            state = f"revoked {token.revoked_at}" if token.revoked_at else "valid"
            row = (str(token.id), token.role, token.name, place, token.created_at, state)
            click.echo("\t".join(row))
    except CannotStore as error:
        return _refused(error)
    return 0


def revoke_token(accounts: Accounts, number: int) -> int:
    """Make a token worthless; return 0, or 1 when there is no valid one of this number."""
    try:
        accounts.revoke(number)
    except (NoSuchAccount, CannotStore) as error:
        return _refused(error)
    click.echo(f"Token {number} is revoked.")
    return 0


def add_person(
    accounts: Accounts,
    catalogue: Catalogue,
    *,
    name: str,
    role: str,
    department: str | None = None,
    password_stdin: bool = False,
) -> int:
    """Create a person, asking twice for the password; return 0, or 1 after one plain sentence.

    With `password_stdin` the password is the first line of the standard input.
    """
    try:
        name = _proper(name)
        _known("role", role, PEOPLE_ROLES)
        if department is not None:
            department = normalize("NFC", department)
            _known("department", department, tuple(catalogue.departments))
        elif role == "department-head":
            raise Wrong("a department-head needs --department")
        if accounts.person(name) is not None:
            raise NameTaken(f"there is already a person named {name}")
        accounts.create_person(name, role, _password(stdin=password_stdin), department)
    except (Wrong, NameTaken, CannotStore) as error:
        return _refused(error)
    click.echo(f"{name} may sign in as {role}.")
    return 0


def change_password(accounts: Accounts, *, name: str, password_stdin: bool = False) -> int:
    """Give a person a new password; return 0, or 1 after one plain sentence."""
    try:
        if accounts.person(name) is None:
            raise NoSuchAccount(f"there is no person named {name}")
        accounts.set_password(name, _password(stdin=password_stdin))
    except (Wrong, NoSuchAccount, CannotStore) as error:
        return _refused(error)
    click.echo(f"{name} has a new password.")
    return 0


def disable_person(accounts: Accounts, *, name: str) -> int:
    """Let a person sign in no more; return 0, or 1 when there is none of this name."""
    try:
        accounts.disable(name)
    except (NoSuchAccount, CannotStore) as error:
        return _refused(error)
    click.echo(f"{name} may sign in no more.")
    return 0


def _password(*, stdin: bool) -> str:
    if stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Wrong(
            f"the password has {len(password)} signs; "
            f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} are needed"
        )
    return password


def _proper(name: str) -> str:
    name = normalize("NFC", name).strip()
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise Wrong(
            f"the name {name[:LONGEST_NAME]!r} cannot be used: 1 to {LONGEST_NAME} letters, digits "
            "or . _ @ -, single spaces between words"
        )
    return name


def _known(what: str, code: str, known: tuple[str, ...]) -> None:
    if code not in known:
        raise Wrong(f"there is no {what} '{code}'; known: {', '.join(known)}")


def _placed(what: str, place: str | None, role: str, known: tuple[str, ...]) -> None:
    if place is None:
        return
    if role not in PLACES[what]:
        raise Wrong(f"a {role} token stands at no {what}: leave out --{what}")
    _known(what, place, known)


def _refused(error: Exception) -> int:
    click.echo(f"{error}.".replace("..", "."), err=True)
    return 1
