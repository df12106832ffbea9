"""Signing in at an OpenID Connect provider that says what it should, and one that does not."""

import re
from contextlib import contextmanager
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.centre import Centre
from tests.web.accounts import PASSWORD, Browser
from tests.web.openid_provider import CLIENT, SECRET, Provider
from web.addresses import Addresses
from web.processes import Processes
from web.processes.shared_state import OwnState
from web.section import Text
from web.settings import OpenId, SignIn

pytestmark = pytest.mark.long

PUBLIC = "http://localhost"
START, CALLBACK = "/sign-in/openid", "/sign-in/openid/callback"
LAN, MINH = "lan@example.gov.vn", "minh@example.gov.vn"


@pytest.fixture(scope="module")
def one_provider():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(one_provider):
    yield one_provider
    one_provider.be_honest()


@contextmanager
def centre_at(provider, folder):
    """A centre at that provider; lan's account is linked, minh's is not."""
    secret = folder / "openid.secret"
    secret.write_text(SECRET + "\n", encoding="utf-8-sig")  # as the Editor of Windows saves it
    openid = OpenId(
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret_file=str(secret),
        label=Text(vi="tài khoản công vụ"),
    )
    with Centre(folder) as centre:
        centre.openid = openid
        centre.pages = centre.site(sign_in=SignIn(openid=openid), addresses=Addresses(PUBLIC))
        for name in ("lan", "minh"):
            centre.accounts.create_person(name, "officer", PASSWORD)
        centre.accounts.openid_links.link("lan", provider.issuer, "lan-7f3a", "user:quan")
        yield centre


@pytest.fixture
def centre(tmp_path, provider):
    with centre_at(provider, tmp_path) as centre:
        yield centre


@pytest.fixture(scope="module")
def standing(one_provider, tmp_path_factory):
    """One centre for all tests that change nothing of it."""
    with centre_at(one_provider, tmp_path_factory.mktemp("openid")) as centre:
        yield centre


@pytest.fixture
def stranger(standing):
    """A browser that has never been there."""
    return Browser(standing.pages)


@pytest.fixture
def browser_of(centre):
    return lambda: Browser(centre.pages)


@pytest.fixture
def lan(browser_of):
    return browser_of()


def begin(browser, query=""):
    """Press the button; return where the browser is sent to."""
    answer = browser.open(START + query)
    assert answer.status_code == 303
    return answer.headers["Location"]


def approve(address, called=LAN):
    """Be somebody at the provider; return the address to which it sends the browser back."""
    page = requests.get(address, timeout=40).text
    link = unescape(re.search(rf'href="([^"]+)">{re.escape(called)}<', page)[1])
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    back = requests.get(origin + link, timeout=40, allow_redirects=False).headers["Location"]
    assert back.startswith(f"{PUBLIC}{CALLBACK}?")
    return back.removeprefix(PUBLIC)


def sign_in(browser, called=LAN, query=""):
    """Go the whole way; return the centre's answer."""
    return browser.open(approve(begin(browser, query), called))


def test_who_is_linked_is_let_in_as_by_password(centre, lan):
    answer = sign_in(lan, query="?next=/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert "<b>lan</b>" in lan.open("/account").text
    lan.submit("/sign-out", "/account")
    assert not lan.signed_in


def test_nobody_gets_an_account_by_the_provider(centre, provider, lan):
    answer = sign_in(lan, MINH)
    assert answer.status_code == 403
    assert "minh-2b91" in answer.text
    assert not lan.signed_in
    assert [each.name for each in centre.accounts.people()] == ["lan", "minh"]
    (arrival,) = centre.pages.guard.unlinked.list_of(provider.issuer)
    assert (arrival.subject, arrival.called) == ("minh-2b91", MINH)


def test_who_comes_back_to_another_process_is_let_in_there_once(centre, provider, lan):
    processes = Processes(OwnState())
    here, there = (
        centre.site(
            sign_in=SignIn(openid=centre.openid),
            addresses=Addresses(PUBLIC),
            processes=processes,
        )
        for _ in range(2)
    )
    sent = Browser(here)
    back = approve(begin(sent))
    cookie = sent.client.get_cookie("xinmoi").value
    answers = [Browser(site, cookie).open(back) for site in (there, here)]
    assert [each.status_code for each in answers] == [303, 400], "a way back is good once"
    stranger = Browser(here)
    assert sign_in(stranger, MINH).status_code == 403
    (arrival,) = there.guard.unlinked.list_of(provider.issuer)
    assert arrival.called == MINH
    there.guard.unlinked.forget(arrival.issuer, arrival.subject)
    assert here.guard.unlinked.list_of(provider.issuer) == []


def test_a_disabled_account_stays_closed(centre, lan):
    centre.accounts.disable("lan", "user:quan")
    answer = sign_in(lan)
    assert answer.status_code == 403
    assert "đã bị khóa" in answer.text
    assert not lan.signed_in


def test_a_link_is_for_the_issuer_it_was_made_with(centre, lan):
    centre.accounts.openid_links.link("lan", "https://sso.example", "lan-7f3a", "user:quan")
    assert sign_in(lan).status_code == 403


def test_a_role_that_needs_a_second_factor_needs_it_here_too(centre, lan):
    settings = SignIn(openid=centre.openid, second_factor=["officer"])
    centre.pages.guard.signed_in.settings = settings
    assert sign_in(lan).headers["Location"] == "/sign-in/second-factor"
    assert not lan.signed_in


def test_a_password_that_another_has_set_is_not_asked_for(centre, lan):
    centre.accounts.set_password("lan", "dùng một lần", actor="user:quan", must_change=True)
    assert sign_in(lan).headers["Location"] == "/"
    assert lan.signed_in


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://sso.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"], "azp": CLIENT},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"aud": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": None},
        {"nbf": 9_999_999_999},
        {"nonce": "of another browser"},
        {"nonce": None},
        {"sub": ""},
        {"sub": ["lan-7f3a"]},
        {"sub": None},
        {"at_hash": "0000000000000000000000"},
    ],
    ids=str,
)
def test_a_token_that_says_something_wrong_lets_nobody_in(provider, stranger, claims):
    provider.claims = claims
    answer = sign_in(stranger)
    assert answer.status_code == 401
    assert "không xác nhận được Anh/Chị" in answer.text
    assert not stranger.signed_in


@pytest.mark.parametrize(
    "sign",
    [
        Provider.sign_by_nothing,
        Provider.sign_by_another_key,
        Provider.sign_by_the_shared_secret,
        Provider.sign_by_the_public_key_as_a_secret,
    ],
    ids=lambda sign: sign.__name__,
)
def test_a_token_that_is_signed_wrongly_lets_nobody_in(provider, stranger, sign):
    provider.sign = lambda claims: sign(provider, claims)
    assert sign_in(stranger).status_code == 401
    assert not stranger.signed_in


def test_keys_may_change_at_any_time(provider, browser_of):
    assert sign_in(browser_of()).status_code == 303
    provider.rotate()
    assert sign_in(browser_of()).status_code == 303


def test_a_way_back_is_good_once_and_for_its_own_browser(centre, lan, browser_of):
    back = approve(begin(lan))
    stranger, thief = browser_of(), Browser(centre.pages, lan.client.get_cookie("xinmoi").value)
    assert stranger.open(back).status_code == 400
    begin(stranger)
    assert stranger.open(back).status_code == 400
    assert lan.open(back).status_code == 303
    for browser in (lan, thief):
        assert browser.open(back).status_code == 400
    assert not stranger.signed_in
    assert not thief.signed_in


@pytest.mark.parametrize(
    "back",
    [
        {"iss": "https://sso.example"},
        {"iss": None},
        {"error": "access_denied", "code": None},
        {"code": None},
        {"code": "of nobody"},
    ],
    ids=str,
)
def test_who_is_sent_back_with_something_else_is_not_let_in(provider, stranger, back):
    provider.back = back
    assert sign_in(stranger).status_code == 401
    assert not stranger.signed_in


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/token", (307, {"Location": "/elsewhere"}, b"")),
        ("/token", (500, {}, b"")),
        ("/token", (200, {}, b"[]")),
        ("/token", (200, {}, b" " * 300_000 + b"{}")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_answers_of_no_use_leave_the_password(provider, stranger, path, answer):
    provider.answers[path] = answer
    refused = sign_in(stranger)
    assert refused.status_code == 503
    assert 'name="password"' in refused.text
    assert "/elsewhere" not in provider.asked
    assert stranger.sign_in().status_code == 303


def test_browsers_are_sent_back_to_the_public_address_whatever_they_say(provider, stranger):
    away = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    sent = stranger.client.get(f"{START}?next=//evil.example", headers=away).headers["Location"]
    asked = parse_qs(urlsplit(sent).query)
    assert sent.startswith(f"{provider.issuer}/authorize?")
    assert asked["redirect_uri"] == [PUBLIC + CALLBACK]


def test_another_site_s_page_signs_nobody_in(stranger):
    answer = stranger.client.get(START, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert "Đăng nhập bằng tài khoản công vụ" in answer.text


def test_a_provider_that_is_down_leaves_the_password(centre, lan):
    gone = Provider()
    gone.stop()
    openid = centre.openid.model_copy(update={"issuer": gone.issuer})
    centre.pages.guard.signed_in.settings = SignIn(openid=openid)
    answer = lan.open(START)
    assert answer.status_code == 503
    assert "Hiện không liên lạc được" in answer.text
    assert lan.sign_in().status_code == 303


def test_without_a_provider_there_is_no_way_to_one(centre, lan):
    centre.pages.guard.signed_in.settings = SignIn()
    assert lan.open(START).status_code == 404
    assert lan.open(f"{CALLBACK}?code=1&state=2").status_code == 404
    assert START not in lan.open("/sign-in").text
