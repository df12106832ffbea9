"""Printers in the network of this machine, and a cable to them that can be spoilt."""

import queue
import socket
import threading
import time
from contextlib import suppress

from tests.kiosk.printing.mechanism import Mechanism

FAULTS = {
    "paper-near-end": "near_end",
    "paper-out": "paper_out",
    "cover-open": "cover",
    "offline": "offline",
}
"""Those of an emulator -> those of a mechanism."""
LOOSE = (1).to_bytes(4, "little") + bytes(4)  # an end without a farewell: a reset


class Served:
    """Takes TCP connections on a port of its own, each in a thread."""

    def __init__(self):
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._clients, self._threads = [], []
        self._start(self._accept)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.refuse()
        for client in self._clients:
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def refuse(self):
        """Take no connection any more."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _start(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                self._clients.append(client)
                self._start(self._serve, client)

    def _serve(self, client):
        with client, suppress(OSError):
            self.serve(client)


class LoopbackPrinter(Served):
    """A mechanism in the network."""

    def __init__(self, width=576):
        self.mechanism = Mechanism(width)
        self._turn = threading.Lock()
        self._client = None  # who is connected now
        self.idle = threading.Event()  # set while nobody is connected
        super().__init__()

    def serve(self, client):
        self.idle.clear()
        with self._turn:
            self._hang_up()  # the end of the connection before may not have been seen yet
            self._client = client
        try:
            while data := client.recv(65_536):
                with self._turn:
                    if self._client is not client:
                        return  # another has connected since: what comes late is nobody's
                    answers = self.mechanism.take(data)
                client.sendall(answers)
        finally:
            with self._turn:
                if self._client is client:
                    self._hang_up()
                    self.idle.set()

    def _hang_up(self):
        if self._client is not None:
            self._client = None
            self.mechanism.hang_up()

    def set_fault(self, name, exists):
        """Give it a fault, or end it: then it goes on with what waits, and answers nobody."""
        with self._turn:
            setattr(self.mechanism, name, exists)
            self.mechanism.go_on()

    def load_paper(self):
        """Put a new roll in, between two things that it does."""
        with self._turn:
            self.mechanism.load_paper()


class Loopback:
    """Two printers of our own, `wide` (80 mm) and `narrow` (58 mm), with faults like real ones."""

    def __init__(self, _folder):
        self._printers = {"wide": LoopbackPrinter(576), "narrow": LoopbackPrinter(384)}
        self.ports = {device: printer.port for device, printer in self._printers.items()}
        for printer in self._printers.values():
            printer.mechanism.patient = True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for printer in self._printers.values():
            printer.__exit__()

    def fault(self, device, name):
        """Make a printer have a fault."""
        self._printers[device].set_fault(FAULTS[name], True)

    def mend(self, device, name):
        """End the fault."""
        self._printers[device].set_fault(FAULTS[name], False)

    def count(self, device):
        """How many slips have come out."""
        return len(self._printers[device].mechanism.papers)

    def newest(self, device):
        """The picture of the last slip."""
        return self._printers[device].mechanism.papers[-1]


class FaultyLine(Served):
    """A cable to a printer. It ends with a reset when the byte behind `ends_after` would pass.

    `rate`: bytes a second; `deaf`: answers get lost; `late_s`: they come so much later.
    """

    def __init__(self, printer, ends_after=None, rate=None, deaf=False, late_s=0):
        self._printer, self.ends_after, self._rate, self._deaf = printer, ends_after, rate, deaf
        self.late_s = late_s
        self._pause = threading.Event()
        super().__init__()

    def serve(self, client):
        with socket.create_connection(("127.0.0.1", self._printer.port)) as printer:
            back = self._start(self._back, printer, client)
            with suppress(OSError):
                self._forth(client, printer)
            printer.shutdown(socket.SHUT_WR)
            back.join()

    def _forth(self, client, printer):
        passed = 0
        while data := client.recv(self._rate // 50 if self._rate else 65_536):
            room = len(data) if self.ends_after is None else self.ends_after - passed
            printer.sendall(data[:room])
            passed += len(data)
            if self._rate:
                self._pause.wait(len(data) / self._rate)
            if len(data) > room:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LOOSE)
                client.close()
                return

    def _back(self, printer, client):
        answers = queue.SimpleQueue()
        sender = self._start(self._send_late, answers, client)
        with suppress(OSError):
            while data := printer.recv(4096):
                answers.put((time.monotonic() + self.late_s, data))
        answers.put(None)
        sender.join()

    def _send_late(self, answers, client):
        """Send each answer when its time has come: three in a row are no later than one."""
        with suppress(OSError):
            while (answer := answers.get()) is not None:
                due, data = answer
                self._pause.wait(max(0.0, due - time.monotonic()))
                if not self._deaf:
                    client.sendall(data)
