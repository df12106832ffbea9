"""A network between a program and its database that can be cut at the worst moment."""

import socket
from threading import Event, Thread


class CuttingProxy:
    """Passes on what is sent to a port of loopback; told so, it swallows the next answer.

    Or it falls silent: it takes whatever comes, and holds it back until it is let go again.
    """

    def __init__(self, port):
        """Listen on a port of its own, before the database at `port`."""
        self._to, self._swallow, self._sockets = port, Event(), []
        self._flows = Event()
        self.let_go()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.swallowed = Event()
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def swallow_the_next_answer(self):
        """Let the next answer be lost, and its connection with it."""
        self.swallowed.clear()
        self._swallow.set()

    def fall_silent(self):
        """Hold back everything from now on, without a word to either side."""
        self._flows.clear()

    def let_go(self):
        """Pass on what was held back, and what comes from now on."""
        self._flows.set()

    def close(self):
        """Cut every connection; nobody comes through any more."""
        # Closing alone would leave the thread that accepts where it is
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        for each in self._sockets:
            each.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                client.close()
                continue
            self._sockets += [client, server]
            Thread(target=self._pass_on, args=(client, server), daemon=True).start()
            Thread(target=self._pass_on, args=(server, client, True), daemon=True).start()

    def _pass_on(self, source, target, is_answer=False):
        try:
            while data := source.recv(65536):
                if is_answer and self._swallow.is_set():
                    self._swallow.clear()
                    self.swallowed.set()
                    break
                self._flows.wait()
                target.sendall(data)
        except OSError:
            pass
        for each in (source, target):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
