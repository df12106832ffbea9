"""`./run migrate-data`: moves a centre between the file of a data folder and PostgreSQL."""

from collections.abc import Callable
from pathlib import Path

import click
from pydantic import ValidationError

from web.settings import Server

SCHEME = "postgresql://"


@click.command("migrate-data")
@click.option("--from", "source", required=True, help="A data folder, or postgresql://…")
@click.option("--to", "target", required=True, help="The other one of them.")
def migrate_data(source: str, target: str) -> None:
    """Move a centre between the file of its data folder and an empty database on PostgreSQL.

    Its server must be stopped. Everything else of the data folder stays where it is.
    """
    try:
        from storage.migrating import move_to_folder, move_to_postgres
    except ImportError:
        raise click.UsageError("psycopg is missing: .venv/bin/uv sync --extra postgres")
    for given in (source, target):
        if "://" in given and not given.startswith(SCHEME):
            raise click.UsageError(f"{given}: an address of PostgreSQL begins with {SCHEME}")
    if source.startswith(SCHEME) == target.startswith(SCHEME):
        raise click.UsageError(f"one of --from and --to is a data folder, the other {SCHEME}…")
    if target.startswith(SCHEME):
        url = _check(target)
        last = move_to_postgres(Path(source), url, _make_teller())
        click.echo(f"{last:,} journal entries are in {url}, checked; nothing was lost.")
        click.echo(f"Set server.database to it in the configuration: database: {url}")
    else:
        last = move_to_folder(_check(source), Path(target), _make_teller())
        click.echo(f"{last:,} journal entries are in {target}, checked; nothing was lost.")
        click.echo("Set server.database to null. The database on PostgreSQL is marked as left:")
        click.echo("no server uses it any more. Drop it once you trust the move.")


def _check(url: str) -> str:
    try:
        Server(database=url)
    except ValidationError as fault:
        raise click.UsageError(f"{SCHEME}…: {fault.errors()[0]['msg']}")
    return url


def _make_teller() -> Callable[[str, int, int], None]:
    """Return what prints how far it is, at every tenth of a table."""
    told: dict[str, int] = {}

    def tell(table: str, done: int, of: int) -> None:
        tenths = done * 10 // of
        if tenths > told.get(table, 0):
            told[table] = tenths
            click.echo(f"{table}: {done:,} of {of:,}", err=True)

    return tell
