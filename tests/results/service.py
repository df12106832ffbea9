"""A one-stop system on this computer, which says of a code whatever a test wants."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service:
    """Serves from the start until `stop`.

    `answers`: code -> what is sent as JSON, bytes as they are, a number as the status alone; others
    are not found. `asked`: the body of every request, and its address. While `free` is not set
    nobody gets an answer.
    """

    def __init__(self):
        self.answers, self.asked, self.status = {}, [], 200
        self.free = threading.Event()
        self.free.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/tra-cuu"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self.free.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(service):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append((self.path, body, self.headers.get("Authorization")))
            service.free.wait(30)
            said = service.answers.get(body.get("code") or body.get("mahoso"))
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            found = service.status if said is not None else 404
            self.send_response(said if isinstance(said, int) else found)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    return Handler
