"""`./run serve`: serves the centre of a data folder."""

from pathlib import Path

import click

from centre.lifecycle import serve_folder
from cli.options import config_option, data_option, load_for, port_option


@click.command()
@config_option
@data_option
@click.option("--host", default=None, help="The address to serve; by default the configured one.")
@port_option
def serve(config: Path, data: Path, host: str | None, port: int | None) -> None:
    """Serve the centre; makes the data folder and its database on the first start."""
    chosen = load_for(config, data)
    serve_folder(
        chosen, data, host or chosen.server.host, chosen.server.port if port is None else port
    )
