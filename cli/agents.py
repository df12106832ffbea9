"""The programs beside the server, print agent and key agent: they load nothing of the server."""

import sys
from pathlib import Path

import click

from cli.folders import data_option
from cli.running import begin, run


@click.command("print-agent")
@click.option("--pair", default=None, help="Address of the server; shows a code to be approved.")
@click.option("--server", default=None, help="Address of the server, like http://10.0.0.5:8080.")
@click.option("--token", default=None, help="A token of the role printer; - reads it from stdin.")
@data_option
def print_agent(pair: str | None, server: str | None, token: str | None, data: Path) -> None:
    """Print slips for a server on the printers of this computer.

    With --pair the agent's token is kept in the data folder, and used the next time.
    """
    from kiosk.printing.agent import command

    if pair is not None and server is token is None:
        sys.exit(command.print_paired(pair, data, click.echo))
    if server is None or token is None or pair is not None:
        raise click.UsageError("either --pair, or --server and --token")
    sys.exit(command.print_agent(server, token))


@click.command("key-agent")
@click.option("--pair", default=None, help="Address of the server; shows a code to be approved.")
@click.option("--server", default=None, help="Address of the server, like http://10.0.0.5:8080.")
@click.option("--token", default=None, help="A token of the role keys, for one counter.")
@click.option(
    "--key", "given", multiple=True, metavar="ACTION=KEYS",
    help="Other keys, like call-next=ctrl+alt+1; call-next, finish-and-call-next, recall, no-show.",
)  # fmt: skip
@click.option(
    "--keypad",
    type=click.Path(path_type=Path),
    default=None,
    help="On Linux: a keypad of its own, like /dev/input/by-id/…-event-kbd; its keys 1 to 4.",
)
@click.option("--no-window", is_flag=True, help="Show no window with the number.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    # A profile that follows its owner would call for this counter at another one's computer
    default=lambda: Path(click.get_app_dir("xinmoi", roaming=False)),
    help="Folder of the token; else your own.",
)
def key_agent(
    pair: str | None,
    server: str | None,
    token: str | None,
    given: tuple[str, ...],
    keypad: Path | None,
    no_window: bool,
    data: Path,
) -> None:
    """Call numbers by global keys of this computer, while another program is used.

    With --pair the agent's token is kept, and used the next time.
    """
    from counters.keys.agent import command
    from counters.keys.agent.combinations import NoCombination, read_keys

    try:
        keys = command.Keys(read_keys(given), keypad, window=not no_window)
    except NoCombination as wrong:
        raise click.UsageError(str(wrong))
    if pair is not None and server is token is None:
        sys.exit(command.run_paired(pair, data, keys, click.echo))
    if server is None or token is None or pair is not None:
        raise click.UsageError("either --pair, or --server and --token")
    sys.exit(command.run_key_agent(server, token, keys, click.echo))


agents = click.Group("agents", callback=begin, commands=[print_agent, key_agent])


def main(arguments: list[str]) -> int:
    """Run an agent, named first; return 0 done, 1 for a fault, 2 for wrong usage."""
    return run(agents, arguments)
