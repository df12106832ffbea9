"""The entry of Xin Mời: makes the runtime green where a server runs, then runs the command line."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from settings.early import async_mode
from web.runtime import patch

CONFIG = Path(__file__).parent / "config.yaml"
SERVING = ("serve", "demo")


def patch_early(arguments: list[str]) -> None:
    """Make sockets and locks green for a command that serves, before anything imports them."""
    if arguments[0] in SERVING:
        early = ArgumentParser(add_help=False, allow_abbrev=False)
        early.add_argument("--config", type=Path, default=CONFIG)
        patch(async_mode(early.parse_known_args(arguments[1:])[0].config))


def name_command(arguments: list[str]) -> list[str]:
    """Return the arguments with their command first: options alone are those of `serve`."""
    named = arguments and (not arguments[0].startswith("-") or arguments[0] == "--help")
    return arguments if named else [SERVING[0], *arguments]


if __name__ == "__main__":
    given = name_command(sys.argv[1:])
    patch_early(given)
    from cli.main import main

    sys.exit(main(given))
