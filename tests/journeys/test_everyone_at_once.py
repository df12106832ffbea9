"""32 kiosks give numbers while 8 counters work, presses are repeated, and the power is cut."""

from tests.journeys.crowd import Crowd, profiles
from tests.journeys.history import faults, journal_of
from tests.program import run
from tests.waiting import wait_until


def test_nothing_is_doubled_lost_or_overtaken_when_everyone_presses_and_the_power_is_cut(server):
    crowd = Crowd(server)
    with crowd.at_work():
        wait_until("a third of the numbers given", lambda: len(crowd.exchanges) > 150)
        server.restart()
    crowd.press_some_again()
    assert server.stop() == 0

    journal = journal_of(server.data)
    assert faults(journal, crowd.exchanges, profiles(server.config)) == []
    issued = [fact for fact in journal if fact.kind == "TicketIssued"]
    assert len(issued) == crowd.numbers
    kinds = {fact.kind for fact in journal}
    assert {"TicketRecalled", "NoShowRecorded", "TicketRestored", "TicketTransferred",
            "TicketParked", "ActionUndone"} <= kinds  # fmt: skip
    run("verify", "--data", server.data)
