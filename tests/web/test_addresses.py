"""By which address a browser comes: https for phones, plain http inside, what proxies say."""

from contextlib import closing, nullcontext
from socket import gethostname

import pytest
from pydantic import ValidationError

from admin.doctor import Place, doctor
from tests.journeys.wire import Client
from tests.program import PASSWORD, ROOT, server_in, serving
from web.addresses import Addresses, is_host
from web.settings import THIS_COMPUTER, Server

PUBLIC = "https://so.example"
BY_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.1.1"}
SOCKET = "/socket.io/?EIO=4&transport=polling"


def behind_a_proxy(settings):
    settings["server"].update(public_url=PUBLIC, trusted_proxies=1)


@pytest.fixture(scope="module")
def proxied(furnished, tmp_path_factory):
    """One server whose phones come by https through a proxy, and its devices by plain http."""
    folder = tmp_path_factory.mktemp("proxied")
    with serving(server_in(folder, behind_a_proxy, furnished=furnished)) as running:
        yield running


@pytest.fixture
def ask(proxied):
    """Ask the server over a connection of one's own."""
    with closing(Client(proxied.port)) as client:
        yield client.ask


def test_inside_by_plain_http_a_device_is_enrolled_and_a_person_signs_in(proxied, browser_of):
    inside = browser_of(proxied)
    entered = inside.open(f"/kiosk?token={proxied.tokens['kiosk']}", allow_redirects=False)
    assert "Secure" not in entered.headers["Set-Cookie"]
    assert inside.open("/kiosk").status_code == 200
    assert inside.press("/api/tickets", {"service": "TP"}, csrf=inside.csrf()).status_code == 201
    assert inside.sign_in("lan", PASSWORD).status_code == 303
    assert inside.open("/counters", allow_redirects=False).status_code == 200


def test_by_https_the_cookie_is_for_https_alone_and_another_than_inside(ask, proxied):
    path = f"/kiosk?token={proxied.tokens['kiosk']}"
    by_https = ask("GET", path, headers=BY_PROXY).headers["Set-Cookie"]
    by_http = ask("GET", path).headers["Set-Cookie"]
    assert "Secure" in by_https
    assert "Secure" not in by_http
    assert by_https.startswith("__Host-xinmoi=")
    assert "Path=/" in by_https
    assert "Domain" not in by_https
    assert by_http.startswith("xinmoi=")
    cookie = by_https.partition(";")[0]
    assert ask("GET", "/kiosk", headers=BY_PROXY | {"Cookie": cookie}).status == 200
    # Inside it is nothing, should it ever come that way
    assert ask("GET", "/kiosk", headers={"Cookie": cookie}).status == 401


def test_an_enrolment_of_an_earlier_version_by_https_still_holds(ask, proxied):
    entered = ask("GET", f"/kiosk?token={proxied.tokens['kiosk']}").headers["Set-Cookie"]
    cookie = entered.partition(";")[0]
    for earlier in (cookie, cookie.replace("xinmoi=", "xinmoi_https=")):
        kept = ask("GET", "/kiosk", headers=BY_PROXY | {"Cookie": earlier})
        assert kept.status == 200
        assert kept.headers["Set-Cookie"].startswith("__Host-xinmoi=")


def test_nobody_is_signed_in_by_https_by_a_cookie_that_others_could_set(ask, proxied, browser_of):
    inside = browser_of(proxied)
    inside.sign_in("lan", PASSWORD)
    for name in ("xinmoi", "xinmoi_https"):
        sent = BY_PROXY | {"Cookie": f"{name}={inside.cookie}"}
        assert ask("GET", "/account", headers=sent).status == 303


@pytest.mark.parametrize("host", ["so.example", "127.0.0.1:8080", "backend", "[::1]:8080"])
def test_pages_under_the_public_address_are_own_whatever_host_the_proxy_names(ask, host):
    sent = {"Host": host, "Origin": PUBLIC}
    assert ask("GET", SOCKET, headers=sent).status == 200
    assert ask("GET", SOCKET, headers=sent | BY_PROXY).status == 200
    answer = ask("POST", "/t/nothing/cancel", b"{}", sent | BY_PROXY)
    assert (answer.status, answer.json["error"]) == (404, "unknown_ticket")


def test_pages_of_another_site_are_refused(ask):
    sent = {"Origin": "https://evil.example"} | BY_PROXY
    assert ask("GET", SOCKET, headers=sent).status == 400
    assert ask("POST", "/t/nothing/cancel", b"{}", sent).json["error"] == "csrf_failed"


def test_what_only_a_proxy_may_say_counts_for_nothing_without_one(standing_plain):
    sent = {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example"} | BY_PROXY
    with closing(Client(standing_plain.port)) as client:
        assert client.ask("GET", SOCKET, headers=sent).status == 400
        page = client.ask("GET", "/sign-in", headers=sent)
    assert "Secure" not in page.headers["Set-Cookie"]
    assert "evil.example" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://192.168.1.5:8080", "192.168.1.5:8080", True),
        ("HTTP://Hall:80", "hall", True),
        ("https://hall", "hall:443", True),
        ("https://hall", "hall", True),  # a proxy ends TLS and does not say so
        ("http://[fd00::1]:8080", "[fd00::1]:8080", True),
        ("https://so.example:443", "backend", True),
        ("http://so.example", "backend", False),
        ("http://hall:8081", "hall:8080", False),
        ("http://hall.evil.example", "hall", False),
        ("https://so.example.evil.example", "backend", False),
        ("null", "hall", False),
        ("", "", False),
        ("http://[", "[", False),
        ("http://hall/x", "hall", False),
        ("http://hall@evil.example", "hall", False),
        ("http://hall:99999", "hall:99999", False),
    ],
)
def test_an_origin_is_own_by_its_host(origin, host, own):
    assert Addresses(PUBLIC).is_own_origin(origin, {"HTTP_HOST": host}) is own


@pytest.mark.parametrize(("scheme", "status"), [("http", 101), ("https", 400)])
def test_no_page_comes_by_https_from_the_port_of_plain_http(standing_plain, scheme, status):
    upgrade = {
        "Origin": f"{scheme}://127.0.0.1:{standing_plain.port}", "Connection": "Upgrade",
        "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    with closing(Client(standing_plain.port)) as client:
        answer = client.ask("GET", SOCKET.replace("polling", "websocket"), headers=upgrade)
    assert answer.status == status


@pytest.mark.parametrize(
    "host",
    [
        "",
        "[",
        "]",
        "[::1",
        "a b",
        "a@b",
        "a/b",
        "\xff",
        ":",
        "a:b",
        "a:99999",
        "." * 300,
        "xn--",
        "a.XN--b",
    ],
)
def test_a_host_that_is_none_is_a_bad_request(ask, host):
    assert not is_host(host)
    answer = ask("GET", "/sign-in", headers={"Host": host})
    assert (answer.status, answer.json["error"]) == (400, "bad_request")
    forwarded = ask("GET", "/sign-in", headers={"X-Forwarded-Host": host} | BY_PROXY)
    assert forwarded.status == (400 if host else 200)


def test_browsers_are_told_to_come_by_https_where_the_public_address_is_so_alone(ask):
    name = "Strict-Transport-Security"
    by_https = ask("GET", "/", headers=BY_PROXY | {"Host": "so.example"})
    assert by_https.headers[name] == "max-age=31536000"
    assert ask("GET", "/", headers={"Host": "so.example"}).headers[name] is None
    assert ask("GET", "/", headers=BY_PROXY | {"Host": "10.0.0.5:8080"}).headers[name] is None


def test_monitoring_is_read_here_or_with_a_right(ask, proxied):
    elsewhere = {"X-Forwarded-For": "10.1.1.1"}
    assert b"xinmoi_waiting" in ask("GET", "/metrics").text
    assert ask("GET", "/metrics", headers=elsewhere).status == 401
    assert ask("GET", "/metrics", headers={"Host": "so.example"}).status == 401
    for role, status in (("kiosk", 403), ("api", 200)):
        token = {"Authorization": f"Bearer {proxied.tokens[role]}"}
        assert ask("GET", "/metrics", headers=elsewhere | token).status == status


def told(addresses, peer, scheme="http", **headers):
    """Return what the program behind is told of a request, and what is noted of it."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": scheme, "HTTP_HOST": "so.example"}
    environ |= {f"HTTP_{name.upper()}": text for name, text in headers.items()}
    told = {}
    addresses.wrap(lambda environ, _: told.update(environ) or [])(environ, None)
    return told, addresses.notes


def test_who_comes_by_the_old_protocol_to_both_is_called_by_that_address():
    seen, notes = told(Addresses(), "::ffff:10.1.1.1")
    assert (seen["REMOTE_ADDR"], notes) == ("10.1.1.1", {})


THROUGH = {"x_forwarded_for": "10.1.1.1", "x_forwarded_proto": "https"}


@pytest.mark.parametrize(
    ("peer", "proxies", "believed"),
    [
        ("127.0.0.1", THIS_COMPUTER, True),
        ("::1", THIS_COMPUTER, True),
        ("::ffff:127.0.0.1", THIS_COMPUTER, True),
        ("192.168.1.77", THIS_COMPUTER, False),
        ("", THIS_COMPUTER, False),
        ("10.0.0.5", ["10.0.0.5"], True),
        ("10.0.0.6", ["10.0.0.5", "fd00::/8"], False),
        ("fd00::7", ["10.0.0.5", "fd00::/8"], True),
    ],
)
def test_only_a_proxy_at_its_own_address_is_believed(peer, proxies, believed):
    seen, notes = told(Addresses(PUBLIC, 1, proxies), peer, **THROUGH)
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == (
        ("10.1.1.1", "https") if believed else (peer, "http")
    )
    assert [*notes] == ([] if believed else ["proxy"])
    assert believed or f"proxy_addresses does not name {peer}" in notes["proxy"]


@pytest.mark.parametrize(
    ("sent", "client"),
    [
        ("10.1.1.1", "10.1.1.1"),
        ("6.6.6.6, 10.1.1.1", "10.1.1.1"),  # the first is what the client says of itself
        ("10.1.1.1:50123", "10.1.1.1"),
        ("[fd00::1]:443", "fd00::1"),
        ("fd00::1", "fd00::1"),
        ("::ffff:10.1.1.1", "10.1.1.1"),
        ("[::ffff:10.1.1.1]:443", "10.1.1.1"),
        ("unknown", "unknown"),
    ],
)
def test_the_nearest_address_before_the_proxy_is_the_client(sent, client):
    seen, notes = told(Addresses(PUBLIC, 1), "127.0.0.1", x_forwarded_for=sent)
    assert (seen["REMOTE_ADDR"], notes) == (client, {})


@pytest.mark.parametrize(
    ("addresses", "headers", "kind", "what"),
    [
        ((PUBLIC, 0), THROUGH, "proxy", "trusted_proxies is 0"),
        ((PUBLIC, 0), {"forwarded": "for=10.1.1.1"}, "proxy", "trusted_proxies is 0"),
        ((PUBLIC, 0), {"x_real_ip": "10.1.1.1"}, "proxy", "trusted_proxies is 0"),
        ((PUBLIC, 1), {"forwarded": "for=10.1.1.1"}, "hops", "names 0 addresses"),
        ((PUBLIC, 2), THROUGH, "hops", "X-Forwarded-For, trusted_proxies is 2"),
        (
            (PUBLIC, 1), {"x_forwarded_for": "10.1.1.1, 127.0.0.1"},
            "hops", "names 127.0.0.1, another proxy, in X-Forwarded-For, trusted_proxies is 1",
        ),
        ((PUBLIC, 2), {"x_forwarded_for": "10.1.1.1, 127.0.0.1"}, "", ""),
        ((PUBLIC, 1), {"x_forwarded_for": "6.6.6.6, 10.1.1.1"}, "", ""),
        ((PUBLIC, 1), THROUGH | {"x_forwarded_prefix": "/queue"}, "path", "below the path /queue"),
        ((PUBLIC, 1), THROUGH | {"host": "backend"}, "host", "it says 'backend'"),
        ((None, 1), THROUGH | {"host": "127.0.0.1:8080"}, "host", "it says '127.0.0.1'"),
        ((PUBLIC, 1), THROUGH | {"x_forwarded_host": "a\nb"}, "host", "it says ''"),
        ((PUBLIC, 1), THROUGH | {"host": "backend", "x_forwarded_host": "so.example"}, "", ""),
        ((None, 1), THROUGH, "", ""),
        ((None, 0), {}, "", ""),
    ],
)  # fmt: skip
def test_what_a_proxy_leaves_out_is_noted_once(addresses, headers, kind, what):
    known = Addresses(*addresses)
    told(known, "127.0.0.1", **headers)
    _, notes = told(known, "127.0.0.1", **headers)
    assert [*notes] == ([kind] if kind else [])
    assert what in notes.get(kind, "")


def test_a_scheme_in_capitals_is_a_scheme():
    seen, _ = told(Addresses(PUBLIC, 1), "127.0.0.1", **THROUGH | {"x_forwarded_proto": "HTTPS"})
    assert seen["wsgi.url_scheme"] == "https"


def test_an_origin_that_was_refused_is_noted():
    known = Addresses()
    assert not known.is_own_origin("https://so.example", {"HTTP_HOST": "127.0.0.1:8080"})
    assert "https://so.example:443 was refused" in known.notes["origin"]


@pytest.mark.parametrize(
    ("written", "public_url"),
    [
        ("https://so.example/", PUBLIC),
        ("HTTPS://So.Example", PUBLIC),
        (" https://so.example ", PUBLIC),
        ("http://[FD00::1]:8080", "http://[fd00::1]:8080"),
        ("https://so.example/queue", None),
        ("so.example", None),
        ("https://so.example?a", None),
    ],
)
def test_a_public_url_is_read_as_browsers_write_it(written, public_url):
    with nullcontext() if public_url else pytest.raises(ValidationError, match="public_url"):
        assert Server(public_url=written).public_url == public_url


def test_a_proxy_is_named_by_its_address_or_network():
    assert Server(proxy_addresses=["10.0.0.5"]).proxy_addresses == ["10.0.0.5/32"]
    with pytest.raises(ValidationError, match="not an address like"):
        Server(proxy_addresses=["proxy.example"])


def test_doctor_repeats_what_requests_showed(ask, proxied, capsys):
    ask("GET", "/sign-in", headers=BY_PROXY | {"Host": "backend"})
    doctor(Place(proxied.data, "127.0.0.1", proxied.port, ROOT / "web/static"))
    assert "warning address: the proxy at 127.0.0.1 hides the host" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("10.0.0.5", True),
        ("172.17.0.1:8080", True),
        ("192.168.1.5:8080", True),
        ("[fd00::1]:8080", True),
        ("127.0.0.1:8080", False),
        ("169.254.7.7", False),
        ("192.168.1.5:0", False),
        ("192.0.2.5", False),
        ("198.18.0.1", False),
        ("203.0.113.9", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("[2001:db8::1]", False),
        (gethostname(), False),
        (f"{gethostname().partition('.')[0]}.local", False),
    ],
)
def test_a_slip_has_no_address_by_which_a_phone_would_come_nowhere(host, reached):
    came_by = f"http://{host}"
    assert Addresses().find_for_phones(f"{came_by}/") == (came_by if reached else None)
