"""A print agent that is told to end while a slip is at its printer."""

import signal

from tests.journeys.conftest import on_sqlite
from tests.journeys.printing import SERVICE, kiosk_of, start_agent, with_printers
from tests.journeys.wire import Client
from tests.kiosk.printing.loopback import FaultyLine, LoopbackPrinter
from tests.waiting import LONG_S


@on_sqlite
def test_a_slip_at_the_printer_is_finished_and_reported_and_no_other_is_begun(new_server):
    with LoopbackPrinter() as printer, FaultyLine(printer, late_s=1.0) as line:
        change = with_printers(
            line.port, M1={"beside": "K1", "answer_s": 30}, slip={"within_s": 120}
        )
        server = new_server(change).start()
        agent = start_agent(server)
        desk = Client(server.port, server.tokens["kiosk"])
        try:
            with kiosk_of(server) as kiosk:
                kiosk.says("ready")
                first, second = (
                    desk.done("/api/tickets", SERVICE)["ticket"]["id"] for _ in range(2)
                )
                kiosk.slip(first, "sending")
                agent.send_signal(signal.SIGTERM)
                assert agent.wait(LONG_S) == 0
                kiosk.slip(first, "printed")
                assert kiosk.printing["slips"][second]["state"] not in {"sending", "printed"}
            assert len(printer.mechanism.slips) == 1
        finally:
            agent.kill()
            agent.wait()
            desk.close()
