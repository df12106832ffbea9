"""A number on paper: from the kiosk's press to the slip, whatever the printer does."""

import os
import signal

import pytest

from tests.journeys.printing import (
    SERVICE,
    agents_of,
    kiosk_of,
    start_agent,
    watching,
    with_printers,
)
from tests.journeys.wire import Client
from tests.kiosk.printing.loopback import FaultyLine, LoopbackPrinter
from tests.program import in_a_hurry, server_in
from tests.waiting import LONG_S, wait_until

PROXIES = {
    variable: "http://127.0.0.1:9"
    for name in ("http_proxy", "https_proxy", "all_proxy")
    for variable in (name, name.upper())
}
MIDDLE = 9_000  # bytes: somewhere in a slip


@pytest.fixture(scope="module")
def printers():
    """The printers of the two kiosks of the centre that most tests share."""
    with LoopbackPrinter() as first, LoopbackPrinter() as second:
        yield first, second


@pytest.fixture(scope="module")
def centre(tmp_path_factory, furnished, printers):
    """A server whose own agent prints on both, past the proxies of its environment."""
    # The second waits for the end of a slip until its agent is killed, however late that is
    change = with_printers(*(each.port for each in printers), M2={"answer_s": 60})
    folder = tmp_path_factory.mktemp("printing")
    server = server_in(folder, in_a_hurry, change, furnished=furnished)
    server.start(env=os.environ | PROXIES)
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def desk(centre):
    client = Client(centre.port, centre.tokens["kiosk"])
    yield client
    client.close()


@pytest.fixture
def kiosk(centre):
    with kiosk_of(centre) as kiosk:
        kiosk.says("ready")
        yield kiosk


@pytest.fixture
def printer():
    """A printer of a test's own."""
    with LoopbackPrinter() as printer:
        yield printer


class Paper:
    """The slips that came out of a printer since a test began."""

    def __init__(self, printer):
        self.mechanism, self.load = printer.mechanism, printer.load_paper
        self._before = len(self.mechanism.slips)

    @property
    def slips(self):
        return self.mechanism.slips[self._before :]


@pytest.fixture
def paper(printers):
    return Paper(printers[0])


def take(desk):
    return desk.done("/api/tickets", SERVICE)["ticket"]["id"]


def test_a_number_comes_out_on_paper_and_the_kiosk_hears_of_it(paper, desk, kiosk):
    ticket = take(desk)
    assert kiosk.slip(ticket, "printed") == {"state": "printed", "cause": None, "copy": 0}
    (slip,) = paper.slips
    assert slip.width == 576
    copy = desk.done(f"/api/tickets/{ticket}/reprint")["ticket"]
    assert copy["id"] == ticket
    assert wait_until("the copy", lambda: kiosk.slip(ticket, "printed")["copy"]) == 1
    assert len(paper.slips) == 2
    assert paper.slips[1].height > slip.height, "a copy says that it is one"


def test_without_paper_the_number_counts_and_the_slip_comes_with_the_new_roll(paper, desk, kiosk):
    paper.mechanism.paper_out = True
    ticket = take(desk)
    kiosk.slip(ticket, "not_started", cause="paper_out")
    kiosk.says("out")
    assert kiosk.printing["cause"] == "paper_out"
    paper.load()
    kiosk.slip(ticket, "printed")
    kiosk.says("ready")
    assert len(paper.slips) == 1


def test_when_paper_ends_within_a_slip_nobody_prints_it_again(centre, paper, desk, kiosk):
    paper.mechanism.paper_ends_after = MIDDLE
    ticket = take(desk)
    kiosk.slip(ticket, "unknown", cause="paper_out")
    with watching(centre, "/guide") as guide:
        number = desk_number(ticket)
        assert [doubt["number"] for doubt in first_printer(guide.view())["doubtful"]] == [number]
        staff = Client(centre.port, centre.tokens["api"])
        assert staff.done("/api/printers/M1/new-roll")["late"] == [number]
        staff.close()
        paper.load()

        def see_the_roll():
            seen = first_printer(guide.views[-1])
            return seen if seen["doubtful"] == [] else None

        assert wait_until("the roll", see_the_roll)["left_m"] == 80
    kiosk.says("ready")
    copy = take(desk)
    kiosk.slip(copy, "printed")
    assert len(paper.slips) == 2, "the late one and the next one"


def first_printer(view):
    return next(each for each in view["printers"] if each["id"] == "M1")


def desk_number(ticket):
    return ticket.partition("-")[2]


def test_an_agent_that_is_killed_while_it_prints_leaves_one_slip_and_a_doubt(centre, printers):
    desk, paper = Client(centre.port, centre.tokens["kiosk K2"]), Paper(printers[1])
    with kiosk_of(centre, "kiosk K2") as kiosk:
        kiosk.says("ready")
        paper.mechanism.paper_ends_after = MIDDLE
        ticket = take(desk)
        kiosk.slip(ticket, "sending")
        wait_until("the paper ends", lambda: paper.mechanism.paper_out)
        (agent,) = agents_of(centre)
        os.kill(agent, signal.SIGKILL)
        kiosk.slip(ticket, "unknown", cause="interrupted")
        paper.load()
        kiosk.says("ready")
        kiosk.slip(take(desk), "printed")
        assert agents_of(centre) != [agent]
    desk.close()
    assert len(paper.slips) == 2


def test_the_agent_goes_with_a_server_that_loses_power_and_nothing_is_printed_twice(
    centre, paper, desk
):
    with kiosk_of(centre) as kiosk:
        kiosk.says("ready")
        first = take(desk)
        kiosk.slip(first, "printed")
    (agent,) = agents_of(centre)
    centre.restart()
    wait_until("the agent ends", lambda: not os.path.exists(f"/proc/{agent}"))
    with kiosk_of(centre) as again:
        again.says("ready")
        assert again.slip(first, "printed")["copy"] == 0
        fresh = Client(centre.port, centre.tokens["kiosk"])
        again.slip(take(fresh), "printed")
        fresh.close()
    assert len(paper.slips) == 2


def test_a_printer_that_never_confirms_prints_each_slip_once_and_the_guide_is_told(
    new_server, printer
):
    printer.mechanism.proves = False
    server = new_server(with_printers(printer.port)).start()
    desk = Client(server.port, server.tokens["kiosk"])
    with kiosk_of(server) as kiosk, watching(server, "/guide") as guide:
        for ticket in [take(desk), take(desk)]:
            kiosk.slip(ticket, "unknown", cause="no_status")
        wait_until("the alarm", lambda: not guide.views[-1]["printers"][0]["confirms"])
        kiosk.says("ready")
        assert guide.views[-1]["printers"][0]["doubtful"] == []
    desk.close()
    wait_until("both are out", lambda: len(printer.mechanism.slips) == 2)


def test_an_agent_beside_a_kiosk_prints_and_survives_the_server(new_server, printer):
    change = with_printers(printer.port, M1={"beside": "K1"})
    server = new_server(change).start()
    agent = start_agent(server)
    try:
        with kiosk_of(server) as kiosk:
            kiosk.says("ready")
            desk = Client(server.port, server.tokens["kiosk"])
            kiosk.slip(take(desk), "printed")
            assert agents_of(server) == []
        server.restart()
        with kiosk_of(server) as kiosk:
            kiosk.says("ready")
            kiosk.slip(desk.insist("/api/tickets", SERVICE, "once").json["ticket"]["id"], "printed")
            desk.close()
        assert len(printer.mechanism.slips) == 2
        agent.send_signal(signal.SIGTERM)
        assert agent.wait(LONG_S) == 0
    finally:
        agent.kill()
        agent.wait()


def test_the_spare_printer_takes_over_and_one_whose_answers_come_late_prints_once(
    new_server, printer
):
    with LoopbackPrinter() as spare, FaultyLine(spare, late_s=2.5) as line:
        # Whoever takes a number waits long enough for a computer that is busy too
        change = with_printers(
            printer.port, line.port,
            M1={"spare": "M2"}, M2={"answer_s": 30}, slip={"within_s": 120},
        )  # fmt: skip
        server = new_server(change).start()
        for device, printed in (("kiosk K2", 1), ("kiosk", 2)):
            printer.mechanism.cover = device == "kiosk"
            desk = Client(server.port, server.tokens[device])
            with kiosk_of(server, device) as kiosk:
                kiosk.says("ready")
                kiosk.slip(take(desk), "printed")
            desk.close()
            assert len(spare.mechanism.slips) == printed, device
        server.kill()
    assert len(printer.mechanism.slips) == 0


def test_a_slip_for_which_nobody_waits_is_not_printed(new_server, printer):
    server = new_server(with_printers(printer.port, slip={"within_s": 5})).start()
    desk = Client(server.port, server.tokens["kiosk"])
    with kiosk_of(server) as kiosk, watching(server, "/printers") as agents:
        kiosk.says("ready")  # the agent is there: it tries the slip while somebody waits
        printer.mechanism.offline = True
        late, given_back = take(desk), take(desk)
        desk.done(f"/api/tickets/{given_back}/cancel")
        kiosk.slip(late, "not_started", cause="offline")
        wait_until("nobody waits", lambda: agents.views[-1]["jobs"] == [])
        printer.mechanism.offline = False
        kiosk.slip(take(desk), "printed")
    desk.close()
    assert len(printer.mechanism.slips) == 1
