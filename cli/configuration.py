"""The commands about the configuration and the catalogue of procedures: check, take, import."""

import sys
from pathlib import Path

import click

from admin.procedures import import_procedures, take_back_import
from centre.assembly import open_procedures, wall_clock
from cli.folders import data_option
from cli.options import config_option, load_for
from settings.checking import check as check_settings
from storage.database import open_database
from web.admin_api import Declined, ask_server


@click.command()
@config_option
@data_option
def check(config: Path, data: Path) -> None:  # noqa: ARG001 - where to look for it
    """Validate the configuration."""
    sys.exit(check_settings(config))


@click.command("import-procedures")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the file.")
@click.option(
    "--skip-unknown", is_flag=True, help="Leave out departments that are not configured here."
)
@click.option("--yes", is_flag=True, help="Import it even if it may be a mistake.")
@config_option
@data_option
def import_catalogue(
    file: Path, dry_run: bool, skip_unknown: bool, yes: bool, config: Path, data: Path
) -> None:
    """Replace the catalogue of procedures from CSV or XLSX, all or nothing."""
    chosen = load_for(config, data)
    procedures = open_procedures(chosen, open_database(data), wall_clock)
    confirm = _ask if sys.stdin.isatty() and not yes else lambda: yes
    sys.exit(
        import_procedures(
            file,
            chosen.catalogue(),
            procedures,
            dry_run=dry_run,
            skip_unknown=skip_unknown,
            confirm=confirm,
        )
    )


@click.command("take-back-procedures")
@config_option
@data_option
def take_back_catalogue(config: Path, data: Path) -> None:
    """Let the procedures be what they were before the last import."""
    chosen = load_for(config, data)
    sys.exit(take_back_import(open_procedures(chosen, open_database(data), wall_clock)))


def _ask() -> bool:
    return click.confirm("Import it all the same?")


@click.command("reload")
@data_option
def reload_configuration(data: Path) -> None:
    """Let the running server take the changed configuration."""
    if ask_server(data, "reload") is None:
        raise Declined(f"No server is running on {data}.")
    click.echo("The server has taken the configuration.")
