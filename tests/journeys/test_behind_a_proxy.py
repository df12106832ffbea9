"""The proxies of docs/operating.md, each with its file of `deploy/`, before a real server."""

import shutil
import socket
import ssl
import subprocess
from base64 import b64encode
from contextlib import closing
from http.client import HTTPSConnection
from urllib.parse import urlencode

import pytest

from tests.journeys import haproxy
from tests.journeys.conftest import NAME
from tests.journeys.wire import Client
from tests.program import PASSWORD, ROOT, quiet_port, server_in, serving
from tests.waiting import LONG_S, wait_until


class Phone(HTTPSConnection):
    """A browser that has found the centre's name at this computer."""

    def connect(self):
        line = socket.create_connection(("127.0.0.1", self.port), timeout=LONG_S)
        self.sock = self._context.wrap_socket(line, server_hostname=NAME)

    def ask(self, method, path, fields=None, **headers):
        """Ask as a page of the centre does; return the open answer."""
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        if method == "POST":
            sent |= {"Origin": f"https://{NAME}:{self.port}"}
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.request(method, path, urlencode(fields) if fields else None, sent)
        return self.getresponse()


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    """A server that stands behind a proxy at the port `server.public`."""
    public = quiet_port()

    def behind(settings):
        settings["server"].update(public_url=f"https://{NAME}:{public}", trusted_proxies=1)

    folder = tmp_path_factory.mktemp("behind")
    with serving(server_in(folder, behind, furnished=furnished)) as running:
        running.public = public
        yield running


@pytest.fixture(scope="module", params=["nginx", "caddy", "haproxy"])
def proxy(request, centre, certificate, tmp_path_factory):
    """The file of `deploy/` in use, with the ports and the certificate of this test."""
    folder = tmp_path_factory.mktemp(request.param)
    write = {"nginx": write_nginx, "caddy": write_caddy, "haproxy": write_haproxy}[request.param]
    command = write(folder, centre, *certificate)
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env={"HOME": str(folder)})
    try:
        wait_until(
            "the proxy listens", lambda: haproxy.listens(centre.public, running, folder / "log")
        )
        yield
    finally:
        running.terminate()
        running.wait(LONG_S)


def replace(text, **by):
    """Replace what an operator replaces; each must be there."""
    for old, new in by.values():
        assert old in text
        text = text.replace(old, new)
    return text


def write_nginx(folder, centre, certificate, key):
    site = replace(
        (ROOT / "deploy/nginx.conf").read_text(),
        http=("listen 80;", f"listen 127.0.0.1:{quiet_port()};"),
        http6=("listen [::]:80;", ""),
        https=("listen 443 ssl", f"listen 127.0.0.1:{centre.public} ssl"),
        https6=("listen [::]:443 ssl http2;", ""),
        certificate=(f"/etc/ssl/certs/{NAME}.pem", str(certificate)),
        key=(f"/etc/ssl/private/{NAME}.key", str(key)),
        server=("127.0.0.1:8080", f"127.0.0.1:{centre.port}"),
    )
    (folder / "site.conf").write_text(site)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {paths} include {folder}/site.conf; }}\n"
    )
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    return [nginx, "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"]


def write_caddy(folder, centre, certificate, key):
    site = replace(
        (ROOT / "deploy/Caddyfile").read_text(),
        name=(f"\n{NAME} {{", f"\nhttps://{NAME}:{centre.public} {{\n\ttls {certificate} {key}"),
        server=("127.0.0.1:8080", f"127.0.0.1:{centre.port}"),
    )
    alone = "{\n\tadmin off\n\tauto_https disable_redirects\n\tgrace_period 1ms\n}\n"
    (folder / "Caddyfile").write_text(alone + site)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]


def write_haproxy(folder, centre, certificate, key):
    ports = (centre.port, centre.port)
    return haproxy.write(folder, centre.public, quiet_port(), ports, (certificate, key))


@pytest.fixture
def phone(proxy, centre, certificate):
    trusts = ssl.create_default_context(cafile=str(certificate[0]))
    with closing(Phone(NAME, centre.public, timeout=LONG_S, context=trusts)) as one:
        yield one


@pytest.fixture
def follow(centre):
    with closing(Client(centre.port, centre.tokens["kiosk"])) as kiosk:
        return kiosk.done("/api/tickets", {"service": "TP"})["follow_url"]


def test_a_person_signs_in_with_a_cookie_for_https_alone(phone):
    page = phone.ask("GET", "/sign-in")
    text, cookie = page.read().decode(), page.headers["Set-Cookie"]
    assert "Secure" in cookie
    csrf = text.partition('name="csrf-token" content="')[2].partition('"')[0]
    fields = {"name": "lan", "password": PASSWORD, "csrf_token": csrf}
    answer = phone.ask("POST", "/sign-in", fields, Cookie=cookie.partition(";")[0])
    answer.read()
    assert (answer.status, answer.headers["Location"]) == (303, "/counters")


def test_a_screens_socket_is_opened(phone, centre):
    sent = {
        "Origin": f"https://{NAME}:{centre.public}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": b64encode(bytes(16)).decode(),
    }
    phone.request("GET", "/socket.io/?EIO=4&transport=websocket", headers=sent)
    assert phone.getresponse().status == 101


def test_a_phone_follows_and_asks(phone, follow, centre, certificate):
    stream = phone.ask("GET", f"{follow}/stream")
    assert stream.status == 200
    first = read_event(stream)
    assert '"waiting"' in first
    trusts = ssl.create_default_context(cafile=str(certificate[0]))
    with closing(Phone(NAME, centre.public, timeout=LONG_S, context=trusts)) as page:
        assert page.ask("POST", f"{follow}/cancel").status < 400
        # What follows at once has not waited in the proxy for more
        assert '"cancelled"' in read_event(stream)


def read_event(stream):
    for line in iter(stream.readline, b""):
        if line.startswith(b"data:") and b'"state"' in line:
            return line.decode()
    raise AssertionError("the stream ended")


def test_who_guesses_is_known_whatever_the_phone_says_of_itself(phone):
    page = phone.ask("GET", "/sign-in")
    text, cookie = page.read().decode(), page.headers["Set-Cookie"].partition(";")[0]
    csrf = text.partition('name="csrf-token" content="')[2].partition('"')[0]
    answers = []
    for guess in range(31):
        fields = {"token": f"guess {guess}", "csrf_token": csrf}
        away = {"Cookie": cookie, "X-Forwarded-For": f"10.9.9.{guess}"}
        answer = phone.ask("POST", "/enrol", fields, **away)
        answer.read()
        answers.append(answer.status)
    assert answers[-1] == 429
