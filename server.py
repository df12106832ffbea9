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
    early = ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("command", nargs="?", default=SERVING[0])
    early.add_argument("--config", type=Path, default=CONFIG)
    given = early.parse_known_args(arguments)[0]
    if given.command in SERVING:
        patch(async_mode(given.config))


if __name__ == "__main__":
    patch_early(sys.argv[1:])
    from cli.main import main

    sys.exit(main(sys.argv[1:]))
