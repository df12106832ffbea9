"""What `./run doctor` and `./run test-print` say of a printer: one English sentence."""

from collections.abc import Iterator, Mapping

from kiosk.printing.agent.memory import SILENCES, SILENCES_BEFORE_MUTE, Memory
from kiosk.printing.agent.runner import CLEARED_S, CONNECT_S, NO_STATUS, Outcome, check_printer
from kiosk.printing.device import Condition, PrinterDevice, describe_address
from kiosk.printing.settings import PrinterSettings
from kiosk.printing.transports import Transport, Unreachable, connect
from queueing.hall.print_jobs import JobState

OK, WARNING, FAULT = "ok", "warning", "FAULT"
SAID = {
    Condition.READY: (OK, "is ready"),
    Condition.NEAR_END: (WARNING, "is ready, but its paper ends soon: lay a new roll beside it"),
    Condition.PAPER_OUT: (FAULT, "has no paper: put a new roll in"),
    Condition.COVER_OPEN: (FAULT, "has its cover open: close it"),
    Condition.ERROR: (FAULT, "reports an error: free its cutter, then switch it off and on"),
    Condition.OFFLINE: (
        FAULT,
        "is offline: let go of its feed button, or switch it off and on; set status: none if it "
        "always says so and prints",
    ),
    Condition.NO_REPLY: (
        FAULT,
        "is connected and answers nothing: switch it on, or set status: none if it never answers",
    ),
    Condition.GARBLED: (
        FAULT,
        "answers, but not as a printer does: see whether this is the printer's address, and set "
        "status: none if it prints all the same",
    ),
}
UNCONFIRMED = "prints and does not confirm: set status: none"


def examine_printers(printers: Mapping[str, PrinterSettings]) -> Iterator[tuple[str, str, str]]:
    """Yield how each printer of this computer is: state, check, sentence; others are only named."""
    if not printers:
        yield "ok", "printers", "none is configured; kiosks show numbers to photograph"
    for code, printer in printers.items():
        if printer.beside is None:
            state, sentence = examine(printer.reach(code))
            yield state, "printer", sentence
        else:
            yield "ok", "printer", f"{code} is beside kiosk {printer.beside}; look there"


def examine(printer: PrinterDevice) -> tuple[str, str]:
    """Return `ok`, `warning` or `FAULT`, and the sentence. Nothing is printed."""
    if printer.connection == "none":
        return WARNING, f"{printer.id} has no printer (connection: none): no slip is printed"
    transport = connect(printer)
    # Asked once, with the most patience: a slow printer is there
    memory = Memory(unconfirmed=SILENCES, unanswered=SILENCES_BEFORE_MUTE - 1)
    found = check_printer(printer, transport, memory, CLEARED_S)
    if found is Condition.UNREACHABLE:
        return FAULT, f"{printer.id}: {_find_cause(transport)}"
    state, said = SAID[found]
    if found is Condition.READY and (transport.mute or not printer.status):
        said = "takes jobs; whether it has paper cannot be asked"
    elif found is Condition.READY and memory.slow_s:
        return WARNING, (
            f"{printer.id} ({describe_address(printer)}) is ready, and answers only after "
            f"{memory.slow_s:.0f} s: slips come late, see its network"
        )
    elif found.can_print and not memory.confirms:
        return WARNING, f"{printer.id} ({describe_address(printer)}) {UNCONFIRMED}"
    return state, f"{printer.id} ({describe_address(printer)}) {said}"


def describe_outcome(
    printer: PrinterDevice, outcome: Outcome, sheet: str = "the test sheet"
) -> str:
    """Return the sentence for a sheet: what became of it, and what to do."""
    named = f"{printer.id} ({describe_address(printer)})"
    match outcome:
        case Outcome(JobState.PRINTED):
            return f"{named} has printed {sheet}"
        case Outcome(JobState.NOT_STARTED, Condition.UNREACHABLE):
            return f"{printer.id}: {_find_cause(connect(printer))}"
        case Outcome(JobState.NOT_STARTED, cause) if cause in set(SAID):
            return f"{named} {SAID[Condition(cause)][1]}"
        case Outcome(JobState.NOT_STARTED, cause):
            return f"{named} has printed nothing ({cause})"
        case Outcome(_, cause) if cause == NO_STATUS:
            return f"{named} took {sheet} and says nothing of it: look whether it is out"
    return f"{named} was cut short ({outcome.cause}): {sheet} may still come out"


def _find_cause(transport: Transport) -> str:
    """Try to connect again; return why the printer cannot be reached."""
    try:
        transport.open(CONNECT_S)
    except Unreachable as missing:
        return missing.cause
    finally:
        transport.close()
    return "the connection ended at once: another program may hold the printer, try again"
