"""Signing in, staying signed in, and what a session is good for."""

from contextlib import closing

import pytest

from tests.journeys.conftest import PASSWORD
from tests.journeys.wire import Client


def test_an_officer_signs_in_and_is_sent_to_the_counters(standing_plain, browser_of):
    lan = browser_of(standing_plain)
    answer = lan.sign_in("lan", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/counters")
    assert lan.open("/counters").status_code == 200


@pytest.mark.parametrize("name", ["lan", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(plain_server, browser_of, name):
    answer = browser_of(plain_server).sign_in(name, "not the password")
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert "nếu quên mật khẩu, xin liên hệ quản trị viên." in answer.text


def test_guessing_is_stopped_for_the_name_that_is_guessed_at(plain_server, browser_of):
    guesser = browser_of(plain_server)
    for _ in range(5):
        assert guesser.sign_in("lan", "guess").status_code == 401
    stopped = guesser.sign_in("lan", PASSWORD)
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 0
    assert browser_of(plain_server).sign_in("minh", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/reports", "/reports"),
        ("//elsewhere.example/", "/counters"),
        ("/\\elsewhere.example", "/counters"),
        ("https://elsewhere.example/", "/counters"),
    ],
)
def test_signing_in_leads_to_this_site_only(standing_plain, browser_of, wanted, leads_to):
    answer = browser_of(standing_plain).sign_in("lan", PASSWORD, next=wanted)
    assert answer.headers["Location"] == leads_to


def test_a_copied_cookie_is_worth_nothing_after_signing_out(standing_plain, browser_of):
    minh, thief = browser_of(standing_plain), browser_of(standing_plain)
    minh.sign_in("minh", PASSWORD)
    thief.session.cookies.update(minh.session.cookies)
    assert thief.open("/counters", allow_redirects=False).status_code == 200
    minh.submit("/sign-out")
    assert thief.open("/counters", allow_redirects=False).status_code == 303
    assert browser_of(standing_plain).sign_in("minh", PASSWORD).status_code == 303


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer nobody"])
@pytest.mark.parametrize("path", ["/", "/sign-in"])
def test_pages_stand_behind_a_proxy_that_asks_for_a_password(
    standing_plain, browser_of, path, header
):
    answer = browser_of(standing_plain).open(path, headers={"Authorization": header})
    assert answer.status_code == 200


def test_a_form_without_its_token_signs_nobody_in(standing_plain, browser_of):
    answer = browser_of(standing_plain).submit("/sign-in", csrf="", name="lan", password=PASSWORD)
    assert answer.status_code == 403
    assert "<h1>" in answer.text


def test_a_session_made_before_signing_in_is_worth_nothing_after(standing_plain, browser_of):
    lan, thief = browser_of(standing_plain), browser_of(standing_plain)
    lan.open("/sign-in")
    thief.session.cookies.update(lan.session.cookies)
    lan.sign_in("lan", PASSWORD)
    assert thief.cookie != lan.cookie
    assert thief.open("/counters", allow_redirects=False).status_code == 303


def test_signing_out_ends_the_session(standing_plain, browser_of):
    lan = browser_of(standing_plain)
    lan.sign_in("lan", PASSWORD)
    assert lan.submit("/sign-out", csrf=lan.csrf("/counters")).status_code == 303
    assert lan.open("/counters", allow_redirects=False).status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(standing_plain, browser_of):
    cookie = browser_of(standing_plain).open("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_is_for_https_alone_where_the_centre_has_it(new_server, browser_of):
    def https(settings):
        settings["server"]["public_url"] = "https://hall.example"

    server = new_server(change=https).start()
    assert "Secure" in browser_of(server).open("/sign-in").headers["Set-Cookie"]


def test_a_command_of_a_page_needs_the_pages_token(standing_plain, browser_of):
    guide = browser_of(standing_plain)
    guide.sign_in("huong", PASSWORD)
    without = guide.press("/api/tickets", {"service": "TP"})
    assert (without.status_code, without.json()["error"]) == (403, "csrf_failed")
    assert guide.press("/api/tickets", {"service": "TP"}, csrf=guide.csrf()).status_code == 201


def test_a_command_that_a_role_may_not_give_is_not_allowed(standing_plain, browser_of):
    auditor = browser_of(standing_plain)
    auditor.sign_in("kiem", PASSWORD)
    answer = auditor.press("/api/tickets", {"service": "TP"}, csrf=auditor.csrf())
    assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")


@pytest.mark.parametrize("header", ["Bearer nothing", "Bearer", "Basic bGFuOmxhbg==", "Bearer é"])
def test_a_bearer_that_nobody_knows_is_not_signed_in(standing_plain, header):
    with closing(Client(standing_plain.port)) as caller:
        answer = caller.post("/api/tickets", {"service": "TP"}, Authorization=header)
    assert (answer.status, answer.json["error"]) == (401, "not_signed_in")


def test_a_device_is_enrolled_once_and_its_token_leaves_the_address(standing_plain, browser_of):
    kiosk = browser_of(standing_plain)
    first = kiosk.open(
        f"/kiosk?token={standing_plain.tokens['kiosk']}&lang=en", allow_redirects=False
    )
    assert (first.status_code, first.headers["Location"]) == (303, "/kiosk?lang=en")
    page = kiosk.open("/kiosk")
    assert page.status_code == 200
    assert standing_plain.tokens["kiosk"] not in page.text
    assert kiosk.press("/api/tickets", {"service": "TP"}, csrf=kiosk.csrf()).status_code == 201


def test_a_browser_can_be_kiosk_and_board_and_officer_at_once(standing_plain, browser_of):
    one = browser_of(standing_plain)
    one.open(f"/kiosk?token={standing_plain.tokens['kiosk']}")
    one.open(f"/display?token={standing_plain.tokens['display']}")
    one.sign_in("lan", PASSWORD)
    for path in ("/kiosk", "/display", "/counters"):
        assert one.open(path, allow_redirects=False).status_code == 200


def test_a_page_of_a_device_says_what_it_needs(plain_server, browser_of):
    stranger = browser_of(plain_server)
    page = stranger.open("/kiosk")
    assert page.status_code == 401
    assert "Mã thiết bị" in page.text
    csrf = stranger.csrf("/kiosk")
    wrong = stranger.submit("/enrol", csrf=csrf, token="wrong", next="/kiosk")
    assert wrong.status_code == 401
    right = stranger.submit("/enrol", csrf=csrf, token=plain_server.tokens["kiosk"], next="/kiosk")
    assert (right.status_code, right.headers["Location"]) == (303, "/kiosk")
    assert stranger.open("/kiosk").status_code == 200


def test_nobody_signs_in_by_one_click_outside_the_demo(standing_plain, browser_of):
    assert browser_of(standing_plain).submit("/sign-in/demo", name="lan").status_code == 404


def test_sessions_outlive_a_power_cut(server, browser_of):
    lan = browser_of(server)
    lan.sign_in("lan", PASSWORD)
    server.restart()
    assert lan.open("/counters", allow_redirects=False).status_code == 200
