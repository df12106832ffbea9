"""Signing in, staying signed in, and what a session is good for."""

from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha1
from time import time
from zlib import decompress

import pytest
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from tests.journeys.wire import Client
from tests.program import PASSWORD, in_a_hurry, server_in, serving
from web.secret import secret_key

DAY_S = 24 * 3600


@pytest.fixture(scope="module")
def guessed(furnished, tmp_path_factory):
    """A server at which each test guesses the password of somebody else."""
    folder = tmp_path_factory.mktemp("guessed")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as running:
        yield running


def test_an_officer_signs_in_and_is_sent_to_the_counters(standing_plain, browser_of):
    lan = browser_of(standing_plain)
    answer = lan.sign_in("lan", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/counters")
    assert lan.open("/counters").status_code == 200


@pytest.mark.parametrize("name", ["lan", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(standing_plain, browser_of, name):
    answer = browser_of(standing_plain).sign_in(name, "not the password")
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert "nếu quên mật khẩu, xin liên hệ quản trị viên." in answer.text


def test_guessing_is_stopped_for_the_name_that_is_guessed_at(guessed, browser_of):
    guesser = browser_of(guessed)
    for _ in range(5):
        assert guesser.sign_in("giang", "guess").status_code == 401
    stopped = guesser.sign_in("giang", PASSWORD)
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 0
    assert guessed.log.count("a wrong password for 'giang' from 127.0.0.1") == 5
    assert browser_of(guessed).sign_in("minh", PASSWORD).status_code == 303


def test_guesses_that_come_at_once_are_counted_before_any_is_looked_at(guessed, browser_of):
    guesser = browser_of(guessed)
    csrf = guesser.csrf()
    with ThreadPoolExecutor(20) as hands:
        answers = hands.map(
            lambda guess: guesser.sign_in("dung", f"guess {guess}", csrf=csrf).status_code,
            range(40),
        )
    assert sorted(answers) == [401] * 5 + [429] * 35
    assert browser_of(guessed).sign_in("dung", PASSWORD).status_code == 303


def test_no_stranger_keeps_somebody_out_of_the_browser_she_knows(guessed, browser_of):
    own = browser_of(guessed)
    assert own.sign_in("lan", PASSWORD).status_code == 303
    own.submit("/sign-out")
    for _ in range(6):
        guesser = browser_of(guessed)
        stopped = [guesser.sign_in("LAN", "guess").status_code for _ in range(5)]
    assert stopped[-1] == 429
    assert browser_of(guessed).sign_in("lan", PASSWORD).status_code == 429
    assert own.sign_in("Lan", PASSWORD).status_code == 303


def test_right_passwords_of_a_whole_office_behind_one_address_are_never_too_many(
    standing_plain, browser_of
):
    office = browser_of(standing_plain)
    for _ in range(32):
        assert office.sign_in("minh", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/reports", "/reports"),
        ("//elsewhere.example/", "/counters"),
        ("/\\elsewhere.example", "/counters"),
        ("https://elsewhere.example/", "/counters"),
        ("//[", "/counters"),
        ("http://[", "/counters"),
        ("/x\r\nSet-Cookie: a=b", "/counters"),
        ("/\t/elsewhere.example", "/counters"),
        ("/reports?ask=Sở&a=[", "/reports?ask=S%E1%BB%9F&a=%5B"),
    ],
)
def test_signing_in_leads_to_this_site_only(standing_plain, browser_of, wanted, leads_to):
    answer = browser_of(standing_plain).sign_in("lan", PASSWORD, next=wanted)
    assert answer.headers["Location"] == leads_to


@pytest.mark.parametrize("wanted", ["//[", "http://[", "/x%0d%0aA:b", "%00", "%ff"])
def test_the_page_of_the_form_is_there_whatever_comes_after_it(standing_plain, browser_of, wanted):
    assert browser_of(standing_plain).open(f"/sign-in?next={wanted}").status_code == 200


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
    assert standing_plain.tokens["kiosk"] not in standing_plain.log
    assert kiosk.press("/api/tickets", {"service": "TP"}, csrf=kiosk.csrf()).status_code == 201


def test_a_browser_can_be_kiosk_and_board_and_officer_at_once(standing_plain, browser_of):
    one = browser_of(standing_plain)
    one.open(f"/kiosk?token={standing_plain.tokens['kiosk']}")
    one.open(f"/display?token={standing_plain.tokens['display']}")
    one.sign_in("lan", PASSWORD)
    for path in ("/kiosk", "/display", "/counters"):
        assert one.open(path, allow_redirects=False).status_code == 200


def test_a_page_of_a_device_says_what_it_needs(standing_plain, browser_of):
    stranger = browser_of(standing_plain)
    page = stranger.open("/kiosk")
    assert page.status_code == 401
    assert "Mã thiết bị" in page.text
    csrf = stranger.csrf("/kiosk")
    wrong = stranger.submit("/enrol", csrf=csrf, token="wrong", next="/kiosk")
    assert wrong.status_code == 401
    right = stranger.submit(
        "/enrol", csrf=csrf, token=standing_plain.tokens["kiosk"], next="/kiosk"
    )
    assert (right.status_code, right.headers["Location"]) == (303, "/kiosk")
    assert stranger.open("/kiosk").status_code == 200


def test_nobody_signs_in_by_one_click_outside_the_demo(standing_plain, browser_of):
    assert browser_of(standing_plain).submit("/sign-in/demo", name="lan").status_code == 404


def test_sessions_outlive_a_power_cut(plain_server, browser_of):
    lan = browser_of(plain_server)
    lan.sign_in("lan", PASSWORD)
    plain_server.restart()
    assert lan.open("/counters", allow_redirects=False).status_code == 200


class _Then(TimestampSigner):
    """Signs as a server did whose clock was ahead by `ahead_s`, or behind."""

    ahead_s = 0.0

    def get_timestamp(self):
        return int(time() + self.ahead_s)


def put_cookie_of(browser, server, days, **content):
    """Give the browser a cookie as it was set so many days from now, or ago: below 0."""
    options = {
        "salt": SecureCookieSessionInterface.salt,
        "signer_kwargs": {"key_derivation": "hmac", "digest_method": sha1},
    }
    key = (server.data / "secret.key").read_bytes()
    signer = type("Then", (_Then,), {"ahead_s": days * DAY_S})
    form = URLSafeTimedSerializer(key, serializer=TaggedJSONSerializer(), signer=signer, **options)
    cookie = form.dumps({"_permanent": True, **content})
    browser.session.cookies.clear()
    browser.session.cookies.set("xinmoi", cookie, domain="127.0.0.1", path="/")


@pytest.mark.parametrize("days", [30, 1900, -401, -20_000])
def test_a_device_stays_enrolled_whatever_the_clock_said_when_it_was(
    standing_plain, browser_of, days
):
    kiosk = browser_of(standing_plain)
    put_cookie_of(kiosk, standing_plain, days, devices={"kiosk": standing_plain.tokens["kiosk"]})
    answer = kiosk.open("/kiosk")
    assert answer.status_code == 200
    assert "Set-Cookie" in answer.headers
    assert "Set-Cookie" not in kiosk.open("/kiosk").headers


def test_what_caches_keep_for_everybody_renews_nobodys_cookie(standing_plain, browser_of):
    kiosk = browser_of(standing_plain)
    put_cookie_of(kiosk, standing_plain, -30, devices={"kiosk": standing_plain.tokens["kiosk"]})
    kept = kiosk.open("/now").headers
    assert kept["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in kept
    assert "Cookie" not in kept["Vary"]
    assert "Set-Cookie" in kiosk.open("/kiosk").headers


def test_a_token_that_was_withdrawn_ends_an_old_cookie_too(standing_plain, browser_of):
    kiosk = browser_of(standing_plain)
    put_cookie_of(kiosk, standing_plain, -3, devices={"kiosk": "a token that nobody has"})
    assert kiosk.open("/kiosk").status_code == 401


def test_a_script_of_an_old_page_does_not_renew_the_cookie_of_somebody_who_signs_in(
    standing_plain, browser_of
):
    lan = browser_of(standing_plain)
    lan.sign_in("lan", PASSWORD)
    content = {"person": "lan", "session_version": 0, "until": int(time() + 3600)}
    put_cookie_of(lan, standing_plain, -2, **content)
    assert "Set-Cookie" not in lan.open("/api/counters/07").headers
    assert "Set-Cookie" in lan.open("/counters").headers


@pytest.mark.parametrize("days", [0, 30, 1900])
def test_a_sign_in_outlasts_a_clock_that_is_set_back(standing_plain, browser_of, days):
    kiem, until = browser_of(standing_plain), int(time() + days * DAY_S + 3600)
    put_cookie_of(kiem, standing_plain, days, person="kiem", session_version=0, until=until)
    assert kiem.open("/reports", allow_redirects=False).status_code == 200


def test_a_sign_in_ends_in_its_time(standing_plain, browser_of):
    kiem = browser_of(standing_plain)
    put_cookie_of(kiem, standing_plain, 0, person="kiem", session_version=0, until=int(time()) - 1)
    assert kiem.open("/reports", allow_redirects=False).status_code == 303


def test_a_sign_in_found_at_its_end_stays_so_when_the_clock_is_set_back(standing_plain, browser_of):
    kiem = browser_of(standing_plain)
    kiem.sign_in("kiem", PASSWORD)
    content = TaggedJSONSerializer().loads(read_cookie(kiem).decode())
    for until, status in ((content["until"], 200), (int(time()) - 1, 303), (content["until"], 303)):
        put_cookie_of(kiem, standing_plain, 0, **content | {"until": until})
        assert kiem.open("/reports", allow_redirects=False).status_code == status


def read_cookie(browser):
    """Return what anybody who has the cookie can read in it."""
    payload = browser.cookie.removeprefix(".").split(".")[0]
    content = urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    return decompress(content) if browser.cookie.startswith(".") else content


def test_a_device_s_cookie_does_not_tell_its_token(standing_plain, browser_of):
    kiosk = browser_of(standing_plain)
    token = standing_plain.tokens["kiosk"]
    assert kiosk.open(f"/kiosk?token={token}").status_code == 200
    assert b"devices" in read_cookie(kiosk)
    assert token.encode() not in read_cookie(kiosk)
    assert kiosk.open("/kiosk").status_code == 200


def test_a_cookie_that_an_earlier_version_made_goes_on_and_is_exchanged(standing_plain, browser_of):
    kiosk, token = browser_of(standing_plain), standing_plain.tokens["kiosk"]
    put_cookie_of(kiosk, standing_plain, 0, devices={"kiosk": token})
    assert kiosk.open("/kiosk").status_code == 200
    assert token.encode() not in read_cookie(kiosk)
    assert kiosk.open("/kiosk").status_code == 200


@pytest.mark.parametrize("left", [b"", b"short", None])
def test_a_key_that_is_no_whole_key_is_made_anew(tmp_path, left):
    file = tmp_path / "secret.key"
    if left is not None:
        file.write_bytes(left)
    key = secret_key(tmp_path)
    assert len(key) == 32
    assert secret_key(tmp_path) == file.read_bytes() == key
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o077 == 0
