"""A TCP proxy between browser and server: the network that a test can cut, or let lose answers."""

import socket
import threading
from itertools import cycle


class Network:
    """Forwards a loopback port to the server until it is cut; `mend` lets new ones through.

    Of several servers each connection goes to the next one, whoever comes.
    """

    def __init__(self, *server_ports):
        self._server_ports = cycle(server_ports)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._cut = self._losing = False
        self._open = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut(self):
        """Break what is open and let nothing new through."""
        with self._lock:
            self._cut = True
            broken, self._open = self._open, set()
        for end in broken:
            _close(end)

    def lose_answers(self):
        """From now on a POST reaches the server, and its answer never reaches the browser."""
        self._losing = True

    def mend(self):
        with self._lock:
            self._cut = self._losing = False

    def lead_to(self, *server_ports):
        """From now on connections go to these servers."""
        self._server_ports = cycle(server_ports)

    def stop(self):
        _close(self._listener)
        self.cut()

    def _accept(self):
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(browser,), daemon=True).start()

    def _join(self, browser):
        try:
            server = socket.create_connection(("127.0.0.1", next(self._server_ports)))
        except OSError:
            _close(browser)
            return
        with self._lock:
            cut = self._cut
            if not cut:
                self._open |= {browser, server}
        if cut:
            _close(browser)
            _close(server)
            return
        lost = threading.Event()
        threading.Thread(
            target=self._pump, args=(server, browser, lambda _: not lost.is_set()), daemon=True
        ).start()

        def passes(piece):
            if self._losing and piece.startswith(b"POST "):
                lost.set()
            return True

        self._pump(browser, server, passes)

    def _pump(self, source, target, passes):
        """Hand on every piece that passes."""
        try:
            while piece := source.recv(65536):
                if passes(piece):
                    target.sendall(piece)
        except OSError:
            pass
        with self._lock:
            self._open -= {source, target}
        _close(source)
        _close(target)


def _close(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()
