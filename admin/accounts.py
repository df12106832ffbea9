"""`./run token` and `./run user`: devices, integrations and people that may use the centre."""

import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize
from zoneinfo import ZoneInfo

import click

from admin.account_words import describe_token, write_moment
from admin.people_file import BadPeople, read_people
from admin.sheets.cells import UnreadableSheet
from admin.sheets.reader import read_file
from admin.sheets.sentences import list_lines
from queueing.accounts import LONGEST_NAME, is_name
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from storage.account_changes import COMMAND_LINE
from storage.accounts import Accounts, NameTaken, NoSuchAccount
from storage.openid_links import SubjectTaken
from web.passwords import (
    LONGEST,
    SHORTEST,
    Weakness,
    find_weakness,
    make_one_time_password,
)
from web.roles import DEVICE_ROLES, PEOPLE_ROLES, PLACES, ROLE_API, SCOPES, Role


class Wrong(Exception):
    """What was asked cannot be done; the text is one plain sentence."""


def create_token(
    accounts: Accounts,
    catalogue: Catalogue,
    *,
    role: str,
    name: str,
    scopes: Sequence[str] = (),
    address: str = "",
    **place: str | None,
) -> int:
    """Create a device's token and print it alone on stdout; return 0, or 1 after one sentence.

    `place`: where it stands, by the names of PLACES. At a terminal what to do with it follows on
    stderr, for the server at `address`.
    """
    try:
        _require_known("role", role, DEVICE_ROLES)
        name = _check_name(name)
        known = {"counter": catalogue.counters, "kiosk": catalogue.kiosks, "zone": catalogue.zones}
        for what, code in place.items():
            _require_place(what, code, role, tuple(known[what]))
        for scope in scopes:
            _require_known("scope", scope, tuple(SCOPES))
        if role == Role.KEYS and place.get("counter") is None:
            raise Wrong("keys belong to one counter: give --counter")
        if scopes and role != ROLE_API:
            raise Wrong(f"a {role} token has no scopes: leave out --scope")
        secret = accounts.create_token(
            role,
            name,
            counter=place.get("counter"),
            kiosk=place.get("kiosk"),
            zone=place.get("zone"),
            scopes=scopes,
        )
        click.echo(secret)
        if sys.stdout.isatty():
            device = accounts.find_token(secret)
            for line in describe_token(device, secret, address, catalogue) if device else ():
                click.echo(line, err=True)
    except (Wrong, CannotStore) as error:
        return _report(error)
    return 0


def list_tokens(accounts: Accounts, zone_info: ZoneInfo) -> int:
    """Print one line per token: number, role, name, place, when made, when revoked.

    Times are those of the centre.
    """
    try:
        for token in accounts.tokens():
            place = token.counter or token.kiosk or token.zone or " ".join(token.scopes) or "-"
            revoked = write_moment(token.revoked_at, zone_info)
            state = f"revoked {revoked}" if token.revoked_at else "valid"
            made = write_moment(token.created_at, zone_info)
            click.echo("\t".join((str(token.id), token.role, token.name, place, made, state)))
    except CannotStore as error:
        return _report(error)
    return 0


def list_people(accounts: Accounts, zone_info: ZoneInfo) -> int:
    """Print one line per person: name, role, department, when made, whether they may sign in.

    Times are those of the centre.
    """
    try:
        for person in accounts.people():
            ended = write_moment(person.disabled_at, zone_info)
            state = f"disabled {ended}" if person.disabled_at else "may sign in"
            made = write_moment(person.created_at, zone_info)
            row = (person.name, person.role, person.department or "-", made, state)
            click.echo("\t".join(row))
    except CannotStore as error:
        return _report(error)
    return 0


def revoke_token(accounts: Accounts, number: int) -> int:
    """Make a token worthless; return 0, or 1 when there is no valid one of this number."""
    try:
        accounts.revoke(number)
    except (NoSuchAccount, CannotStore) as error:
        return _report(error)
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

    With `password_stdin`, and where nobody can type, the password is the first line of the standard
    input.
    """
    try:
        name = _check_name(name)
        _require_known("role", role, PEOPLE_ROLES)
        if department is not None:
            department = normalize("NFC", department)
            _require_known("department", department, tuple(catalogue.departments))
        elif role == Role.DEPARTMENT_HEAD:
            raise Wrong("a department-head needs --department")
        if accounts.person(name) is not None:
            raise NameTaken(f"there is already a person named {name}")
        password = _read_password(name, stdin=password_stdin)
        accounts.create_person(name, role, password, department)
    except (Wrong, NameTaken, CannotStore) as error:
        return _report(error)
    click.echo(f"{name} may sign in as {role}.")
    return 0


def import_people(accounts: Accounts, catalogue: Catalogue, file: Path) -> int:
    """Create the people of a file; print name, role and password for once of each.

    Returns 0, or 1 after one line for each fault, with nobody created.
    """
    try:
        found = read_people(
            read_file(file), catalogue, lambda name: accounts.person(name) is not None
        )
        if found.passed:
            passed = list_lines(found.passed)
            click.echo(f"{file}: passed over, as they name nobody: {passed}", err=True)
        for person in found.people:
            password = make_one_time_password()
            accounts.create_person(
                person.name, person.role, password, person.department, must_change=True
            )
            click.echo(f"{person.name}\t{person.role}\t{password}")
    except (BadPeople, UnreadableSheet, NameTaken, CannotStore) as error:
        return _report(error)
    click.echo("Each password lets in once, to choose another. It is shown this once.", err=True)
    return 0


def change_password(accounts: Accounts, *, name: str, password_stdin: bool = False) -> int:
    """Give a person a new password, like `add_person`; return 0, or 1 after one plain sentence."""
    try:
        if accounts.person(name) is None:
            raise NoSuchAccount(f"there is no person named {name}")
        accounts.set_password(name, _read_password(name, stdin=password_stdin))
    except (Wrong, NoSuchAccount, CannotStore) as error:
        return _report(error)
    click.echo(f"{name} has a new password.")
    return 0


def disable_person(accounts: Accounts, *, name: str) -> int:
    """Let a person sign in no more; return 0, or 1 when there is none of this name."""
    try:
        accounts.disable(name)
    except (NoSuchAccount, CannotStore) as error:
        return _report(error)
    click.echo(f"{name} may sign in no more.")
    return 0


def remove_second_factor(accounts: Accounts, *, name: str) -> int:
    """Ask a person for the password alone again; return 0, or 1 when there is none of this name."""
    try:
        accounts.remove_second_factor(name)
    except (NoSuchAccount, CannotStore) as error:
        return _report(error)
    click.echo(f"{name} signs in with the password alone, and sets up a new second factor.")
    return 0


def link_openid(accounts: Accounts, *, name: str, issuer: str | None, code: str | None) -> int:
    """Link a person with a link code of the provider, or end the link; return 0, or 1 if refused.

    `issuer`: of the provider that is configured, None where there is none.
    """
    try:
        person = accounts.person(name)
        if person is None:
            raise NoSuchAccount(f"there is no person named {name}")
        if code is None:
            accounts.openid_links.unlink(person.name, COMMAND_LINE)
            accounts.end_sessions(person.name)
            click.echo(f"{person.name} signs in with the password alone, and is signed out.")
            return 0
        if issuer is None:
            raise Wrong("sign_in.openid of the configuration names no provider")
        accounts.openid_links.link(person.name, issuer, code, COMMAND_LINE)
    except SubjectTaken:
        return _report(Wrong("this link code belongs to another person"))
    except (NoSuchAccount, CannotStore, Wrong) as error:
        return _report(error)
    click.echo(f"{person.name} may sign in at {issuer} too.")
    return 0


def _read_password(name: str, *, stdin: bool) -> str:
    if stdin or not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    match find_weakness(password, name):
        case None:
            return password
        case Weakness.SHORT | Weakness.LONG:
            raise Wrong(
                f"the password has {len(password)} signs; {SHORTEST} to {LONGEST} are needed"
            )
        case Weakness.KNOWN:
            raise Wrong("many people use this password, so it is easy to guess; choose another")
        case Weakness.OWN_WORDS:
            raise Wrong("the password is mostly the person's own name; choose another")


def _check_name(name: str) -> str:
    name = normalize("NFC", name).strip()
    if not is_name(name):
        raise Wrong(
            f"the name {name[:LONGEST_NAME]!r} cannot be used: 1 to {LONGEST_NAME} letters, digits "
            "or . _ @ -, single spaces between words"
        )
    return name


def _require_known(what: str, code: str, known: tuple[str, ...]) -> None:
    if code not in known:
        raise Wrong(f"there is no {what} '{code}'; known: {', '.join(known)}")


def _require_place(what: str, place: str | None, role: str, known: tuple[str, ...]) -> None:
    if place is None:
        return
    if role not in PLACES[what]:
        raise Wrong(f"a {role} token stands at no {what}: leave out --{what}")
    _require_known(what, place, known)


def _report(error: Exception) -> int:
    click.echo(f"{error}.".replace("..", "."), err=True)
    return 1
