"""The command that lets this computer start the server, an agent or a screen by itself."""

import os
import sys
from pathlib import Path

import click

from admin.services import (
    PAGES,
    CannotInstall,
    Checkout,
    Service,
    find_user,
    make_plan,
)
from cli.folders import ROOT, data_option
from cli.options import OWN, config_option
from settings.loading import load


@click.command("install")
@click.option(
    "--service",
    type=click.Choice([str(each) for each in Service]),
    is_flag=False,
    flag_value=str(Service.SERVER),
    required=True,
    help="What this computer starts by itself; --service alone: the server.",
)
@click.option("--server", default=None, help="Address of the server, for all but itself.")
@click.option("--user", default=None, help="Who it runs as; else the owner of this folder.")
@click.option("--dry-run", is_flag=True, help="Print what would be written, write nothing.")
@click.option("--into", type=click.Path(path_type=Path), default=Path("/"), hidden=True)
@config_option
@data_option
def install(
    service: str,
    server: str | None,
    user: str | None,
    dry_run: bool,
    into: Path,
    config: Path,
    data: Path,
) -> None:
    """Write units for systemd, with the paths of this checkout."""
    os.umask(0o022)  # browsers of other accounts read their policies
    wanted = Service(service)
    here = Checkout(ROOT, Path(sys.executable), config.absolute(), data.absolute())
    try:
        plan = make_plan(
            wanted,
            here,
            user or find_user(here, for_screen=wanted in PAGES),
            server.rstrip("/") if server else None,
            load(config).server.port if wanted is Service.SERVER else 0,
        )
        for place, text in plan.files.items():
            file = into / place
            if dry_run:
                click.echo(f"# {file}\n{text}")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
                file.chmod(0o644)
                click.echo(f"{file} is written.")
    except (CannotInstall, OSError) as fault:
        click.echo(f"{fault}.", err=True)
        sys.exit(1)
    if wanted is Service.SERVER and not here.is_changeable:
        own = here.data / OWN
        click.echo(f"Pages cannot change {here.config}: copy it to {own} and install again.")
    click.echo("Then:\n" + "\n".join(f"    {step}" for step in plan.steps))
