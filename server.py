"""The entry of Xin Mời: makes the runtime green where a server runs, then runs the command line."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from settings.early import async_mode, workers
from web.runtime import patch

CONFIG = Path(__file__).parent / "config.yaml"
DATA = Path(__file__).parent / "var"
SERVING = ("serve", "demo")
AGENTS = ("print-agent", "key-agent")
"""They run on other computers, often slow ones, and load nothing of the server."""


def find_mode(arguments: list[str]) -> str | None:
    """Return the async mode for which a command is made green; None where it serves nobody."""
    if arguments[0] not in SERVING:
        return None
    early = ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--config", type=Path)
    early.add_argument("--data", type=Path, default=DATA)
    early.add_argument("--workers")
    early.add_argument("--tie")
    given = early.parse_known_args(arguments[1:])[0]
    config = given.config or find_configuration(given.data)
    several = (given.workers or str(workers(config))) != "1"
    # Who only watches several processes serves nobody
    serves = given.tie or not several or arguments[0] != SERVING[0]
    return async_mode(config) if serves else None


def patch_early(arguments: list[str]) -> None:
    """Make sockets and locks green for a command that serves, before anything imports them."""
    mode = find_mode(arguments)
    if mode is not None:
        patch(mode)


def find_configuration(data: Path) -> Path:
    """Return the configuration of a command that names none, as cli/options.py does."""
    if named := os.environ.get("XINMOI_CONFIG"):
        return Path(named)
    own = data / CONFIG.name
    return own if own.is_file() else CONFIG


def name_command(arguments: list[str]) -> list[str]:
    """Return the arguments with their command first: options alone are those of `serve`."""
    named = arguments and (not arguments[0].startswith("-") or arguments[0] == "--help")
    return arguments if named else [SERVING[0], *arguments]


if __name__ == "__main__":
    given = name_command(sys.argv[1:])
    patch_early(given)
    if given[0] in AGENTS:
        from cli.agents import main
    else:
        from cli.main import main

    sys.exit(main(given))
