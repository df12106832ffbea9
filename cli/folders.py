"""Where the program is, and the option that says where its data are."""

from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
DATA = ROOT / "var"

data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=DATA, is_eager=True,
    help="The data folder.",
)  # fmt: skip
"""Read first: where the configuration is depends on it."""
