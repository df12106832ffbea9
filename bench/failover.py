"""20,000 presses at two processes while their databases fail over, and both are killed in turn."""

import signal
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.table import Row, most_row, show
from tests.journeys.crowd import Crowd, profiles
from tests.journeys.history import faults, journal_on
from tests.journeys.pairs import two_servers
from tests.postgres_pair import PostgresPair
from tests.program import Server, furnish
from tests.waiting import wait_until

NUMBERS_EACH, ROUNDS = 600, 300
FAIL_OVERS = 20
PRESSES = 300
"""So many answers lie between two fail-overs."""
BACK_S = 3.0
SHOWN = 5


def run() -> bool:
    """Measure, print, and say whether nothing was lost, doubled or overtaken."""
    pair = PostgresPair()
    try:
        with TemporaryDirectory() as folder:
            return show("two processes, and databases that fail over", _rows(pair, Path(folder)))
    finally:
        pair.remove()


def _rows(pair: PostgresPair, folder: Path) -> list[Row]:
    url = pair.create_database()
    with two_servers(folder, furnish(folder / "furnished"), url) as servers:
        crowd = Crowd(*servers, numbers_each=NUMBERS_EACH, rounds=ROUNDS)
        killed = cycle(servers)
        with crowd.at_work():
            back = [_fail_over(pair, crowd, next(killed)) for _ in range(FAIL_OVERS)]
        crowd.press_some_again()
        journal = journal_on(url)
    found = faults(journal, crowd.exchanges, profiles(servers[0].config))
    for fault in found[:SHOWN]:
        print(fault)
    return [
        most_row(f"faults in {len(crowd.exchanges)} answers, {len(journal)} entries", len(found),
                 0, ""),
        most_row(f"a standby is primary → a press is answered, longest of {len(back)}", max(back),
                 BACK_S, "s", digits=2),
    ]  # fmt: skip


def _fail_over(pair: PostgresPair, crowd: Crowd, process: Server) -> float:
    """Kill primary and process; return the seconds from the promotion to the next answer."""
    _wait_for_answers(crowd, PRESSES)
    pair.primary.stop(signal.SIGQUIT)
    gone, began = pair.promote(), perf_counter()
    _wait_for_answers(crowd, 1)
    taken = perf_counter() - began
    process.restart()
    pair.replace(gone)
    return taken


def _wait_for_answers(crowd: Crowd, more: int) -> None:
    enough = len(crowd.exchanges) + more
    wait_until("answers", lambda: len(crowd.exchanges) >= enough)
