"""./run bench [name]: run one bench or all of them; 0 when every limit is kept, else 1."""

import sys

from bench import (
    call_to_display,
    live,
    memory,
    phones,
    press,
    printing,
    reconnect,
    replay,
    search,
    slip,
    speech,
    tickets,
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
}


def main(names: list[str]) -> int:
    """Run the named benches, or all."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    kept = [BENCHES[name]() for name in names or BENCHES]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
