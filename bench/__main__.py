"""./run bench [name]: run one bench or all of them; 0 when every limit is kept, else 1."""

import sys
from argparse import ArgumentParser
from functools import partial

from bench import (
    call_to_display,
    exports,
    live,
    memory,
    phones,
    press,
    printing,
    reconnect,
    replay,
    reports,
    search,
    slip,
    speech,
    tickets,
    years,
)

BENCHES = {
    "replay": replay.run,
    "call-to-display": call_to_display.run,
    "tickets": tickets.run,
    "reconnect": reconnect.run,
    "phones": phones.run,
    "memory": memory.run,
    "search": search.run,
    "press": press.run,
    "slip": slip.run,
    "printing": printing.run,
    "speech": speech.run,
    "live": live.run,
    "exports": exports.run,
}
OF_YEARS = {"years": years.run, "reports": reports.run}
"""Benches of years of reports; `--years` says how many."""


def main(arguments: list[str]) -> int:
    """Run the named benches, or all."""
    parser = ArgumentParser(prog="run bench", allow_abbrev=False)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join([*BENCHES, *OF_YEARS]))
    parser.add_argument("--years", type=int, default=years.YEARS, help="of reports: how many")
    asked = parser.parse_args(arguments)
    benches = BENCHES | {name: partial(run, asked.years) for name, run in OF_YEARS.items()}
    unknown = [name for name in asked.names if name not in benches]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(benches)}")
        return 2
    kept = [benches[name]() for name in asked.names or benches]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
