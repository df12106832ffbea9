"""False addresses, wherever one is read: nobody is led elsewhere, and nothing fails."""

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.corpora.addresses import ELSEWHERE
from tests.corpora.files import read
from tests.corpora.watching import watched
from tests.journeys.wire import Answer, Client
from tests.program import server_in, serving
from tests.waiting import LONG_S
from web.addresses import Addresses

PUBLIC = "http://so.example"
SOCKET = "/socket.io/?EIO=4&transport=polling"
FORWARDED = ("X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port",
             "X-Forwarded-Prefix", "X-Real-IP")  # fmt: skip
ALL_ADDRESSES, ALL_HOSTS = read("addresses"), read("hosts")


def by_any_address(settings):
    settings["limits"] = None


def by_one_address(settings):
    by_any_address(settings)
    settings["server"].update(public_url=PUBLIC, trusted_proxies=1)


@pytest.fixture(scope="module", params=[by_any_address, by_one_address])
def hall(request, furnished, tmp_path_factory):
    """A server without a public address, and one behind a proxy with one."""
    folder = tmp_path_factory.mktemp("hall")
    with serving(server_in(folder, request.param, furnished=furnished)) as running:
        running.public = request.param is by_one_address
        yield running


@pytest.fixture(scope="module")
def standing(furnished, tmp_path_factory):
    """One server for all that does not depend on its address."""
    folder = tmp_path_factory.mktemp("standing")
    with serving(server_in(folder, by_any_address, furnished=furnished)) as running:
        yield running


@pytest.fixture(scope="module")
def follow(hall):
    """The address of a ticket's page."""
    with closing(Client(hall.port, hall.tokens["api"])) as office:
        return office.done("/api/tickets", {"service": "XD"})["follow_url"]


class Sender:
    """Sends heads that no library would."""

    def __init__(self, port):
        self.own = f"127.0.0.1:{port}"
        self._port, self._connection = port, None

    def ask(self, path, host=None, method="GET", body=b"", **headers):
        """Return the answer; the host is this server's own unless another is named."""
        self._connection = self._connection or HTTPConnection(
            "127.0.0.1", self._port, timeout=LONG_S
        )
        line = self._connection
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        line.putheader("Host", self._bytes(self.own if host is None else host))
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), self._bytes(value))
        line.putheader("Content-Length", str(len(body)))
        line.endheaders(body)
        answer = line.getresponse()
        whole = Answer(answer.status, answer.headers, answer.read())
        if answer.will_close:
            self.close()
        return whole

    def _bytes(self, text):
        return text.replace("%H", self.own).encode()

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@pytest.fixture
def sender(hall):
    with closing(Sender(hall.port)) as made:
        yield made


def stays_here(answer, nowhere=True):
    """No fault, no way to another site; `nowhere`: nor does a page name one."""
    assert answer.status < 500, answer.text
    location = answer.headers.get("Location", "/")
    assert location.startswith("/"), location
    assert not location.startswith(("//", "/\\")), location
    if nowhere:
        assert ELSEWHERE.encode() not in answer.text


@pytest.mark.parametrize("host", ALL_HOSTS)
def test_a_false_host_leads_nowhere(hall, sender, follow, host):
    """Without a public address a page that is not let in says by which one it came, to itself."""
    for path in ("/", "/kiosk", "/display", "/sign-in?next=/x", "/counters", follow, "/healthz",
                 SOCKET, "/static/x/web/theme.css", "//x"):  # fmt: skip
        stays_here(sender.ask(path, host), nowhere=hall.public)


@pytest.mark.parametrize("host", ALL_HOSTS)
def test_what_proxies_say_of_hosts_changes_nothing(sender, follow, host):
    said = dict.fromkeys(FORWARDED, host) | {"Forwarded": f"for={host};host={host};proto={host}"}
    for path in ("/", "/counters", follow):
        stays_here(sender.ask(path, **said))
    for name, value in said.items():
        stays_here(sender.ask("/kiosk", **{name: value}))


@pytest.mark.parametrize("host", ALL_HOSTS)
def test_pages_of_false_origins_may_do_nothing(sender, follow, host):
    for scheme in ("http", "https"):
        origin = f"{scheme}://{host}"
        assert sender.ask(SOCKET, Origin=origin).status == 400
        refused = sender.ask(
            f"{follow}/cancel", method="POST", body=b"{}", Origin=origin,
            Content_Type="application/json",
        )  # fmt: skip
        assert (refused.status, refused.json["error"]) == (403, "csrf_failed")


@pytest.mark.parametrize("host", [host for host in ALL_HOSTS if ELSEWHERE in host])
def test_no_code_of_a_public_centre_leads_to_a_false_host(hall, sender, follow, host):
    right = sender.ask(f"{follow}/qr.svg")
    given = sender.ask(f"{follow}/qr.svg", host)
    assert right.status == 200
    if hall.public and given.status == 200:
        assert given.text == right.text
    by_proxy = sender.ask(f"{follow}/qr.svg", X_Forwarded_Host=host)
    assert by_proxy.status in (200, 400)
    if by_proxy.status == 200:
        assert by_proxy.text == right.text


@pytest.mark.parametrize("host", [host for host in ALL_HOSTS if ELSEWHERE in host])
def test_no_slip_leads_to_a_false_host(host):
    came_by = f"http://{host.replace('%H', '127.0.0.1')}/"
    assert Addresses().find_for_phones(came_by) is None
    assert Addresses(PUBLIC).find_for_phones(came_by) == PUBLIC


GOES_ON_TO = """async ([next, token]) => {
  const page = await (await fetch("/sign-in")).text();
  const form = new DOMParser().parseFromString(page, "text/html");
  const csrf_token = form.querySelector("meta[name=csrf-token]").content;
  const body = new URLSearchParams({ csrf_token, next, token });
  return (await fetch("/enrol", { method: "POST", body })).url;
}"""
"""Where the browser ends that sends the form. A page of another site may not be read: it throws."""


def test_whatever_a_form_wants_to_go_on_to_the_browser_stays(standing, browser):
    token, here = standing.tokens["kiosk"], urlsplit(standing.url).netloc
    with watched(browser, standing.url, bypass_csp=True) as seen:
        seen.page.goto("/sign-in")
        for address in (each.replace("%H", here) for each in ALL_ADDRESSES):
            ends = seen.page.evaluate(GOES_ON_TO, [address, token])
            assert ends.startswith(f"{standing.url}/"), (address, ends)
            assert not ends.endswith("/enrol"), address


def test_the_fields_of_a_page_hold_no_address_of_another_site(standing, browser):
    with watched(browser, standing.url, bypass_csp=True) as seen:
        seen.page.goto("/sign-in")
        for address in ALL_ADDRESSES:
            kept = seen.page.evaluate(NEXT, address)
            assert kept == "" or kept.startswith(f"{standing.url}/"), address


NEXT = """async (address) => {
  const answer = await fetch(`/sign-in?next=${encodeURIComponent(address)}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = page.querySelector("input[name=next]");
  return field === null || field.value === "" ? "" : new URL(field.value, location.href).href;
}"""
