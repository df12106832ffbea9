"""Says in one English sentence how a printer is, for whoever sets it up."""

from kiosk.printing.printers import Printer
from kiosk.printing.runner import CONNECT_S, look
from kiosk.printing.status import Condition
from kiosk.printing.test_sheet import reached_by
from kiosk.printing.transports import Transport, Unreachable, connect

OK, WARNING, FAULT = "ok", "warning", "FAULT"
SAID = {
    Condition.READY: (OK, "is ready"),
    Condition.NEAR_END: (WARNING, "is ready, but its paper ends soon: lay a new roll beside it"),
    Condition.PAPER_OUT: (FAULT, "has no paper: put a new roll in"),
    Condition.COVER_OPEN: (FAULT, "has its cover open: close it"),
    Condition.ERROR: (FAULT, "reports an error: free its cutter, then switch it off and on"),
    Condition.OFFLINE: (FAULT, "is offline: let go of its feed button, or switch it off and on"),
    Condition.NO_REPLY: (
        FAULT,
        "is connected and answers nothing: switch it on, or set status: none if it never answers",
    ),
}


def examine(printer: Printer) -> tuple[str, str]:
    """Return `ok`, `warning` or `FAULT`, and the sentence. Nothing is printed."""
    if printer.connection == "none":
        return WARNING, f"{printer.id} has no printer (connection: none): no slip is printed"
    transport = connect(printer)
    found = look(printer, transport)
    if found is Condition.UNREACHABLE:
        return FAULT, f"{printer.id}: {_missing(transport)}"
    state, said = SAID[found]
    if found is Condition.READY and (transport.mute or not printer.status):
        said = "takes jobs; whether it has paper cannot be asked"
    return state, f"{printer.id} ({reached_by(printer)}) {said}"


def _missing(transport: Transport) -> str:
    """Return why a printer could not be reached a moment ago."""
    try:
        transport.open(CONNECT_S)
    except Unreachable as missing:
        return missing.cause
    finally:
        transport.close()
    return "the connection ended at once: another program may hold the printer, try again"
