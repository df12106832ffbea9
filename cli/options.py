"""Options that many commands of the command line share."""

from pathlib import Path

import click

ROOT = Path(__file__).parent.parent

config_option = click.option(
    "--config", type=click.Path(path_type=Path), default=ROOT / "config.yaml",
    help="The centre's configuration.",
)  # fmt: skip
data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=ROOT / "var", help="The data folder."
)
port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="0: any free port."
)
