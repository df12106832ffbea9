"""Printers in the network of this machine, and a cable to them that can be spoilt."""

import socket
import threading
from contextlib import suppress

from tests.kiosk.printing.mechanism import Mechanism

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
        self.idle = threading.Event()  # set while nobody is connected
        super().__init__()

    def serve(self, client):
        self.idle.clear()
        try:
            while data := client.recv(65_536):
                with self._turn:
                    answers = self.mechanism.take(data)
                client.sendall(answers)
        finally:
            self.mechanism.hang_up()
            self.idle.set()


class FaultyLine(Served):
    """A cable to a printer. It ends with a reset when the byte behind `ends_after` would pass.

    `rate`: bytes a second; `deaf`: answers get lost.
    """

    def __init__(self, printer, ends_after=None, rate=None, deaf=False):
        self._printer, self.ends_after, self._rate, self._deaf = printer, ends_after, rate, deaf
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
        with suppress(OSError):
            while data := printer.recv(4096):
                if not self._deaf:
                    client.sendall(data)
