"""Options that many commands of the command line share."""

from pathlib import Path

import click

from cli.folders import DATA, ROOT
from settings.loading import Settings, load
from storage.place import settle

SHIPPED = ROOT / "config.yaml"
OWN = "config.yaml"
"""A centre's own configuration, in its data folder: no update touches it, and backups hold it."""


def find_configuration(data: Path) -> Path:
    """Return the configuration of a data folder: its own, or else the one of the program."""
    own = data / OWN
    return own if own.is_file() else SHIPPED


def load_for(config: Path, data: Path) -> Settings:
    """Return the configuration; the data folder's database is where that says, from now on.

    Raises SettingsFaults, and StorageFault where the folder has another one already.
    """
    chosen = load(config)
    settle(data, chosen.server.database)
    return chosen


def _choose(context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path:
    return given or find_configuration(context.params.get("data", DATA))


config_option = click.option(
    "--config", type=click.Path(path_type=Path), default=None, envvar="XINMOI_CONFIG",
    callback=_choose, show_envvar=True,
    help="The centre's configuration; else config.yaml of the data folder, or of the program.",
)  # fmt: skip
port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="0: any free port."
)
