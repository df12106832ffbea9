"""`./run serve`: serves the centre of a data folder."""

import os
from pathlib import Path

import click

from centre.lifecycle import serve_folder
from centre.worker import serve_worker
from centre.workers import keep_workers
from cli.folders import data_option
from cli.options import config_option, load_for, port_option
from web.settings import MOST_WORKERS, SEVERAL_NEED


@click.command()
@config_option
@data_option
@click.option("--host", default=None, help="The address to serve; by default the configured one.")
@port_option
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), default=None,
    help="So many processes serve it together, on PostgreSQL; by default as configured.",
)  # fmt: skip
@click.option("--tie", type=int, default=None, hidden=True)
def serve(
    config: Path, data: Path, host: str | None, port: int | None, workers: int | None,
    tie: int | None,
) -> None:  # fmt: skip
    """Serve the centre; makes the data folder and its database on the first start."""
    chosen = load_for(config, data)
    if tie is not None:
        serve_worker(chosen, data, tie)
        return
    host = host or chosen.server.host
    port = chosen.server.port if port is None else port
    count = workers or chosen.server.workers
    if count == 1:
        serve_folder(chosen, data, host, port)
        return
    if chosen.server.database is None:
        raise click.ClickException(f"--workers {count}: {SEVERAL_NEED}")
    if os.name != "posix":
        raise click.ClickException("Several processes are served on Linux alone.")
    options = ("--config", str(config.absolute()), "--data", str(data.absolute()))
    keep_workers(options, data, host, port, count, chosen.server.worker_ports)
