"""How a command of the command line begins and ends, whatever it is about."""

import os

import click

from cli.log_lines import log_to_stderr


def begin() -> None:
    """Prepare this process for a command."""
    # What is written belongs to this account alone: accounts, journal, keys, exports, recordings
    os.umask(0o077)
    log_to_stderr()


def run(group: click.Group, arguments: list[str]) -> int:
    """Run a command, named first; return 0 done, 1 for a "no", 2 for wrong usage."""
    try:
        group.main(arguments, prog_name="run", standalone_mode=False)
        return 0
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except click.Abort:
        return 1
