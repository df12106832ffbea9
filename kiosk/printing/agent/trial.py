"""A test sheet on a printer, for whoever sets it up."""

from datetime import UTC, datetime

from kiosk.printing.agent.memory import Memory
from kiosk.printing.agent.runner import Outcome, run_job
from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip.encoding import encode
from kiosk.printing.slip.test_sheet import draw_test_sheet
from kiosk.printing.transports import connect


def print_test_sheet(printer: PrinterDevice, memory: Memory | None = None) -> Outcome:
    """Print a test sheet; return what became of it. `memory`: what is known of the printer."""
    known = Memory(in_doubt=True) if memory is None else memory
    image = draw_test_sheet(printer, datetime.now(UTC).astimezone())
    job = encode(image, printer.cutter)
    return run_job(printer, connect(printer), job, lambda: True, known)
