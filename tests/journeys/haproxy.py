"""HAProxy by its file of `deploy/`, with the addresses of a test."""

import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests.program import LONG_S, ROOT
from tests.waiting import wait_until


def write(folder, public, plain, ports, certificate):
    """Write the file for two servers at these ports; return the command that serves by it.

    `public`: the port of https, by a certificate and its key; `plain`: of http.
    """
    both = folder / "both.pem"
    both.write_text("".join(Path(file).read_text() for file in certificate))
    text = (ROOT / "deploy" / "haproxy.cfg").read_text()
    for old, new, times in (
        ("maxconn 20000", "maxconn 500", 1),
        ("bind :80\n", f"bind 127.0.0.1:{plain}\n", 1),
        ("bind :443 ", f"bind 127.0.0.1:{public} ", 1),
        ("/etc/haproxy/so.example.pem", str(both), 1),
        ("10.0.0.1:8080", f"127.0.0.1:{ports[0]}", 2),
        ("10.0.0.2:8080", f"127.0.0.1:{ports[1]}", 2),
    ):
        assert text.count(old) == times
        text = text.replace(old, new)
    file = folder / "haproxy.cfg"
    file.write_text(text)
    return ["/usr/sbin/haproxy", "-db", "-f", file]


@contextmanager
def serving(command, public, log):
    """Run it until the end, once it listens at its port of https; it writes to `log`."""
    with log.open("wb") as output:
        running = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        wait_until("HAProxy listens", lambda: listens(public, running, log))
        yield
    finally:
        running.terminate()
        running.wait(LONG_S)


def listens(port, running, log):
    """Say whether a proxy takes connections at its port; raise with its log once it has ended."""
    assert running.poll() is None, log.read_text()
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
