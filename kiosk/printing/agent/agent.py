"""The print agent: prints the slips of its printers, and tells the server what became of each.

It is one more screen: slips come as the view of namespace `/printers`, and answers go back as
commands. Each printer has a thread of its own and prints one slip at a time.
"""

import logging
import threading
from collections.abc import Sequence
from functools import partial
from time import monotonic, sleep
from typing import Any

from kiosk.printing.agent.asking import find_patience_s
from kiosk.printing.agent.memory import Memory
from kiosk.printing.agent.runner import (
    LATE,
    NO_STATUS,
    Outcome,
    check_printer,
    run_job,
)
from kiosk.printing.agent.server_link import Declined, Order, ServerLink, Unanswered, make_key
from kiosk.printing.agent.trial import print_test_sheet
from kiosk.printing.agent.worker import PROBE_EVERY_S, USB_POLL_S, Worker
from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip.encoding import encode
from kiosk.printing.slip.picture import draw_slip, warm_up
from kiosk.printing.slip.slip_json import read_slip_json
from kiosk.printing.transports import connect
from queueing.hall.print_jobs import JobState

RETRY_S = (0.5, 1.0, 2.0, 4.0)
REPORT_EVERY_S = 4.0
"""The server takes an agent as gone when it reports no condition for ten seconds."""
BUSY_AT_MOST_S = 40.0
"""What one slip may take at a slow printer: whoever is busy for longer hangs."""
REPORT_AGAIN_S = 1.0
LEASE_ATTEMPTS = 3
FINISH_S, FINISH_POLL_S = 20.0, 0.05
FEED_MM = 17  # from the head to the knife
DOTS_PER_MM = 8
SERVER_AWAY = "server_away"
INTERRUPTED = "interrupted"
log = logging.getLogger("xinmoi.print-agent")


class Agent:
    """Prints whatever the server's newest view holds, until `stop` is set."""

    def __init__(self, link: ServerLink, stop: threading.Event) -> None:
        """Take slips from `link` and report there."""
        self._link, self._stop = link, stop
        self._workers: dict[str, Worker] = {}
        self._in_hand: set[str] = set()
        self._reported_delays: dict[str, str | None] = {}
        self._over: set[str] = set()
        self._drawn: dict[tuple[str, int, bool], tuple[bytes, int]] = {}

    def run(self) -> None:
        """Follow the view; return once `stop` is set and the slips in hand are reported."""
        seen = -1
        while not self._stop.is_set():
            seen = self._link.wait_for_view(seen, REPORT_EVERY_S)
            for printer in self._link.list_printers():
                self._start_worker(printer)
            self._give_up_interrupted()
            for worker in list(self._workers.values()):
                self._report_busy(worker)
        self.finish()

    def finish(self) -> None:
        """Begin nothing new, and return once what is in hand is reported."""
        self._stop.set()
        ends = monotonic() + FINISH_S
        while self._in_hand and monotonic() < ends:
            sleep(FINISH_POLL_S)

    def _start_worker(self, printer: PrinterDevice) -> None:
        worker = self._workers.get(printer.id)
        if worker is not None and worker.printer != printer:
            worker.printer, worker.memory = printer, Memory(in_doubt=True)
        if worker is not None:
            return
        worker = self._workers[printer.id] = Worker(printer)
        threading.Thread(target=self._work, args=(worker,), name=printer.id, daemon=True).start()

    def _give_up_interrupted(self) -> None:
        """Report slips whose sending was cut short with an earlier agent: nobody else knows."""
        for order in self._link.list_orders():
            known = order.id in self._in_hand or order.id in self._over
            if order.state == JobState.SENDING and not known:
                lost = Outcome(JobState.UNKNOWN, INTERRUPTED)
                self._report_outcome(order, order.printer, lost, 0)

    def _work(self, worker: Worker) -> None:
        warm_up(worker.printer.width)
        while not self._stop.is_set():
            try:
                self._print_and_report(worker)
            except Exception:
                log.exception("%s: printing failed", worker.printer.id)
                self._stop.wait(REPORT_EVERY_S)

    def _print_and_report(self, worker: Worker) -> None:
        """Print what there is for one printer; in between, report how it is."""
        seen, reported_at, failures = -1, -REPORT_EVERY_S, 0
        while not self._stop.is_set():
            orders = self._find_open_orders(worker)
            # With nothing left to try again, the next slip begins as it comes
            failed = bool(orders) and self._print_all(worker, orders)
            failures = failures + 1 if failed else 0
            if orders:
                reported_at, worker.checked_at = -REPORT_EVERY_S, -USB_POLL_S
            if monotonic() - reported_at >= REPORT_EVERY_S or self._find_new_trial(worker):
                self._report_condition(worker)
                reported_at = monotonic()
            if failures:
                self._stop.wait(RETRY_S[min(failures, len(RETRY_S)) - 1])
            else:
                seen = self._link.wait_for_view(seen, REPORT_EVERY_S)

    def _find_open_orders(self, worker: Worker) -> list[Order]:
        """Return the slips to be printed; the newest view may still hold some that are over."""
        waiting = {order.id for order in self._link.list_orders()}
        self._over &= waiting
        self._drawn = {key: made for key, made in self._drawn.items() if key[0] in waiting}
        orders = self._link.list_open_orders(worker.printer.id)
        return [order for order in orders if order.id not in self._over]

    def _print_all(self, worker: Worker, orders: Sequence[Order]) -> bool:
        """Print slips, oldest first; return whether the printer, and its spare, cannot now."""
        for place, order in enumerate(orders):
            cause = self._print(worker, order)
            if cause is not None:
                # The others would meet the same: their kiosks are told, and all are tried again
                for other in orders[place:]:
                    self._report_delay(other, cause)
                return True
        return False

    def _print(self, worker: Worker, order: Order) -> str | None:
        """Try to print one slip; return why no printer could start it, None when it is over."""
        spare = self._workers.get(self._link.find_spare(worker.printer.id) or "")
        first: str | None = None
        for each in (worker,) if spare is None else (worker, spare):
            self._in_hand.add(order.id)
            try:
                if self._stop.is_set():
                    return None  # whoever finishes may have looked already
                data, length_mm = self._encode_slip(order, each.printer)
                outcome = self._print_on(each, order, data)
                if outcome.state is not JobState.NOT_STARTED:
                    self._report_outcome(order, each.printer.id, outcome, length_mm)
                if outcome.state is not JobState.NOT_STARTED or outcome.cause == LATE:
                    self._over.add(order.id)
                    return None
            finally:
                self._in_hand.discard(order.id)
            first = first or outcome.cause
        return first

    def _print_on(self, worker: Worker, order: Order, data: bytes) -> Outcome:
        printer = worker.printer
        take_lease = partial(self._take_lease, order, printer)
        with worker.lock:
            worker.busy_since = monotonic()
            try:
                return run_job(printer, connect(printer), data, take_lease, worker.memory)
            except Declined as refusal:
                log.info("slip %s is not printed: %s", order.id, refusal)
                return Outcome(JobState.NOT_STARTED, LATE)
            except Unanswered:
                return Outcome(JobState.NOT_STARTED, SERVER_AWAY)

    def _take_lease(self, order: Order, printer: PrinterDevice) -> bool:
        """Have the server store `sending`. It is a lease; only one agent may hold it."""
        key, body = make_key(), {"state": JobState.SENDING, "printer": printer.id}
        for attempt in range(LEASE_ATTEMPTS):
            try:
                self._link.post(f"/api/print-jobs/{order.id}", body, key)
                return True
            except Unanswered:
                if attempt == LEASE_ATTEMPTS - 1:
                    raise
        return False

    def _encode_slip(self, order: Order, printer: PrinterDevice) -> tuple[bytes, int]:
        """Return the bytes of a slip and its length, mm; drawn once, however often it is tried."""
        key = order.id, printer.width, printer.cutter
        if key not in self._drawn:
            image = draw_slip(read_slip_json(order.slip), printer.width, self._link.load_layout())
            job = encode(image, printer.cutter)
            self._drawn[key] = job, image.height // DOTS_PER_MM + FEED_MM
        return self._drawn[key]

    def _report_delay(self, order: Order, cause: str) -> None:
        """Report why a slip has not begun, once for each reason."""
        if self._reported_delays.get(order.id) == cause:
            return
        waiting = {each.id for each in self._link.list_orders()}
        kept = {id_: known for id_, known in self._reported_delays.items() if id_ in waiting}
        self._reported_delays = kept | {order.id: cause}
        body = {"state": JobState.NOT_STARTED, "printer": order.printer, "cause": cause}
        try:
            self._link.post(f"/api/print-jobs/{order.id}", body)
        except (Declined, Unanswered) as fault:
            log.info("slip %s: its delay is not reported: %s", order.id, fault)

    def _report_outcome(self, order: Order, printer: str, outcome: Outcome, length_mm: int) -> None:
        """Report what became of a slip, as often as it takes."""
        key = make_key()
        body = {
            "state": outcome.state,
            "printer": printer,
            "cause": outcome.cause,
            "near_end": outcome.near_end,
            "length_mm": length_mm,
            "sent": outcome.sent,
        }
        while True:
            try:
                self._link.post(f"/api/print-jobs/{order.id}", body, key)
            except Unanswered as fault:
                log.warning("slip %s: the server does not answer: %s", order.id, fault)
                if self._stop.wait(REPORT_AGAIN_S):
                    return
            except Declined as refusal:
                log.info("slip %s: %s", order.id, refusal)
                return
            else:
                usual = outcome.cause in (None, NO_STATUS)
                level = logging.DEBUG if usual else logging.INFO
                log.log(level, "slip %s on %s: %s", order.id, printer, outcome.cause or "")
                return

    def _find_new_trial(self, worker: Worker) -> str | None:
        wanted = self._link.find_trial(worker.printer.id)
        return wanted if wanted != worker.trial else None

    def _report_condition(self, worker: Worker) -> None:
        """Report how the printer is, with a test print first if one is wanted."""
        printer, trial = worker.printer, self._find_new_trial(worker)
        body: dict[str, Any] = {}
        with worker.lock:
            worker.busy_since = monotonic()
            if trial is not None:
                body = self._print_trial(worker, trial)
            # Every check of a USB printer resets it, so that one is left alone for a while
            poll_s = USB_POLL_S if printer.connection == "usb" else REPORT_EVERY_S
            if body or monotonic() - worker.checked_at >= poll_s:
                self._check(worker)
        self._post_condition(worker, body)

    def _print_trial(self, worker: Worker, trial: str) -> dict[str, Any]:
        """Print a test sheet; return what is to be reported of it."""
        self._in_hand.add(trial)
        try:
            if self._stop.is_set():
                return {}
            worker.trial = trial
            outcome = print_test_sheet(worker.printer, worker.memory)
            return {"trial": trial, "state": outcome.state, "cause": outcome.cause}
        finally:
            self._in_hand.discard(trial)

    def _report_busy(self, worker: Worker) -> None:
        """Say again how a printer was, while it takes long over a slip or an answer."""
        now = monotonic()
        late = now - worker.reported_at >= REPORT_EVERY_S
        if worker.lock.locked() and late and now - worker.busy_since < BUSY_AT_MOST_S:
            self._post_condition(worker, {})

    def _post_condition(self, worker: Worker, body: dict[str, Any]) -> None:
        printer, worker.reported_at = worker.printer, monotonic()
        body["condition"], body["confirms"] = worker.condition, worker.memory.confirms
        try:
            self._link.post(f"/api/printers/{printer.id}/condition", body)
        except (Declined, Unanswered) as fault:
            log.info("%s: its condition is not reported: %s", printer.id, fault)

    def _check(self, worker: Worker) -> None:
        printer, memory = worker.printer, worker.memory
        confirmed = memory.confirms
        probe = not confirmed and monotonic() - worker.probed_at >= PROBE_EVERY_S
        probe_s = find_patience_s(memory) if probe else 0
        worker.condition = check_printer(printer, connect(printer), memory, probe_s)
        worker.checked_at = monotonic()
        if probe:
            worker.probed_at = worker.checked_at
        if confirmed and not memory.confirms:
            log.warning("%s does not confirm what it prints: set status: none", printer.id)
