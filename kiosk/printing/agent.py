"""The print agent: prints the slips of its printers, and tells the server what became of each.

It is one more screen: slips come as the view of namespace `/printers`, and answers go back as
commands. Each printer has a thread of its own and prints one slip at a time.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any

from kiosk.printing.encoding import encode
from kiosk.printing.letters import slip_from
from kiosk.printing.picture import picture, warm
from kiosk.printing.printers import Printer
from kiosk.printing.runner import LATE, NO_STATUS, Outcome, look, run_job
from kiosk.printing.server_link import Declined, Order, ServerLink, Unanswered, new_key
from kiosk.printing.status import Condition
from kiosk.printing.test_sheet import sheet
from kiosk.printing.transports import connect
from queueing.printing import JobState

RETRY_S = (0.5, 1.0, 2.0, 4.0)
TELL_S = 4.0
"""The server takes an agent for gone that says nothing about its printer for ten seconds."""
UNTOUCHED_S = 60.0
TELL_AGAIN_S = 1.0
CLAIMS = 3
FINISH_S = 20.0
FEED_MM = 17  # from the head to the knife
DOTS_PER_MM = 8
SERVER_AWAY = "server_away"
INTERRUPTED = "interrupted"
log = logging.getLogger("xinmoi.print-agent")


@dataclass
class _Device:
    """A printer of this agent. `lock`: only one slip or question at a time; `trial`: last done.

    `in_doubt`: whether half a job may be left in it; `looked_at`: when `condition` was found, by
    the process's clock.
    """

    printer: Printer
    lock: threading.Lock = field(default_factory=threading.Lock)
    trial: str | None = None
    in_doubt: bool = True
    condition: str = Condition.UNREACHABLE
    looked_at: float = -UNTOUCHED_S


class Agent:
    """Prints whatever the server's newest view holds, until `stop` is set."""

    def __init__(self, link: ServerLink, stop: threading.Event) -> None:
        """Take slips from `link` and report there."""
        self._link, self._stop = link, stop
        self._devices: dict[str, _Device] = {}
        self._threads: list[threading.Thread] = []
        self._in_hand: set[str] = set()
        self._told: dict[str, str | None] = {}
        self._over: set[str] = set()
        self._drawn: dict[tuple[str, int, bool], tuple[bytes, int]] = {}

    def run(self) -> None:
        """Follow the view; return once `stop` is set and the slips in hand are reported."""
        seen = -1
        while not self._stop.is_set():
            seen = self._link.wait(seen, TELL_S)
            for printer in self._link.printers():
                self._serve(printer)
            self._give_up_interrupted()
        for thread in self._threads:
            thread.join(FINISH_S)

    def _serve(self, printer: Printer) -> None:
        if printer.id in self._devices:
            self._devices[printer.id].printer = printer
            return
        device = self._devices[printer.id] = _Device(printer)
        thread = threading.Thread(target=self._work, args=(device,), name=printer.id, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _give_up_interrupted(self) -> None:
        """Tell of slips whose sending was cut short with an agent before: nobody knows of them."""
        for order in self._link.orders():
            known = order.id in self._in_hand or order.id in self._over
            if order.state == JobState.SENDING and not known:
                self._report(order, order.printer, Outcome(JobState.UNKNOWN, INTERRUPTED), 0)

    def _work(self, device: _Device) -> None:
        warm(device.printer.width)
        while not self._stop.is_set():
            try:
                self._print_and_look(device)
            except Exception:
                log.exception("%s: printing failed", device.printer.id)
                self._stop.wait(TELL_S)

    def _print_and_look(self, device: _Device) -> None:
        """Print what there is for one printer; in between, tell how it is."""
        seen, told_at, failures = -1, -TELL_S, 0
        while not self._stop.is_set():
            orders = self._open_orders(device)
            if orders:
                failures = failures + 1 if self._print_all(device, orders) else 0
                told_at, device.looked_at = -TELL_S, -UNTOUCHED_S
            if monotonic() - told_at >= TELL_S or self._trial(device):
                self._tell_condition(device)
                told_at = monotonic()
            if failures:
                self._stop.wait(RETRY_S[min(failures, len(RETRY_S)) - 1])
            else:
                seen = self._link.wait(seen, TELL_S)

    def _open_orders(self, device: _Device) -> list[Order]:
        """Return the slips to be printed; the newest view may still hold some that are over."""
        waiting = {order.id for order in self._link.orders()}
        self._over &= waiting
        self._drawn = {key: made for key, made in self._drawn.items() if key[0] in waiting}
        orders = self._link.open_orders(device.printer.id)
        return [order for order in orders if order.id not in self._over]

    def _print_all(self, device: _Device, orders: Sequence[Order]) -> bool:
        """Print slips, oldest first; return whether the printer, and its spare, cannot now."""
        for place, order in enumerate(orders):
            cause = self._print(device, order)
            if cause is not None:
                # The others would meet the same: their kiosks are told, and all are tried again
                for other in orders[place:]:
                    self._tell_cause(other, cause)
                return True
        return False

    def _print(self, device: _Device, order: Order) -> str | None:
        """Try to print one slip; return why no printer could start it, None when it is over."""
        first: str | None = None
        for each in self._able(device):
            self._in_hand.add(order.id)
            try:
                data, length_mm = self._encoded(order, each.printer)
                outcome = self._once(each, order, data)
                if outcome.state is not JobState.NOT_STARTED:
                    self._report(order, each.printer.id, outcome, length_mm)
                if outcome.state is not JobState.NOT_STARTED or outcome.cause == LATE:
                    self._over.add(order.id)
                    return None
            finally:
                self._in_hand.discard(order.id)
            first = first or outcome.cause
        return first

    def _able(self, device: _Device) -> list[_Device]:
        spare = self._devices.get(self._link.spare(device.printer.id) or "")
        return [device] if spare is None else [device, spare]

    def _once(self, device: _Device, order: Order, data: bytes) -> Outcome:
        printer = device.printer
        claim = partial(self._claim, order, printer)
        with device.lock:
            try:
                outcome = run_job(printer, connect(printer), data, claim, device.in_doubt)
            except Declined as refusal:
                log.info("slip %s is not printed: %s", order.id, refusal)
                return Outcome(JobState.NOT_STARTED, LATE)
            except Unanswered:
                return Outcome(JobState.NOT_STARTED, SERVER_AWAY)
            if outcome.state is not JobState.NOT_STARTED:
                device.in_doubt = outcome.state is JobState.UNKNOWN
            return outcome

    def _claim(self, order: Order, printer: Printer) -> bool:
        """Ask for leave to send: the server stores that sending begins, and gives it once."""
        key, said = new_key(), {"state": JobState.SENDING, "printer": printer.id}
        for tried in range(CLAIMS):
            try:
                self._link.tell(f"/api/print-jobs/{order.id}", said, key)
                return True
            except Unanswered:
                if tried == CLAIMS - 1:
                    raise
        return False

    def _encoded(self, order: Order, printer: Printer) -> tuple[bytes, int]:
        """Return the bytes of a slip and its length; drawn once, however often it is tried."""
        key = order.id, printer.width, printer.cutter
        if key not in self._drawn:
            image = picture(slip_from(order.slip), printer.width, self._link.layout())
            job = encode(image, printer.cutter)
            self._drawn[key] = job, image.height // DOTS_PER_MM + FEED_MM
        return self._drawn[key]

    def _tell_cause(self, order: Order, cause: str) -> None:
        """Tell why a slip has not begun, once for each reason."""
        if self._told.get(order.id) == cause:
            return
        waiting = {each.id for each in self._link.orders()}
        self._told = {id_: told for id_, told in self._told.items() if id_ in waiting}
        self._told[order.id] = cause
        said = {"state": JobState.NOT_STARTED, "printer": order.printer, "cause": cause}
        try:
            self._link.tell(f"/api/print-jobs/{order.id}", said)
        except (Declined, Unanswered) as fault:
            log.info("slip %s: that it waits is not told: %s", order.id, fault)

    def _report(self, order: Order, printer: str, outcome: Outcome, length_mm: int) -> None:
        """Tell what became of a slip, as often as it takes."""
        key = new_key()
        said = {
            "state": outcome.state,
            "printer": printer,
            "cause": outcome.cause,
            "near_end": outcome.near_end,
            "length_mm": length_mm,
            "sent": outcome.sent,
        }
        while True:
            try:
                self._link.tell(f"/api/print-jobs/{order.id}", said, key)
            except Unanswered as fault:
                log.warning("slip %s: the server does not answer: %s", order.id, fault)
                if self._stop.wait(TELL_AGAIN_S):
                    return
            except Declined as refusal:
                log.info("slip %s: %s", order.id, refusal)
                return
            else:
                usual = outcome.cause in (None, NO_STATUS)
                level = logging.DEBUG if usual else logging.INFO
                log.log(level, "slip %s on %s: %s", order.id, printer, outcome.cause or "")
                return

    def _trial(self, device: _Device) -> str | None:
        wanted = self._link.trial(device.printer.id)
        return wanted if wanted != device.trial else None

    def _tell_condition(self, device: _Device) -> None:
        """Tell how the printer is, with a test print first if one is wanted."""
        printer, trial = device.printer, self._trial(device)
        said: dict[str, Any] = {}
        with device.lock:
            if trial is not None:
                device.trial = trial
                outcome = try_out(printer, device.in_doubt)
                said = {"trial": trial, "state": outcome.state, "cause": outcome.cause}
            # Every look at a USB printer resets it, so that one is left alone for a while
            untouched_s = UNTOUCHED_S if printer.connection == "usb" else TELL_S
            if said or monotonic() - device.looked_at >= untouched_s:
                device.condition = look(printer, connect(printer))
                device.looked_at = monotonic()
        said["condition"] = device.condition
        try:
            self._link.tell(f"/api/printers/{printer.id}/condition", said)
        except (Declined, Unanswered) as fault:
            log.info("%s: its condition is not told: %s", printer.id, fault)


def try_out(printer: Printer, in_doubt: bool = True) -> Outcome:
    """Print a test sheet; return what became of it. `in_doubt`: see `run_job`."""
    picture_ = sheet(printer, datetime.now(UTC).astimezone())
    job = encode(picture_, printer.cutter)
    return run_job(printer, connect(printer), job, lambda: True, in_doubt)
