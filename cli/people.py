"""The commands about who may use the centre: tokens of devices, people who sign in."""

import sys
from pathlib import Path

import click

from admin import accounts as account_commands
from cli.folders import data_option
from cli.options import config_option, load_for
from storage.accounts import Accounts
from storage.database import open_database
from web.own_address import find_address
from web.roles import DEVICE_ROLES, PEOPLE_ROLES, SCOPES


@click.command()
@click.option("--role", type=click.Choice([str(role) for role in DEVICE_ROLES]))
@click.option("--name", help="What people call the device.")
@click.option("--counter", default=None, help="The counter it stands at.")
@click.option("--kiosk", default=None, help="The kiosk it is part of.")
@click.option("--zone", default=None, help="The waiting area whose board it is.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(list(SCOPES)),
    help="What an integration may do, once for each; left out: everything.",
)
@click.option("--list", "listed", is_flag=True, help="List all tokens instead.")
@click.option("--revoke", type=int, default=None, help="Make the token of this number worthless.")
@config_option
@data_option
def token(  # noqa: PLR0913, PLR0917 - one parameter for each option
    role: str | None,
    name: str | None,
    counter: str | None,
    kiosk: str | None,
    zone: str | None,
    scopes: tuple[str, ...],
    listed: bool,
    revoke: int | None,
    config: Path,
    data: Path,
) -> None:
    """Create a device or integration token and print it alone; or list or revoke tokens."""
    chosen = load_for(config, data)
    catalogue = chosen.catalogue()
    accounts = Accounts(open_database(data))
    if listed:
        sys.exit(account_commands.list_tokens(accounts, catalogue.zone_info))
    if revoke is not None:
        sys.exit(account_commands.revoke_token(accounts, revoke))
    if role is None or name is None:
        raise click.UsageError("a new token needs --role and --name")
    sys.exit(
        account_commands.create_token(
            accounts,
            catalogue,
            role=role,
            name=name,
            counter=counter,
            kiosk=kiosk,
            zone=zone,
            scopes=scopes,
            address=find_address(chosen.server),
        )
    )


@click.group()
def user() -> None:
    """Manage people who sign in."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([str(role) for role in PEOPLE_ROLES]), required=True)
@click.option("--department", default=None, help="Code of the department of its head.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@config_option
@data_option
def add_user(
    name: str, role: str, department: str | None, password_stdin: bool, config: Path, data: Path
) -> None:
    """Create a person."""
    catalogue = load_for(config, data).catalogue()
    sys.exit(
        account_commands.add_person(
            Accounts(open_database(data)), catalogue,
            name=name, role=role, department=department, password_stdin=password_stdin,
        )
    )  # fmt: skip


@user.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
@data_option
def import_users(file: Path, config: Path, data: Path) -> None:
    """Create the people of a CSV or XLSX file (name, role, department), all of them or none.

    Prints each one's password, which lets in once, to choose another.
    """
    catalogue = load_for(config, data).catalogue()
    sys.exit(account_commands.import_people(Accounts(open_database(data)), catalogue, file))


@user.command("list")
@config_option
@data_option
def list_users(config: Path, data: Path) -> None:
    """List all people: name, role, department, since when, whether they may sign in."""
    zone = load_for(config, data).catalogue().zone_info
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.list_people(accounts, zone))


@user.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@data_option
def change_password(name: str, password_stdin: bool, data: Path) -> None:
    """Give a person a new password."""
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.change_password(accounts, name=name, password_stdin=password_stdin))


@user.command("disable")
@click.argument("name")
@data_option
def disable_user(name: str, data: Path) -> None:
    """Let a person sign in no more."""
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.disable_person(accounts, name=name))


@user.command("reset-second-factor")
@click.argument("name")
@data_option
def reset_second_factor(name: str, data: Path) -> None:
    """Ask a person who lost the phone and the recovery codes for the password alone."""
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.remove_second_factor(accounts, name=name))


@user.command("link-openid")
@click.argument("name")
@click.argument("code", required=False)
@config_option
@data_option
def link_openid(name: str, code: str | None, config: Path, data: Path) -> None:
    """Link a person with the link code of the OpenID Connect provider; without one, end that."""
    openid = load_for(config, data).sign_in.openid
    accounts = Accounts(open_database(data, create=False))
    issuer = openid.issuer if openid else None
    sys.exit(account_commands.link_openid(accounts, name=name, issuer=issuer, code=code))
