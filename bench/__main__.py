"""./run bench [name]: run one bench or all of them; 0 when every limit is kept, else 1."""

import sys
from argparse import ArgumentParser
from importlib import import_module

NAMES = (
    "replay", "call-to-display", "tickets", "reconnect", "phones", "memory", "search", "press",
    "slip", "printing", "speech", "live", "exports", "years", "reports", "floods",
    "cluster", "failover", "take-over", "now", "push", "keys",
)  # fmt: skip
OF_YEARS = {"reports"}
"""Benches of years of reports; `--years` says how many."""


def main(arguments: list[str]) -> int:
    """Run the named benches, or all."""
    parser = ArgumentParser(prog="run bench", allow_abbrev=False)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    parser.add_argument("--years", type=int, default=5, help="of reports: how many")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in NAMES]:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    kept = [_run(name, asked.years) for name in asked.names or NAMES]
    return 0 if all(kept) else 1


def _run(name: str, years: int) -> bool:
    bench = import_module(f"bench.{name.replace('-', '_')}")
    return bool(bench.run(years) if name in OF_YEARS else bench.run())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
