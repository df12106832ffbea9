"""HTTP as the libraries have it, asked by plain sockets on every runtime."""

import resource
import socket
from contextlib import ExitStack, closing
from http.client import HTTPResponse
from io import BytesIO
from select import select

from tests.journeys.wire import Client
from tests.waiting import LONG_S, wait_until


class Line:
    """One connection."""

    def __init__(self, server, token=None):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=LONG_S)
        self.makefile = self.socket.makefile
        self._token = token or server.tokens["api"]

    def post(self, *more):
        """Send the head of a command, with more lines."""
        lines = (
            "POST /api/tickets HTTP/1.1", "Host: hall", "Content-Type: application/json",
            f"Authorization: Bearer {self._token}", *more, "", "",
        )  # fmt: skip
        self.socket.sendall("\r\n".join(lines).encode())

    def answer(self):
        """Return status and body of the next answer."""
        response = HTTPResponse(self)
        response.begin()
        return response.status, response.read()

    def rest(self):
        """Return what else is sent until the server hangs up."""
        return self.socket.makefile("rb").read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def test_a_body_may_come_in_chunks(standing):
    with Line(standing) as line:
        line.post("Transfer-Encoding: chunked")
        for piece in (b'{"serv', b'ice": "TP"}'):
            line.socket.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        line.socket.sendall(b"0\r\n\r\n")
        status, body = line.answer()
        assert (status, b'"number"' in body) == (201, True)


def test_who_asks_first_is_told_to_go_on(standing):
    with Line(standing) as line:
        line.post("Expect: 100-continue", "Content-Length: 17")
        assert line.socket.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.socket.sendall(b'{"service": "TP"}')
        assert line.answer()[0] == 201


def test_questions_in_a_row_are_answered_in_their_order(standing):
    asked = b"".join(
        f"GET {path} HTTP/1.1\r\nHost: hall\r\n{more}\r\n".encode()
        for path, more in (("/healthz", ""), ("/api/nothing", "Connection: close\r\n"))
    )
    with Line(standing) as line:
        line.socket.sendall(asked)
        said = BytesIO(line.rest())
        first = HTTPResponse(Recorded(said))
        first.begin()
        assert (first.status, b'"seq"' in first.read()) == (200, True)
        if first.getheader("Connection") != "close":  # else the others are asked anew
            second = HTTPResponse(Recorded(said))
            second.begin()
            assert second.status == 404


class Recorded:
    """What was received, in place of a socket."""

    def __init__(self, file):
        self._file = file

    def makefile(self, *_):
        return KeptOpen(self._file)


class KeptOpen(BytesIO):
    """Reads on in another file, which is not closed with it."""

    def __init__(self, file):
        super().__init__()
        self.readline, self.read, self.readinto = file.readline, file.read, file.readinto


def test_a_client_of_http_1_0_is_answered_and_hung_up_on(standing):
    with Line(standing) as line:
        line.socket.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        head, _, body = line.rest().partition(b"\r\n\r\n")
        assert head.split()[1] == b"200"
        assert body.startswith(b'{"status":"ok"')


def test_a_crowd_that_says_nothing_keeps_nobody_out(new_server, mode):
    """Whoever is silent makes room; there are handles left for the files of the server itself."""
    server, most = new_server(mode=mode), 160
    server.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
    client = Client(server.port, server.tokens["api"])
    with ExitStack() as crowd:
        for _ in range(2 * most):
            crowd.enter_context(
                socket.create_connection(("127.0.0.1", server.port), timeout=LONG_S)
            )
        assert client.post("/api/tickets", {"service": "TP"}).status == 201
    client.close()
    assert server.traces() == ""
    assert "160 files and connections at once" in server.log


def test_the_last_file_handle_is_not_the_end(standing):
    """A server that is out of file handles takes new clients as soon as it has some again."""
    process = standing.process.pid
    limit = resource.prlimit(process, resource.RLIMIT_NOFILE)
    with ExitStack() as crowd:
        resource.prlimit(process, resource.RLIMIT_NOFILE, (1, limit[1]))
        crowd.enter_context(socket.create_connection(("127.0.0.1", standing.port), timeout=LONG_S))
        wait_until("it has no more", lambda: "newcomers wait" in standing.log)
        resource.prlimit(process, resource.RLIMIT_NOFILE, limit)
    client = Client(standing.port, standing.tokens["api"])
    wait_until("it answers again", standing.answers)
    assert client.post("/api/tickets", {"service": "TP"}).status == 201
    client.close()
    assert standing.traces() == ""
    assert standing.log.count("newcomers wait") == 1


def test_no_answer_says_by_which_version_of_python_it_was_made(standing):
    with closing(Client(standing.port)) as client:
        assert "Python" not in (client.get("/healthz").headers["Server"] or "")


def test_who_may_not_do_it_is_told_so_before_the_body_is_read(standing):
    with Line(standing, token="nobody's") as line:
        line.post("Content-Length: 60000")
        assert line.answer()[0] == 401


def test_bodies_have_little_room_in_all_and_small_ones_always_some(new_server, mode):
    """While bodies come that never end, others are told to come again, and small ones are taken."""

    def little_room(settings):
        settings["limits"]["bodies_kb"] = 100

    server = new_server(little_room, mode=mode).start()
    with ExitStack() as crowd:
        lines = [crowd.enter_context(Line(server)) for _ in range(3)]
        for line in lines[:2]:
            line.post("Content-Length: 50000")
            line.socket.sendall(b" " * 49_000)
        lines[2].post("Content-Length: 50000")
        # Whichever of them was taken last
        answered, _, _ = select([line.socket for line in lines], [], [], LONG_S)
        statuses = [line.answer()[0] for line in lines if line.socket in answered]
        # Where the machine was slow the one that came longest has made room too
        assert statuses in ([503], [503, 503])
        client = Client(server.port, server.tokens["api"])
        assert client.post("/api/tickets", {"service": "TP"}).status == 201
        client.close()
