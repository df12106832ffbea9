"""What every answer tells browsers and caches, of each kind that the server gives."""

import pytest

from tests.journeys.wire import Client

PAGES = ("/", "/sign-in", "/kiosk", "/nowhere", "/t/nobody")
OTHERS = ("/healthz", "/api/services", "/api/nowhere", "/metrics")


@pytest.fixture(scope="module")
def client(standing_plain):
    client = Client(standing_plain.port)
    yield client
    client.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_by_no_cache_framed_by_nobody_and_may_do_nothing_it_does_not_need(
    client, path
):
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    denied = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(denied)
    # The board's sound and the kiosk's full screen are needed
    assert not any(each.startswith(("autoplay", "fullscreen", "wake-lock")) for each in denied)


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_no_answer_is_guessed_at_or_drawn_into_another_site(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] is None


def test_what_is_refused_before_any_page_is_no_less_guarded(client):
    refused = client.ask("GET", "/", headers={"Host": "no host"})
    assert refused.status == 400
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert refused.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in refused.headers["Content-Security-Policy"]


def test_a_polled_socket_is_no_less_guarded(client):
    headers = client.get("/socket.io/?EIO=4&transport=polling").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_files_of_a_release_are_kept_and_nothing_else_is(client):
    page = client.get("/").text.decode()
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    for path in OTHERS:
        assert client.get(path).headers["Cache-Control"] == "no-store"
